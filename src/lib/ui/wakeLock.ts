/**
 * Keeps the screen awake until the returned function is called, where the browser can do so. A page that was hidden has
 * lost the lock and asks again when it is seen; where it is refused, as with little battery, the screen sleeps as ever.
 */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let isOver = false;

	async function ask(): Promise<void> {
		if (isOver || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		const held = await navigator.wakeLock.request('screen').catch(() => null);
		// It may have come after all was over.
		if (isOver) void held?.release();
		else lock = held;
	}
	const seen = (): void => void ask();
	document.addEventListener('visibilitychange', seen);
	void ask();

	return () => {
		isOver = true;
		document.removeEventListener('visibilitychange', seen);
		void lock?.release();
		lock = null;
	};
}
