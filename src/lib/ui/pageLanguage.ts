/** Says what language the page is in, to screen readers, hyphenation, and whoever installs it from here on. */
export function pinLanguage(language: string): void {
	document.documentElement.lang = language;
	const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
	if (!manifest) return;
	const name = language === 'en' ? 'manifest' : `manifest.${language}`;
	const href = manifest.href.replace(/[^/]+\.webmanifest$/, `${name}.webmanifest`);
	if (href !== manifest.href) manifest.href = href;
}
