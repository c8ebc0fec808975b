import { describe, expect, test } from 'vitest';
import type { KeyResultContext } from '#lib/okr/coach/advice.ts';
import { keyResultCodes } from '#lib/okr/coach/advice.ts';
import { reviewKeyResult } from '#lib/okr/coach/reviewKeyResult.ts';

/** A cycle supplies the deadline, as it does in the app. */
function codesOf(text: string, context: KeyResultContext = { hasCycle: true }): string[] {
	return reviewKeyResult(text, context).map(({ code }) => code);
}

test.each([
	['Get promoted to team lead', 'individual'],
	['I want to read more about statistics', 'individual'],
	['Launch the new intake form', 'output-not-outcome'],
	['Improve collaboration between wards', 'vague'],
	['Increase newsletter sign-ups', 'no-number'],
	['Reduce churn to 2 %', 'no-baseline'],
	['Win the city tender', 'binary'],
	['Keep the servers running', 'kpi-not-key-result'],
	['NPS from 30 to 45', undefined]
])('[COACH-1] %s: %s leads', (text, code) => {
	expect(codesOf(text)[0]).toBe(code);
});

test('[COACH-1] advice comes in the order of its weight, each code once', () => {
	const codes = codesOf('Read two books on leadership', {});
	expect(codes).toEqual(['individual', 'output-not-outcome', 'no-deadline']);
	for (const text of ['Improve my English', 'Increase sales by X %', 'Migrate to a new CRM']) {
		const found = codesOf(text, {});
		const order = keyResultCodes.filter((code) => found.includes(code));
		expect(found).toEqual(order);
	}
});

test.each([
	'Launch version 2 of the app',
	'Hire 5 engineers',
	'Publish 12 blog posts',
	'Run weekly 1:1s',
	'80 % of nurses trained',
	'New portal is live',
	'Rollout of the handhelds in 6 depots',
	'Obtain SOC 2 Type II certification',
	'Interview 20 customers',
	'Successfully migrate all clinics',
	'We will set up a hotline',
	'Neue Website launchen',
	'Wir führen ein Ticketsystem ein',
	'Validate the pricing hypothesis with 20 prospects',
	'Test the price list with 12 buyers',
	'Schulung aller Teamleitungen'
])('[COACH-2] %s is ticked off by the team itself', (text) => {
	expect(codesOf(text)[0]).toBe('output-not-outcome');
});

test.each([
	'Get 500 sign-ups',
	'Add 150 new customers',
	'Close 12 deals',
	'Onboard 3 new enterprise customers',
	'Five newspapers report on our research',
	'100% of tickets answered within 2 business days',
	'Deliver 98 % of orders on time',
	'80 % of users create a second project',
	'Test coverage at 80 %',
	'15 customers move to the annual plan',
	'Three schools move to the shared timetable',
	'40 households switch to green power',
	'Five partners upgrade to the new contract',
	'Release frequency of 4 a month',
	'3 neue Großkunden gewinnen'
])('[COACH-2] %s is an outcome', (text) => {
	expect(codesOf(text)).not.toContain('output-not-outcome');
});

test.each([
	'Launch self-service and raise the share of solved questions from 20 % to 40 %',
	'Run a referral campaign that brings in 250 new sign-ups',
	'Host a user conference with 400 attendees'
])('[COACH-3] %s: the outcome attached softens the output', (text) => {
	const advice = reviewKeyResult(text, { hasCycle: true });
	const output = advice.find(({ code }) => code === 'output-not-outcome');
	expect(output?.confidence).toBeLessThan(0.5);
	expect(reviewKeyResult(text, {})[0]?.code).not.toBe('output-not-outcome');
});

test('[COACH-3] a number that only says what an output is for lowers the confidence, and the output leads', () => {
	const [first] = reviewKeyResult('Launch a loyalty card to raise repeat visits to 25 %');
	expect(first?.code).toBe('output-not-outcome');
	expect(first?.confidence).toBeLessThan(0.6);
});

test.each([
	'Keep monthly churn below 2 %',
	'Absence rate stays under 5 %',
	'Hold NPS steady at 55',
	'Krankenstand unter 5 % halten'
])('%s: what shall stay as it is, is a health metric', (text) => {
	expect(codesOf(text)).toContain('kpi-not-key-result');
});

test.each([
	'8 of 11 squads have replaced their own buttons',
	'7 of 12 villages run their well committee alone',
	'Bundle started within one hour in 9 of 10 cases',
	'Task success in tests of at least 90 %'
])('[COACH-2] %s: others do it, or it says how often it is done', (text) => {
	expect(codesOf(text)).not.toContain('output-not-outcome');
});

test.each([
	'Fewer complaints about waste collection',
	'Fewer cancellations from couriers about routes',
	'Get [number] new members',
	'Get <n> new members'
])('%s: what is counted lacks its amount', (text) => {
	expect(codesOf(text)[0]).toBe('no-number');
});

test('[COACH-3] what the output is done to softens nothing', () => {
	expect(reviewKeyResult('Train 50 teachers')[0]).toMatchObject({
		code: 'output-not-outcome',
		confidence: 0.9
	});
});

test.each([
	'Reduce churn to 2 %',
	'Increase sales by 15 %',
	'20 % more orders',
	'Double the number of donors',
	'Wartezeit halbieren'
])('[COACH-5] %s: a change needs its starting value', (text) => {
	expect(codesOf(text)).toContain('no-baseline');
});

test.each([
	'Reach 500 members',
	'At least 95 % uptime',
	'Stay below 2 % churn',
	'NPS of 50',
	'Move tickets from Okta to 3 regions',
	'Churn from 3 % to 2 %',
	'Churn down to 2 % (currently 3 %)'
])('[COACH-5] %s needs none', (text) => {
	expect(codesOf(text)).not.toContain('no-baseline');
});

test('[COACH-6] a deadline is asked for only where neither text, cycle nor due date supplies one', () => {
	expect(codesOf('NPS of 50', {})).toContain('no-deadline');
	expect(codesOf('NPS of 50 by June', {})).toEqual([]);
	expect(codesOf('NPS of 50', { hasCycle: true })).toEqual([]);
	expect(codesOf('NPS of 50', { fields: { dueOn: '2027-06-30' } })).toEqual([]);
	expect(codesOf('Answer 90 % of calls within 2 days', {})).toContain('no-deadline');
});

test('[COACH-7] what the fields beside the text say is not asked for', () => {
	const hasCycle = true;
	expect(codesOf('Increase sign-ups', { hasCycle })).toEqual(['no-number', 'no-baseline']);
	expect(codesOf('Increase sign-ups', { hasCycle, fields: { target: 50, baseline: 20 } })).toEqual(
		[]
	);
	expect(
		codesOf('Increase sign-ups', { hasCycle, fields: { target: 50, baseline: null } })
	).toEqual(['no-baseline']);
});

test('[COACH-7] a milestone may be yes or no, a guard a KPI, and learning needs no number', () => {
	const hasCycle = true;
	expect(codesOf('Win the city tender', { hasCycle, kind: 'milestone' })).toEqual([]);
	expect(codesOf('Maintain 99.9 % uptime', { hasCycle })).toEqual(['kpi-not-key-result']);
	expect(codesOf('Maintain 99.9 % uptime', { hasCycle, kind: 'guard' })).toEqual([]);
	const learning = { hasCycle, ambition: 'learning' } as const;
	expect(codesOf('Find out why parents leave the waiting list', learning)).toEqual([]);
});

test('a health metric as a key result is a KPI, and a line said twice a duplicate', () => {
	const hasCycle = true;
	expect(
		codesOf('Sick days per nurse at 9', { hasCycle, healthMetrics: ['Sick days per nurse'] })
	).toContain('kpi-not-key-result');
	const siblings = ['Share of orders on time at 97 %', 'NPS of 40'];
	expect(codesOf('Orders on time: share at 97 %', { hasCycle, siblings })).toEqual(['duplicate']);
	expect(codesOf('Share of orders complete at 80 %', { hasCycle, siblings })).toEqual([]);
});

test('[COACH-10] house rules silence rules and add words', () => {
	const hasCycle = true;
	expect(codesOf('Launch the portal', { hasCycle, silenced: ['output-not-outcome'] })).toEqual([
		'binary'
	]);
	expect(codesOf('Pilotise 3 schools', { hasCycle, words: { outputs: ['pilotise'] } })[0]).toBe(
		'output-not-outcome'
	);
	expect(codesOf('Add 5 zorks', { hasCycle })[0]).toBe('output-not-outcome');
	expect(codesOf('Add 5 zorks', { hasCycle, words: { outcomes: ['Zork'] } })).toEqual([]);
	expect(codesOf('Reach more synergy', { hasCycle, words: { vague: ['synergy'] } })).toEqual([
		'vague'
	]);
	const names = ['Area 51'];
	expect(codesOf('Visits to Area 51', { hasCycle, words: { names } })).toEqual(['no-number']);
});

test('examples are made of the own words', () => {
	const wordsOf = (text: string, code: string) =>
		reviewKeyResult(text).find((advice) => advice.code === code)?.words;
	expect(wordsOf('Launch v2 of the mobile app by Q2', 'output-not-outcome')).toEqual({
		thing: 'v2 of the mobile app'
	});
	expect(wordsOf('Reduce churn to 2 %', 'no-baseline')).toEqual({ metric: 'churn', to: '2 %' });
	expect(wordsOf('Increase churn by 2 pp', 'no-baseline')).toBeUndefined();
	expect(wordsOf('Improve team spirit.', 'no-deadline')).toEqual({ line: 'Improve team spirit' });
});

test('no word, no advice', () => {
	for (const text of ['', '   ', '🎉🎉', '42', '→ 50 %']) expect(reviewKeyResult(text)).toEqual([]);
});

describe('[LEARN-6] of what is there to learn', () => {
	const learning = { hasCycle: true, ambition: 'learning' as const };
	const whole = { question: 'Why?', evidence: 'Interviews', decision: 'Import first' };

	test('question, evidence and decision are asked for, each by itself', () => {
		const codes = (some: object) => codesOf('Reasons why teams leave', { ...learning, ...some });
		expect(codes({ learning: {} })).toEqual(['no-question', 'no-evidence', 'no-decision']);
		expect(codes({ learning: { ...whole, evidence: ' ' } })).toEqual(['no-evidence']);
		expect(codes({ learning: whole })).toEqual([]);
		// Where the fields are not known nothing is asked for, nor of what reaches a number.
		expect(codes({})).toEqual([]);
		expect(
			codesOf('NPS from 30 to 45', { hasCycle: true, ambition: 'committed', learning: {} })
		).toEqual([]);
	});

	test.each([
		'Increase newsletter sign-ups',
		'Reduce churn to 2 %',
		'Win the city tender',
		'Keep the servers running',
		'Improve collaboration between wards',
		'Interview 20 customers'
	])('nothing is advised about numbers: %s', (text) => {
		expect(codesOf(text, { ...learning, learning: whole })).toEqual([]);
	});
});
