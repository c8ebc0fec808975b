// Runs before anything is drawn, so that a pinned theme does not flash: the settings proper lie where only
// the app can read them, some moments later. A file of its own, since the page allows no script within it.
// src/lib/ui/theme.ts writes what is read here.
try {
	const theme = localStorage.getItem('cairn/theme');
	if (theme === 'light' || theme === 'dark') {
		document.documentElement.dataset.theme = theme;
		document.documentElement.style.colorScheme = theme;
		for (const bar of document.querySelectorAll('meta[name=theme-color]'))
			bar.media = bar.dataset.of === theme ? 'all' : 'not all';
	}
} catch {
	// No storage: the system's theme until the app knows better.
}
