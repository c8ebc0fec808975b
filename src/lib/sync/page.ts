/** Whether the page is out of sight or going. A hidden one may be thrown away without another word. */
export interface PageWatch {
	isHidden(): boolean;
	stop(): void;
}

/** Calls `onHide` each time the page hides or goes. Nothing hides outside a browser. */
export function watchPage(onHide: () => void): PageWatch {
	if (typeof document === 'undefined') return { isHidden: () => false, stop() {} };
	const listening = new AbortController();
	const { signal } = listening;
	let isGone = false;
	const hide = () => {
		isGone = true;
		onHide();
	};
	addEventListener('pagehide', hide, { signal });
	addEventListener('pageshow', () => (isGone = false), { signal });
	const onVisibility = () => {
		if (document.visibilityState === 'hidden') onHide();
	};
	document.addEventListener('visibilitychange', onVisibility, { signal });
	return {
		isHidden: () => isGone || document.visibilityState === 'hidden',
		stop: () => listening.abort()
	};
}
