import { describe, expect, test } from 'vitest';
import { isOtherUnit } from '#lib/okr/sameUnit.ts';

describe('a unit that was typed with a value', () => {
	test('[CHECKIN-18] contradicts the unit that the value is to be in, or does not', () => {
		for (const [typed, unit] of [
			['%', 'customers'],
			['bananas', '%'],
			['€', '%'],
			['s', 'ms'],
			['€', 'USD'],
			['hours', 'days'],
			['min', 'months']
		] as const)
			expect(isOtherUnit(typed, unit), `${typed} for ${unit}`).toBe(true);
		for (const [typed, unit] of [
			[undefined, '%'],
			['%', ''],
			['%', '%'],
			['percent', '%'],
			['EUR', '€'],
			['€', '€/user'],
			['customer', 'paying customers'],
			['%', '% of users'],
			['Stunde', 'Stunden'],
			['day', 'days'],
			['Tag', 'Tage'],
			['min', 'minutes'],
			['h', 'Stunden'],
			['days', 'business days']
		] as const)
			expect(isOtherUnit(typed, unit), `${typed ?? 'nothing'} for ${unit}`).toBe(false);
	});
});
