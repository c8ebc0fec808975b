/** What one replica shows at a moment. */
interface Moment {
	who: string;
	/** Epoch ms. */
	at: number;
	/** The place of its stage in the agenda, from 1; null while it shows none. */
	place: number | null;
	/** It says that it is connected to the relay and has caught up with it. */
	isLive: boolean;
}

/** Where every replica stood, at every moment of a workshop. */
export interface KickoffLog {
	note(who: string, place: number | null, isLive: boolean, at?: number): void;
	/** The places a replica showed, one after the other. */
	placesOf(who: string): number[];
	people(): string[];
	/** How long each replica that was connected took, in ms, to stand where the furthest stood, once that one was connected too. */
	lags(): { who: string; ms: number }[];
	/** The longest that this process had to wait for a processor, in ms: so much of what is noted says nothing. */
	starvedMs(): number;
	stop(): void;
}

const tickMs = 50;

export function createKickoffLog(): KickoffLog {
	const moments: Moment[] = [];
	let starvedMs = 0;
	let tickedAt = Date.now();
	const ticking = setInterval(() => {
		starvedMs = Math.max(starvedMs, Date.now() - tickedAt - tickMs);
		tickedAt = Date.now();
	}, tickMs);
	const people = (): string[] => [...new Set(moments.map(({ who }) => who))];
	const of = (who: string): Moment[] => moments.filter((one) => one.who === who);
	const isThere = ({ isLive, place }: Moment): boolean => isLive && place !== null;
	const last = (who: string, at: number): Moment | undefined =>
		of(who).findLast((one) => one.at <= at);

	/** Null where it went away, or the log ends, before it stood there. */
	function lagOf(who: string, from: number, place: number): number | null {
		const now = last(who, from);
		if (!now || !isThere(now)) return null;
		if ((now.place ?? 0) >= place) return 0;
		const next = of(who).find((one) => one.at > from && (!isThere(one) || one.place! >= place));
		return next && isThere(next) ? next.at - from : null;
	}

	return {
		note(who, place, isLive, at = Date.now()) {
			const before = of(who).at(-1);
			if (before?.place === place && before.isLive === isLive) return;
			moments.push({ who, at, place, isLive });
		},
		people,
		placesOf: (who) => of(who).flatMap(({ place }) => place ?? []),
		lags() {
			const came = moments.filter((one) => {
				const before = of(one.who).findLast(({ at }) => at < one.at);
				return isThere(one) && !(before && isThere(before));
			});
			return came.flatMap(({ at }) => {
				const there = people().flatMap((who) => {
					const now = last(who, at);
					return now && isThere(now) ? [now] : [];
				});
				const furthest = Math.max(0, ...there.map(({ place }) => place ?? 0));
				return there.flatMap(({ who }) => {
					const ms = lagOf(who, at, furthest);
					return ms === null ? [] : [{ who, ms }];
				});
			});
		},
		starvedMs: () => starvedMs,
		stop: () => clearInterval(ticking)
	};
}
