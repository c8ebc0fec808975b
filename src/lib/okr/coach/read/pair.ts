import { arrow, byCue, cueBefore, fromCue, levelCue, scopeCue, toCue } from './cues.ts';
import type { Quantity } from './quantity.ts';
import type { Token } from './tokens.ts';

/** "from 60 to 75", "60 → 75", "von 60 auf 75"; for a verb of change "60 to 75", too. */
export function findPair(
	tokens: readonly Token[],
	quantities: readonly Quantity[],
	isChange: boolean
): { from: Quantity; to: Quantity } | null {
	for (const [index, first] of quantities.entries()) {
		const { cue } = cueBefore(tokens, first.begin);
		const second = quantities[index + 1];
		if (!second) return null;
		const between = tokens.slice(first.end, second.begin);
		const isFar = between.length > 9;
		const hasArrow = between.some(({ text }) => arrow.test(text)) && between.length <= 4;
		const hasTo = between.some(({ lower }) => toCue.test(lower));
		const hasLevel = between.some(({ lower }) =>
			/^(?:below|under|over|above|unter|über|least)$/.test(lower)
		);
		const isDash = between.length === 1 && /^[-–—]$/.test(between[0]?.text ?? '');
		const third = quantities[index + 2];
		// "from 30–35 % to 50 %": the range is where one stands.
		if (
			isDash &&
			third &&
			(fromCue.test(cue) || isChange) &&
			tokens.slice(second.end, third.begin).some(({ lower }) => toCue.test(lower)) &&
			third.begin - second.end <= 4
		)
			return { from: inherit(first, second).from, to: inherit(second, third).to };
		// "from Mixed (64 %) to Very Positive (80 %)"
		const opening = tokens[first.begin - 1]?.text === '(' ? first.begin - 2 : -1;
		const isNamed =
			opening > 0 &&
			tokens.slice(Math.max(0, opening - 3), opening).some(({ lower }) => fromCue.test(lower));
		// "innerhalb von 24 Stunden … auf 95 %"
		const isWithin = /^(?:innerhalb|binnen|anstelle)$/.test(tokens[first.begin - 2]?.lower ?? '');
		const isFromCue = !isWithin && (fromCue.test(cue) || isNamed);
		if (hasArrow) return inherit(first, second);
		if (
			isFromCue &&
			!isFar &&
			(hasTo ||
				hasLevel ||
				between.some(({ lower }) => lower === 'bis') ||
				(isDash && cue !== 'baseline'))
		) {
			// "to 75 from 60" has its target before; "(currently 9), to 3" reads the same either way.
			return inherit(first, second);
		}
		const isAlike =
			first.unit === null || first.unit === second.unit || (first.isTime && second.isTime);
		const isBare =
			isAlike &&
			between.length === 1 &&
			toCue.test(between[0]?.lower ?? '') &&
			!byCue.test(cue) &&
			!toCue.test(cue);
		// "26 h to under 12 h", "6 % to at least 9 %": a range ends at no limit.
		const isToLimit =
			isAlike &&
			between.length > 1 &&
			between.length <= 3 &&
			toCue.test(between[0]?.lower ?? '') &&
			between.slice(1).every(({ lower }) => limit.test(lower)) &&
			!byCue.test(cue) &&
			!toCue.test(cue);
		if (isToLimit && first.begin > 0) return inherit(first, second);
		// "age of invoices: 41 to 28 days": a range does not go down.
		if (isBare && first.begin > 0 && first.value > second.value && first.scale >= second.scale)
			return inherit(first, second);
		// "traffic 85K to 130K", "Glassdoor 3.6 to 4.2": nobody ranges over so much, or counts things by tenths.
		const isLarge = first.scale > 1 && second.scale > 1;
		const isScore =
			!Number.isInteger(first.value) &&
			!Number.isInteger(second.value) &&
			!/^\p{L}+s$/u.test(tokens[second.end]?.lower ?? '');
		if (isBare && first.begin > 0 && cue !== '' && (isLarge || isScore) && !levelCue.test(cue))
			return inherit(first, second);
		// "conversion 2.4 % to 3.1 %" is a way, "5 to 8 visits" a range.
		if (
			isBare &&
			(isChange ||
				(first.begin > 0 &&
					cue !== '' &&
					first.unit !== null &&
					(first.unit === second.unit || (first.isTime && second.isTime)) &&
					!scopeCue.test(cue) &&
					!levelCue.test(cue)))
		)
			return inherit(first, second);
	}
	return null;
}

const limit =
	/^(?:at|least|most|under|below|over|above|less|fewer|more|lower|higher|than|no|unter|über|mindestens|höchstens|maximal|minimal|[<>≤≥])$/;

/** "from 1.2 to 2M" and "from 5 to 8 %": what is said once holds for both. */
export function inherit(from: Quantity, to: Quantity): { from: Quantity; to: Quantity } {
	let first = from;
	if (to.scale > 1 && from.scale === 1 && from.value < 100 && from.value > 0) {
		const scaled = from.value * to.scale;
		if (scaled <= to.value || from.value < to.value / to.scale + 10)
			first = { ...first, value: scaled, scale: to.scale };
		if (scaled > to.value * 20) first = from;
	}
	const unit = to.unit ?? first.unit;
	const ratio = minutesIn(first.unit) / minutesIn(to.unit);
	if (first.unit !== to.unit && Number.isFinite(ratio) && ratio > 0) {
		first = { ...first, value: Number((first.value * ratio).toPrecision(12)), unit: to.unit };
	}
	return { from: { ...first, unit: first.unit ?? unit }, to: { ...to, unit } };
}

/** Of a unit of time; NaN for others. "From 4 h to 45 min" has to be said in one of them. */
function minutesIn(unit: string | null): number {
	const name = (unit ?? '').toLowerCase();
	return minutesByUnit.get(name) ?? minutesByUnit.get(name.replace(/(?:en|n|s)$/, '')) ?? NaN;
}

const minutesByUnit = new Map(
	Object.entries({
		millisecond: 1 / 60_000,
		ms: 1 / 60_000,
		s: 1 / 60,
		second: 1 / 60,
		sec: 1 / 60,
		sekunde: 1 / 60,
		min: 1,
		minute: 1,
		h: 60,
		hr: 60,
		hour: 60,
		stunde: 60,
		d: 1440,
		day: 1440,
		tag: 1440,
		tage: 1440,
		week: 10_080,
		woche: 10_080,
		month: 43_800,
		monat: 43_800,
		monate: 43_800
	})
);
