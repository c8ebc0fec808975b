import { beforeEach, describe, expect, test, vi } from 'vitest';
import { agreedPlanOf } from '#lib/okr/agreedPlan.ts';
import type { CheckInId, KeyResultId } from '#lib/okr/ids.ts';
import type { KeyResult } from '#lib/okr/keyResult.ts';
import { entry } from '../okr/checkInEntries.ts';
import { inTheWay, nine, noon, of, planOf, said, source } from '../okr/statusExamples.ts';

// The browser whose customs days and numbers are written by.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB', 'de-DE'] }));

const { fetchWords } = await import('#lib/messages/languages.js');
const { digestOf } = await import('#lib/files/digest.ts');
const { digestToHtml } = await import('#lib/files/digestHtml.ts');
const { digestToMarkdown, digestToText } = await import('#lib/files/digestText.ts');
const { statusReportAt } = await import('#lib/okr/statusReport.ts');
const { speak } = await import('#lib/state/language.svelte.ts');
const { changesSince, lookOf } = await import('#lib/okr/statusLook.ts');
const { changeWords } = await import('#lib/views/status/changeWords.ts');
const { coverageWords } = await import('#lib/views/status/coverageWords.ts');
const { statusWords } = await import('#lib/views/status/statusWords.ts');

beforeEach(() => speak('en', fetchWords));

const names = { team: 'Harbour', cycle: 'Q4 2026' };
/** All nine spoke on 20 October; then all but Ben every week. */
const log = ['2026-10-20', '2026-10-27', '2026-11-03', '2026-11-10'].flatMap((on, week) =>
	nine
		.filter((person) => week === 0 || person !== 'ben')
		.map((person) => said(person, on, 12 + week))
);
const reportOn = (day: string) => statusReportAt(source(log), noon(day));
const digestOn = (day: string) => digestOf(reportOn(day), names, statusWords);

describe('[REPORT-7] one of nine is held back:', () => {
	test('each form of the digest says 8 of 9 and since when, and names nobody', () => {
		const digest = digestOn('2026-10-31');
		for (const form of [digestToText, digestToMarkdown, digestToHtml]) {
			expect(form(digest)).toContain('From the check-ins of 8 of 9 people.');
			expect(form(digest)).toContain('1 is silent since 20 Oct.');
			// Their key result has its own name; the person is not named.
			expect(form(digest)).not.toMatch(/\bben\b(?<!Guests of ben)/);
		}
	});

	test('two cadences later they have left the count, and that is said', () => {
		const text = digestToText(digestOn('2026-11-04'));
		expect(text).toContain('From the check-ins of 8 of 8 people.');
		expect(text).toContain('1 more has not been heard for two cadences and is no longer counted.');
		expect(text).not.toContain('silent');
	});

	test('the team is told who it is', () => {
		const named = (day: string) =>
			coverageWords(reportOn(day).coverage, day, (id) => id.toUpperCase());
		expect(named('2026-10-31')).toEqual([
			'From the check-ins of 8 of 9 people.',
			'Silent: BEN since 20 Oct.'
		]);
		expect(named('2026-11-04').at(-1)).toBe(
			'Not heard for two cadences and no longer counted: BEN since 20 Oct.'
		);
	});
});

describe('[DIGEST-1] the digest', () => {
	const report = statusReportAt(
		source([
			...log,
			said('ana', '2026-11-11', 18, {
				win: 'The dock is open',
				blocker: inTheWay({ kind: 'decision', helper: 'The board', urgent: true })
			}),
			said('cem', '2026-11-11', 20)
		]),
		noon('2026-11-12')
	);

	test('says what the status says, in its order', () => {
		expect(digestToText(digestOf(report, names, statusWords))).toMatchInlineSnapshot(`
			"Harbour: status of Q4 2026
			==========================

			8 of 9 key results are on track or done.
			1 stale · 7 on track · 1 done
			From the check-ins of 8 of 8 people.
			1 more has not been heard for two cadences and is no longer counted.
			The newest value is of 11 Nov, the oldest of 20 Oct.
			As of 12 Nov 2026.

			WHAT CHANGED IN THE LAST 7 DAYS
			- Guests of ana
			  14 customers → 18 customers · something came into its way
			- Guests of cem
			  on track → done · 14 customers → 20 customers
			- Guests of dua
			  14 customers → 15 customers
			- Guests of eva
			  14 customers → 15 customers
			- Guests of fin
			  14 customers → 15 customers
			- Guests of gil
			  14 customers → 15 customers
			- Guests of hoa
			  14 customers → 15 customers
			- Guests of ida
			  14 customers → 15 customers

			DECISIONS THAT ARE NEEDED
			- Guests of ana
			  urgent · In the way: A decision; The board could help

			THE PLAN AT A GLANCE

			Guests come back
			- Guests of ana
			  on track · 10 → 20 customers · 80% of the way · 18 customers on 11 Nov, 15 customers before · confidence 4 of 5: likely
			- Guests of ben
			  stale · 10 → 20 customers · 20% of the way · 12 customers on 20 Oct · confidence 4 of 5: likely
			- Guests of cem
			  done · 10 → 20 customers · 100% of the way · 20 customers on 11 Nov, 15 customers before · confidence 4 of 5: likely
			- Guests of dua
			  on track · 10 → 20 customers · 50% of the way · 15 customers on 10 Nov, 14 customers before · confidence 4 of 5: likely
			- Guests of eva
			  on track · 10 → 20 customers · 50% of the way · 15 customers on 10 Nov, 14 customers before · confidence 4 of 5: likely
			- Guests of fin
			  on track · 10 → 20 customers · 50% of the way · 15 customers on 10 Nov, 14 customers before · confidence 4 of 5: likely
			- Guests of gil
			  on track · 10 → 20 customers · 50% of the way · 15 customers on 10 Nov, 14 customers before · confidence 4 of 5: likely
			- Guests of hoa
			  on track · 10 → 20 customers · 50% of the way · 15 customers on 10 Nov, 14 customers before · confidence 4 of 5: likely
			- Guests of ida
			  on track · 10 → 20 customers · 50% of the way · 15 customers on 10 Nov, 14 customers before · confidence 4 of 5: likely

			WHAT IS IN THE WAY
			- Guests of ana
			  urgent · In the way: A decision; The board could help · 11 Nov

			WHAT WENT WELL
			- Guests of ana
			  The dock is open

			Made from the check-ins of the team by Cairn.
			"
		`);
	});

	test('says it in German', async () => {
		await speak('de', fetchWords);
		const text = digestToText(digestOf(report, names, statusWords));
		expect(text).toContain('8 von 9 Schlüsselergebnissen sind auf Kurs oder geschafft.');
		// Its short dates end with a dot of their own.
		const silent = reportOn('2026-10-31');
		const named = coverageWords(silent.coverage, silent.day, () => 'Ben');
		for (const one of [text, digestToText(digestOn('2026-10-31')), named.join('\n')])
			expect(one).not.toMatch(/\.\.$/m);
		expect(text).toContain('WAS ZU ENTSCHEIDEN IST');
		expect(text).toContain('dringend · Im Weg: Eine Entscheidung; The board könnte helfen');
	});

	test('says before the agreement that the plan is being written', () => {
		const drafting = statusReportAt(
			source([], { agreed: null, agreements: [] }),
			noon('2026-10-04')
		);
		expect(digestToText(digestOf(drafting, names, statusWords))).toBe(
			'Harbour: status of Q4 2026\n==========================\n\nThe plan is being written.\nAs of 4 Oct 2026.\n\nMade from the check-ins of the team by Cairn.\n'
		);
	});
});

describe('[REPORT-9] the words fit what they are about:', () => {
	/** The digest of one key result of Ana's. */
	function saying(some: Partial<KeyResult>, log: Parameters<typeof source>[0], day: string) {
		const plan = planOf([of('ana', some)]);
		const agreements = [{ n: 1, on: '2026-10-05', plan: agreedPlanOf(plan) }];
		const report = statusReportAt(source(log, { people: ['ana'], plan, agreements }), noon(day));
		return digestToText(digestOf(report, names, statusWords));
	}

	test.each([
		[
			'a number',
			{},
			11,
			['It is behind its line, yet the last word is confident. Is that so?', 'behind its line: ']
		],
		[
			'a guard',
			{ kind: 'guard', guard: 'below', target: 5 },
			6,
			['It does not keep its limit, yet the last word is confident. Is that so?', 'limit not kept']
		],
		[
			'a milestone',
			{ kind: 'milestone', dueOn: '2026-11-20' },
			0,
			[
				'Its due day is over and it is not met, yet the last word is confident. Is that so?',
				'was due on 20 Nov'
			]
		]
	] as const)('%s', (_, some, value, sentences) => {
		const text = saying(some, [said('ana', '2026-11-30', value)], '2026-12-01');
		for (const sentence of sentences) expect(text).toContain(sentence);
		if (!('kind' in some)) return;
		expect(text).not.toContain('behind its line');
	});

	test('nothing short of its target is all of the way', () => {
		for (const [value, percent] of [
			[19.96, '99%'],
			[12.9, '29%'],
			[20, '100%']
		] as const)
			expect(saying({}, [said('ana', '2026-11-30', value)], '2026-12-01')).toContain(
				`${percent} of the way`
			);
	});

	test('a value that was taken back, and what was deleted', () => {
		const before = planOf([of('ana'), of('ben')]);
		const after = planOf([of('ana')]);
		const look = lookOf(
			statusReportAt(
				source([said('ana', '2026-11-01', 14)], { people: ['ana', 'ben'], plan: before }),
				noon('2026-11-03')
			)
		);
		const now = statusReportAt(
			source(
				[
					said('ana', '2026-11-01', 14),
					said('ana', '2026-11-01', 14, {
						...{ id: 'back' as CheckInId, corrects: 'ana 2026-11-01' as CheckInId },
						takesBack: true
					}),
					{ ...entry('n', '2026-11-02', null), keyResultId: 'ana' as KeyResultId, confidence: 4 }
				],
				{
					people: ['ana'],
					agreements: [
						{ n: 1, on: '2026-10-05', plan: agreedPlanOf(before) },
						{ n: 2, on: '2026-11-02', plan: agreedPlanOf(after) }
					],
					agreed: { n: 2, at: noon('2026-11-02'), isSound: true }
				}
			),
			noon('2026-11-03')
		);
		expect(changesSince(now, look).map(changeWords)).toEqual([
			{ about: '', what: 'Version 2 of the plan was agreed.' },
			{
				about: 'Guests of ana',
				what: 'on track → no value yet · no longer counted: 14\u00a0customers'
			},
			{ about: 'Guests of ben', what: 'Deleted from the plan.' }
		]);
	});
});

test('[DIGEST-2] a title in which nothing can be seen is untitled', () => {
	const plan = planOf([of('ana', { metric: '\u202e\u2066 \u200b' })], '\u202e\u202c');
	const agreements = [{ n: 1, on: '2026-10-05', plan: agreedPlanOf(plan) }];
	const report = statusReportAt(
		source([], { people: ['ana'], plan, agreements }),
		noon('2026-10-06')
	);
	const digest = digestOf(report, names, statusWords);
	expect(digestToMarkdown(digest)).toContain('### Not yet written\n\n- **Not yet written**: ');
	expect(digestToText(digest)).toContain('Not yet written\n- Not yet written\n');
});

describe('[COVER-1, REPORT-5] before anybody has measured', () => {
	test('nobody counts as heard, and no value is claimed', () => {
		const first = digestToText(
			digestOf(statusReportAt(source([]), noon('2026-10-06')), names, statusWords)
		);
		expect(first).toContain('From the check-ins of 0 of 9 people.');
		expect(first).toContain('9 have not checked in yet.');
		expect(first).toContain('Nothing has been measured yet.');
	});

	test('nobody is of none', () => {
		const gone = coverageWords(
			{
				heard: [],
				awaited: [],
				silent: [],
				left: [{ personId: 'ana', heardOn: null, since: '2026-10-05' }],
				since: null
			},
			'2026-11-20'
		);
		expect(gone.join(' ')).not.toContain('0 of 0');
		expect(gone[0]).toBe('Nobody has been heard for two cadences.');
	});

	test('one value is not all values', () => {
		const [one] = nine.map((person) => said(person, '2026-10-20', 12));
		const report = statusReportAt(source(one ? [one] : []), noon('2026-10-21'));
		expect(statusWords.age(report)).toMatch(/of 20 Oct.*; \d+ of \d+ key results have none\.$/);
	});
});

test('[LEARN-5] the digest says what is asked and decided, and the latest answer with its day', () => {
	const asks = of('ana', {
		...{ ambition: 'learning', question: 'Why do they leave?', decision: 'Import first?' }
	});
	const plan = planOf([asks]);
	const given = {
		...{ people: ['ana'], plan },
		agreements: [{ n: 1, on: '2026-10-05', plan: agreedPlanOf(plan) }]
	};
	const wordsOn = (day: string, ...log: ReturnType<typeof said>[]) => {
		const report = statusReportAt(source(log, given), noon(day));
		return digestToText(digestOf(report, names, statusWords));
	};
	const answered = said('ana', '2026-11-09', null, { answer: 'They wait too long' });
	const text = wordsOn('2026-11-12', answered, said('ana', '2026-11-10', null));
	expect(text).toContain(
		'on track · Question: Why do they leave? · Decision: Import first? · Known on 9 Nov: They wait too long · nothing new on 10 Nov'
	);
	expect(text).toContain('stale → on track · Known: They wait too long');
	expect(text).not.toContain('%');
	expect(wordsOn('2026-11-12', said('ana', '2026-11-10', null))).toContain('no answer yet');
	asks.dueOn = '2026-11-20';
	given.agreements = [{ n: 1, on: '2026-10-05', plan: agreedPlanOf(plan) }];
	expect(wordsOn('2026-11-25', said('ana', '2026-11-22', null))).toContain(
		'off track · Question: Why do they leave? · Decision: Import first? · was to be answered by 20 Nov · no answer yet'
	);
});
