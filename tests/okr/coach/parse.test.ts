import { expect, test } from 'vitest';
import { parseKeyResult } from '#lib/okr/coach/parse.ts';

type Row = [
	text: string,
	from: number | null,
	to: number | null,
	delta: number | null,
	unit: string | null,
	direction: string | null,
	deadline: string | null
];

test.each<Row>([
	['Increase NPS from 60 to 75 by end of Q3', 60, 75, null, null, 'increase', 'end of Q3'],
	['cut churn by 5 pp', null, null, 5, 'pp', 'decrease', null],
	['€1.2M → €2M ARR', 1_200_000, 2_000_000, null, '€', 'increase', null],
	['NPS 60→75', 60, 75, null, null, 'increase', null],
	['At least 3 in 4 parents recommend us', null, 75, null, '%', 'increase', null],
	['Double the number of donors', null, null, 2, 'x', 'increase', null],
	['3X pipeline', null, null, 3, 'x', 'increase', null],
	['Cut waiting time in half', null, null, 50, '%', 'decrease', null],
	['Half of all members vote', null, 50, null, '%', 'increase', null],
	['Reduce turnaround from 14 to 7 days', 14, 7, null, 'days', 'decrease', null],
	['95% of parcels arrive undamaged', null, 95, null, '%', 'increase', null],
	['p95 latency under 200 ms', null, 200, null, 'ms', 'decrease', null],
	['Conversion from 5% to 8%', 5, 8, null, '%', 'increase', null],
	['Conversion from 5 to 8%', 5, 8, null, '%', 'increase', null],
	['20M page views', null, 20_000_000, null, 'views', 'increase', null],
	['1.5 bn requests', null, 1_500_000_000, null, 'requests', 'increase', null],
	['Grow users from 10 to 15k', 10_000, 15_000, null, null, 'increase', null],
	['Grow users from 500 to 2k', 500, 2000, null, null, 'increase', null],
	['Recovery from 4h to 45 min', 240, 45, null, 'min', 'decrease', null],
	['10–15 interviews with farmers', null, 10, null, 'interviews', 'increase', null],
	['Keep latency at 200–300 ms', null, 200, null, 'ms', 'maintain', null],
	['Zero critical incidents', null, 0, null, 'incidents', 'decrease', null],
	['Churn at 2 % (currently 3.5 %)', 3.5, 2, null, '%', 'decrease', null],
	['+20 % donations', null, null, 20, '%', 'increase', null],
	['Score 8 out of 10', null, 8, null, null, 'increase', null],
	// Starting values in brackets and behind words for now and before.
	['Orders picked without errors: 97 % (LY 91 %)', 91, 97, null, '%', 'increase', null],
	['Forecast error ±6 % (last 3 months: ±11 %)', 11, 6, null, '%', 'decrease', null],
	['80 % of guests check in online, today it is 45', 45, 80, null, '%', 'increase', null],
	['Invoices paid in 20 days instead of 34', 34, 20, null, 'days', 'decrease', null],
	['Return rate 9 % (Q1: 12 %)', 12, 9, null, '%', 'decrease', null],
	['Wartezeit unter zwei Wochen (heute fünf)', 5, 2, null, 'Wochen', 'decrease', null],
	// Limits that belong to what is counted, and names with digits in them.
	[
		'Increase the share of tenants with a rent below €900',
		null,
		null,
		null,
		null,
		'increase',
		null
	],
	[
		'Halve the number of callers waiting longer than 5 minutes',
		null,
		null,
		50,
		'%',
		'decrease',
		null
	],
	['Upgrade Keycloak from 22 to 25', null, null, null, null, null, null],
	['Publish Style Guide 3.0', null, null, null, null, null, null],
	['Umstieg von Windows 10 auf Windows 11', null, null, null, null, null, null],
	// By whom is not by how much.
	['Our data set is used by 12 city councils', null, 12, null, 'councils', 'increase', null],
	['Age of invoices: 41 to 28 days', 41, 28, null, 'days', 'decrease', null],
	['Model F1 from .71 to .85', 0.71, 0.85, null, null, 'increase', null],
	['Halve stockouts at our 40 pharmacies', null, null, 50, '%', 'decrease', null],
	['Every second patient uses the portal', null, 50, null, '%', 'increase', null],
	['Overdue invoices > 60 days under €200k', null, 200_000, null, '€', 'decrease', null],
	['p99 latency from 1.8 s to 600 ms', 1800, 600, null, 'ms', 'decrease', null],
	['No more than 3 customers leave', null, 3, null, 'customers', 'decrease', null],
	['Class size of 24 instead of 29', 29, 24, null, null, 'decrease', null],
	['Runway of 18 months', null, 18, null, 'months', 'increase', null],
	['Complaints answered within 24h (80 %)', null, 80, null, '%', 'increase', null],
	['2 new flavours account for 10 % of sales', null, 10, null, '%', 'increase', null],
	['Donations: 1.2m', null, 1_200_000, null, null, 'increase', null],
	['Heizkosten um 50 T€ senken', null, null, 50_000, '€', 'decrease', null],
	['Ward rounds finished before 11 am on 90 % of days', null, 90, null, '%', 'increase', null],
	['95 % of bugs found before release', null, 95, null, '%', 'increase', null],
	['Zeit von Bestellung bis Lieferung < 48 h', null, 48, null, 'h', 'decrease', null],
	[
		'Bis zur Saisoneröffnung 2.000 Karten verkaufen',
		null,
		2000,
		null,
		'Karten',
		'increase',
		'Saisoneröffnung'
	],
	['Within a year 200 shops sell our bread', null, 200, null, 'shops', 'increase', 'Within a year'],
	['Jeder dritte Kunde bucht online', null, 33.3, null, '%', 'increase', null],
	['Pipeline coverage 3x', null, 3, null, 'x', 'increase', null],
	['Sick leave: minus 2 pp', null, null, 2, 'pp', 'decrease', null],
	// Events, short dates and periods.
	['400 sign-ups before the spring fair', null, 400, null, 'sign-ups', 'increase', 'spring fair'],
	['60 stalls booked by Black Friday', null, 60, null, 'stalls', 'increase', 'Black Friday'],
	['Churn at 2 % by 6/30', null, 2, null, '%', 'increase', '6/30'],
	['Attrition below 6 % for FY26', null, 6, null, '%', 'decrease', 'FY26'],
	['Ship 96 % of parcels before noon', null, 96, null, '%', 'increase', null],
	['No more than 2 outages per month', null, 2, null, 'outages', 'decrease', null],
	[
		'Umsatz von 1,2 Mio. € auf 2 Mio. € steigern',
		1_200_000,
		2_000_000,
		null,
		'€',
		'increase',
		null
	],
	['300 Tsd. € zusätzlicher Umsatz', null, 300_000, null, '€', 'increase', null],
	['1.500 neue Mitglieder bis Ende Juni', null, 1500, null, 'Mitglieder', 'increase', 'Ende Juni'],
	['Krankenstand um 1,5 Prozentpunkte senken', null, null, 1.5, 'pp', 'decrease', null],
	['Die Hälfte der Anträge kommt digital', null, 50, null, '%', 'increase', null],
	['Verdopplung der Mitglieder', null, null, 2, 'x', 'increase', null],
	// Where one of two numbers can only be thousands, its twin is none of tenths.
	['Abonnenten: 2.300 → 4.000', 2300, 4000, null, null, 'increase', null],
	['Besucher: 12.350 → 14.500', 12_350, 14_500, null, null, 'increase', null],
	['Grow subscribers from 2.300 to 4.000', 2300, 4000, null, null, 'increase', null],
	['Error rate 0.125 → 0.100', 0.125, 0.1, null, null, 'decrease', null],
	['Fuel per tour 1.250 to 1.1 l', 1.25, 1.1, null, 'l', 'decrease', null],
	// A way may end at a limit.
	['Turnaround of samples: 26h to under 12h', 26, 12, null, 'h', 'decrease', null],
	['Gross margin 6 % to at least 9 %', 6, 9, null, '%', 'increase', null],
	['Sick days 14 to below 11', 14, 11, null, null, 'decrease', null],
	// More than there are, and other than it was.
	['8 complaints fewer at the counter', null, null, 8, 'complaints', 'decrease', null],
	['Umsatz 12 % über Vorjahr', null, null, 12, '%', 'increase', null],
	['Costs 15 % below last year', null, null, 15, '%', 'decrease', null],
	['5 Beschwerden weniger im Monat', null, null, 5, 'Beschwerden', 'decrease', null],
	['Energy costs 15 % lower than in 2025', null, null, 15, '%', 'decrease', null],
	['NPS 10 points higher than last year', null, null, 10, 'points', 'increase', null],
	['Unfälle 20 % niedriger als im Vorjahr', null, null, 20, '%', 'decrease', null],
	['At least 3 parents more than 40 km away', null, 3, null, 'parents', 'increase', null]
])('[COACH-9] %s', (text, from, to, delta, unit, direction, deadline) => {
	expect(parseKeyResult(text)).toMatchObject({ from, to, delta, unit, direction, deadline });
});

test.each([
	['Increase weekly active teams from 10 to 15 by June', 'weekly active teams'],
	['Kundenzufriedenheit von 7,2 auf 8,5 steigern', 'Kundenzufriedenheit'],
	['NPS ≥ 50', 'NPS'],
	['Reduce churn by X %', 'churn by X %'],
	['→ 50', '→ 50'],
	// What is left out leaves no stump behind, and takes no word of the measure with it.
	['Zero incidents caused by config changes this quarter', 'incidents caused by config changes'],
	[
		'9 in 10 starters would recommend their first month',
		'starters would recommend their first month'
	],
	['3 out of 4 residents feel safe', 'residents feel safe'],
	['Customers solve 60 % of their issues alone (today 41 %)', 'Customers solve their issues alone'],
	['First reply in time for 95 % of tickets', 'First reply in time for tickets'],
	['Bounce rate on mobile below 40 % (now: 57 %)', 'Bounce rate on mobile'],
	['Cost per lead no higher than $45', 'Cost per lead'],
	['Fluktuation unter 8 %', 'Fluktuation'],
	['Kosten pro Bewerbung von 480 € auf unter 300 €', 'Kosten pro Bewerbung'],
	['Antwortzeit im Support maximal 4 Stunden', 'Antwortzeit im Support'],
	['App rating of 4.6 or better', 'App rating'],
	['Praise from 90 % of participants', 'Praise from participants'],
	['Referral share: 12 % -> 25 % of hires', 'Referral share of hires'],
	['Sign-ups tripled (from 400 to 1,200 a month)', 'Sign-ups (a month)'],
	['Between 40 and 50 testers active every week', 'testers active every week'],
	['Churn of 2 % no later than Oct 15', 'Churn'],
	['Answer every request in under 20 days', 'Answer every request']
])('[COACH-9] the metric of %s', (text, metric) => {
	expect(parseKeyResult(text).metric).toBe(metric);
});

test.each([
	'Launch v2 of the app',
	'Achieve parity in Tier 1',
	'P95 within budget',
	'Obtain SOC 2',
	'30-day retention',
	'Migrate to Angular 17',
	'Improve the Q3 forecast',
	'Ready for COVID-19',
	'24/7 support',
	'Run weekly 1:1s',
	'Plans for 2027',
	'Upgrade wards 3 and 4',
	'Twice a week',
	'Increase sign-ups by X %',
	'Log4j and 2FA everywhere'
])('[COACH-4] %s has no amount', (text) => {
	expect(parseKeyResult(text)).toMatchObject({ to: null, delta: null });
});

test.each([
	['by March 31st', 'March 31st'],
	['until 31.12.2027', '31.12.2027'],
	['by the end of next quarter', 'end of next quarter'],
	['before Christmas', 'Christmas'],
	['this quarter', 'this quarter'],
	['in Q3 2027', 'Q3 2027'],
	['within six months', 'within six months'],
	['bis Ende des Schuljahres', 'Ende des Schuljahres'],
	['im zweiten Halbjahr', 'zweiten Halbjahr'],
	['(Q2)', 'Q2'],
	['by EOY', 'EOY'],
	['by this quarter’s end', 'this quarter’s end'],
	['by Friday', 'Friday'],
	['bis Samstag', 'Samstag']
])('[COACH-6] "%s" is a deadline', (words, deadline) => {
	expect(parseKeyResult(`Reach 40 members ${words}`).deadline).toBe(deadline);
});

test.each([
	'Answer 90 % of calls within 2 business days',
	'80 % of new hires productive within 3 months',
	'Increase sales by 20 %',
	'Sales 10 % above last year',
	'12 visits per quarter',
	'Publish two papers in Q1 journals',
	'60 % come back in week 4',
	'Grow 7 % week over week',
	'80 % of staff hand in this month’s timesheet on time',
	'90 % of managers sign this year’s pledge',
	'40 wards plan next week’s shifts in the tool',
	'Reachable by phone for 90 % of callers on Saturday',
	'Wait below 20 minutes on Friday evenings',
	'Erreichbarkeit am Samstag bei 90 %',
	'Störungen am Wochenende von 14 auf 5'
])('[COACH-6] %s has no deadline', (text) => {
	expect(parseKeyResult(text).deadline).toBeNull();
});
