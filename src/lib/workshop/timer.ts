/** How a stage's time runs. It ends by being read: nothing is written then, and nothing is locked. */
export type Timer =
	/** Relay time, epoch ms. `isRough`: whoever set it did not know the relay's time. */
	| { endsAt: number; isRough: boolean }
	/** Stopped, with so much left. */
	| { leftMs: number };

/** What time it is, as far as a device knows. */
export interface Clock {
	/** Relay time where that was measured, else the device's own. Epoch ms. */
	now: number;
	/** The relay's time was measured on this device. */
	isMeasured: boolean;
}

export interface TimeLeft {
	/** Negative once the time is over. */
	ms: number;
	/** Shown with "≈": some device on the way did not know the relay's time. */
	isRough: boolean;
	isRunning: boolean;
}

const minuteMs = 60_000;

/** A device's idea of the relay's time, from how far the relay's clock is ahead of its own. */
export function clockOf(now: number, offMs: number | null): Clock {
	return { now: now + (offMs ?? 0), isMeasured: offMs !== null };
}

export function timeLeft(timer: Timer, clock: Clock): TimeLeft {
	if ('leftMs' in timer) return { ms: timer.leftMs, isRough: false, isRunning: false };
	return {
		ms: timer.endsAt - clock.now,
		isRough: timer.isRough || !clock.isMeasured,
		isRunning: true
	};
}

/** A timer that ends so many minutes from now; null for a stage that ends by a tap alone. */
export function startTimer(minutes: number, { now, isMeasured }: Clock): Timer | null {
	return minutes > 0 ? { endsAt: now + minutes * minuteMs, isRough: !isMeasured } : null;
}

/** So many minutes more: of what is left, or from now on where nothing is. */
export function extendTimer(timer: Timer | null, minutes: number, clock: Clock): Timer | null {
	const added = minutes * minuteMs;
	if (timer === null) return startTimer(minutes, clock);
	if ('leftMs' in timer) return { leftMs: Math.max(0, timer.leftMs) + added };
	// Two who add five minutes at once, while it runs, mean the same end.
	return timer.endsAt > clock.now
		? { ...timer, endsAt: timer.endsAt + added }
		: startTimer(minutes, clock);
}

export function stopTimer(timer: Timer, clock: Clock): Timer {
	return { leftMs: Math.max(0, timeLeft(timer, clock).ms) };
}

export function resumeTimer(timer: Timer, clock: Clock): Timer {
	return 'leftMs' in timer
		? { endsAt: clock.now + timer.leftMs, isRough: !clock.isMeasured }
		: timer;
}
