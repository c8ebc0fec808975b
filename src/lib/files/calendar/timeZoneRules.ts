/**
 * What a calendar needs to know of a time zone from one day to another, as a VTIMEZONE (RFC 5545): an offset at the
 * beginning and every change after it, as this device knows them. `timeZone` must be one that it knows.
 */
export function timeZoneRules(timeZone: string, from: string, to: string): string[] {
	const startMs = Date.parse(`${from}T00:00:00Z`) - dayMs;
	const endMs = Date.parse(`${to}T00:00:00Z`) + 2 * dayMs;
	let offset = offsetAt(startMs, timeZone);
	const lines = observance(startMs, offset, offset);
	for (let at = startMs; at < endMs; at += dayMs) {
		const next = offsetAt(at + dayMs, timeZone);
		if (next === offset) continue;
		lines.push(...observance(changeBetween(at, at + dayMs, offset, timeZone), offset, next));
		offset = next;
	}
	return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...lines, 'END:VTIMEZONE'];
}

/** How far a zone's clocks are ahead of UTC at an instant, in minutes. */
export function offsetAt(atMs: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit'
	}).formatToParts(atMs);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	const local = Date.parse(
		`${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`
	);
	return Math.round((local - Math.floor(atMs / 1000) * 1000) / minuteMs);
}

/** As RFC 5545 writes it: `+0130`. */
export function offsetText(minutes: number): string {
	const size = Math.abs(minutes);
	const digits = String(Math.floor(size / 60) * 100 + (size % 60)).padStart(4, '0');
	return `${minutes < 0 ? '-' : '+'}${digits}`;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The minute of the one change between two instants. */
function changeBetween(
	fromMs: number,
	toMs: number,
	offsetBefore: number,
	timeZone: string
): number {
	let [before, after] = [fromMs, toMs];
	while (after - before > minuteMs) {
		const middle = Math.floor((before + after) / 2 / minuteMs) * minuteMs;
		if (offsetAt(middle, timeZone) === offsetBefore) before = middle;
		else after = middle;
	}
	return after;
}

/** From an instant on; it is said on the clock as it went until then. */
function observance(atMs: number, before: number, after: number): string[] {
	const kind = after > before ? 'DAYLIGHT' : 'STANDARD';
	const local = new Date(atMs + before * minuteMs).toISOString();
	return [
		`BEGIN:${kind}`,
		`DTSTART:${local.slice(0, 19).replace(/[-:]/g, '')}`,
		`TZOFFSETFROM:${offsetText(before)}`,
		`TZOFFSETTO:${offsetText(after)}`,
		`END:${kind}`
	];
}
