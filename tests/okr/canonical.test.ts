import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalText } from '#lib/okr/canonical.ts';

describe('[AGREE-2] one value has one spelling', () => {
	it('as RFC 8785 sorts members, by UTF-16 units', () => {
		const members = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
		const value = Object.fromEntries(members.map((name) => [name, 0]));
		expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).not.toEqual(members);
		expect(canonicalJson(value)).toBe(
			'{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\u{1f600}":0,"\ufb33":0}'
		);
	});

	it('as RFC 8785 writes numbers and strings', () => {
		const value = {
			numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0],
			string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
			literals: [null, true, false]
		};
		expect(canonicalJson(value)).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],' +
				'"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
		);
	});

	it('whatever the order in which it was made', () => {
		expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: 'x' })).toBe(
			canonicalJson({ a: 'x', b: [{ d: 1 }] })
		);
		expect(() => canonicalJson([Number.NaN])).toThrow(RangeError);
	});

	it('and texts are in NFC, with no half of a character', () => {
		expect(canonicalText('Cafe\u0301 \ud83d')).toBe('Caf\u00e9 \ufffd');
	});
});
