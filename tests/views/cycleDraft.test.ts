import { expect, test, vi } from 'vitest';
import { cycleProblem, formatSpan, ownTimeZone } from '#lib/views/cycleDraft.ts';

// The place whose customs are expected below; modules read it once.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const draft = {
	name: 'Q4 2026',
	startOn: '2026-10-01',
	endOn: '2026-12-31',
	timeZone: 'Europe/Berlin'
};

test('a cycle needs a name, two days in their order, and a time zone', () => {
	expect(cycleProblem(draft)).toBeNull();
	expect(cycleProblem({ ...draft, name: '  ' })).toBe('no-name');
	expect(cycleProblem({ ...draft, startOn: '' })).toBe('no-start');
	expect(cycleProblem({ ...draft, endOn: '2026-02-30' })).toBe('no-end');
	expect(cycleProblem({ ...draft, endOn: '2026-09-30' })).toBe('ends-first');
	expect(cycleProblem({ ...draft, timeZone: 'Mars/Olympus' })).toBe('no-zone');
});

test('a cycle may be one day long', () => {
	expect(cycleProblem({ ...draft, endOn: draft.startOn })).toBeNull();
});

test('a span names both days, whatever zone this device is in, and survives days that are none', () => {
	expect(formatSpan(draft)).toMatch(/1\b.*31\b/);
	expect(formatSpan(draft)).toContain('2026');
	expect(formatSpan({ startOn: '', endOn: '2026-12-31' })).toBe(' – 2026-12-31');
	expect(formatSpan({ startOn: draft.endOn, endOn: draft.startOn })).toContain(draft.endOn);
});

test('the zone of this device is one that a cycle can have', () => {
	expect(cycleProblem({ ...draft, timeZone: ownTimeZone() })).toBeNull();
});
