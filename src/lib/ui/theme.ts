/** Pins the page's theme on the root element, where the tokens read it; `auto` follows the system. */
export function showTheme(theme: 'auto' | 'light' | 'dark'): void {
	const { dataset, style } = document.documentElement;
	const pinned = theme === 'auto' ? null : theme;
	if (pinned) dataset.theme = pinned;
	else delete dataset.theme;
	style.colorScheme = pinned ?? '';
	for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
		bar.media = mediaOf(bar.dataset.of, pinned);
}

/** Pins the theme of this device. Noted for static/theme.js too, which pins it at the next start before the styles have come. */
export function pinTheme(theme: 'auto' | 'light' | 'dark'): void {
	showTheme(theme);
	try {
		if (theme !== 'auto') localStorage.setItem('cairn/theme', theme);
		else localStorage.removeItem('cairn/theme');
	} catch {
		// Refused or full: the theme comes with the settings, a moment later.
	}
}

/** When the browser's own bar, drawn around the page, has the colour of this theme. */
function mediaOf(theme: string | undefined, pinned: string | null): string {
	if (!pinned) return `(prefers-color-scheme: ${theme ?? 'light'})`;
	return theme === pinned ? 'all' : 'not all';
}
