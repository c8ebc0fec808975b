/** Whether this page runs as an app of its own, from the home screen. */
export function isInstalled(): boolean {
	return (
		matchMedia('(display-mode: standalone)').matches ||
		(navigator as { standalone?: boolean }).standalone === true
	);
}

/** Whether this is an iPhone or iPad, whose installed apps have a storage of their own, empty at first. */
export function isIos(): boolean {
	const { userAgent, maxTouchPoints } = navigator;
	// An iPad calls itself a Mac.
	return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
