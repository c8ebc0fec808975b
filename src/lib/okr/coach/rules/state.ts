import { objectNoun } from '../read/object.ts';
import { lowersOf, type Reading } from '../read/reading.ts';

/* Outputs that are said as a state reached, not as work done. */

/** "obtain SOC 2 certification", "become ISO 27001 certified", "pass the security audit". */
export function isCertificate(reading: Reading): boolean {
	const { head, words, roles, tokens } = reading;
	if (roles.to || roles.delta) return false;
	const isGetting = head.kind === 'none' || head.kind === 'verb' || head.kind === 'participle';
	const isHead =
		head.classes.has('either') ||
		head.classes.has('level') ||
		head.classes.has('output') ||
		head.kind === 'none' ||
		/^(?:find|pass)$/.test(head.base);
	if (head.base === 'ensure' || !isGetting || !isHead || head.classes.has('maintain')) return false;
	const end = tokens.findIndex(
		({ lower }, at) => at > head.start && /^(?:of|for|from|with|at|für|bei)$/.test(lower)
	);
	return (
		lowersOf(reading, head.start, end < 0 ? undefined : end).some(
			(lower) =>
				words.isIn(lower, 'certificates') && !/^(?:soc|iso|hipaa|gdpr|pci|audit)$/.test(lower)
		) ||
		(/^(?:pass|obtain|achieve|get|receive|erhalten|bestehen|erlangen)$/.test(head.base) &&
			lowersOf(reading).some((lower) => words.isIn(lower, 'certificates')))
	);
}

/** "new portal is live", "have a runbook in place", "make the report available". */
export function isState(reading: Reading): boolean {
	const { head, words, tokens } = reading;
	const lowers = lowersOf(reading);
	const line = lowers.join(' ');
	if (
		/\b(?:in place|in production|up and running|in use|in betrieb|liegt vor|liegen vor|steht bereit|stehen bereit|in kraft|am netz|go(?:es)? live|went live|to (?:market|production|launch)|into (?:production|the app store|stores))\b/.test(
			line
		)
	) {
		return !isSubjectOutside(reading) && !head.classes.has('up') && !head.classes.has('down');
	}
	const at = tokens.findIndex(
		({ lower }, index) => index > head.start && words.isIn(lower, 'states')
	);
	if (at < 0) return false;
	const before = tokens
		.slice(Math.max(0, reading.language === 'de' ? 0 : at - 2), at)
		.map(({ lower }) => lower);
	const isBeing = before.some((lower) =>
		/^(?:is|are|be|been|being|fully|ist|sind|sein)$/.test(lower)
	);
	const isGetting =
		/^(?:have|get|make|bring|put|haben|bringen|machen)$/.test(head.base) && at > head.at.end;
	const isEnd =
		at === lastWordAt(reading) &&
		head.kind !== 'subject' &&
		tokens.length - head.start > 2 &&
		/^(?:live|ready|operational|done|complete|fertig|online|produktiv|launched)$/.test(
			tokens[at]?.lower ?? ''
		) &&
		(head.kind === 'none' || (head.kind === 'verb' && head.base === 'be'));
	return (isBeing || isGetting || isEnd) && !isSubjectOutside(reading);
}

function lastWordAt({ tokens, dates }: Reading): number {
	const isDate = (at: number) => dates.all.some(({ begin, end }) => at >= begin && at < end);
	for (let at = tokens.length - 1; at >= 0; at--)
		if (tokens[at]?.kind === 'word' && !isDate(at)) return at;
	return -1;
}

function isSubjectOutside(reading: Reading): boolean {
	const { words, head } = reading;
	return head.kind === 'subject' && words.isNoun(objectNoun(reading), 'outside');
}

/** "expand to 3 new markets", "enter two countries": entering is done by going there. */
export function isNewMarket(reading: Reading): boolean {
	const { head, tokens } = reading;
	if (!/^(?:expand|extend|scale|erweitern|expandieren)$/.test(head.base)) return false;
	const behind = tokens[head.at.end]?.lower ?? '';
	return (
		/^(?:to|into|in|across|nach|auf)$/.test(behind) &&
		lowersOf(reading, head.at.end, head.at.end + 7).some((lower) =>
			/^(?:market|countr|region|cit(?:y|ies)|state|location|territor|site|store|sprachen|standorte|länder|märkte|städte|regionen)/.test(
				lower
			)
		)
	);
}
