import { expect, test, vi } from 'vitest';
import { formatAgo } from '../../src/routes/formatAgo.ts';
import { formatBytes } from '../../src/routes/settings/formatBytes.ts';

// The place whose customs are expected below; modules read it once.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const day = 86_400_000;

test('how long ago is told in the largest unit that has passed', () => {
	expect(formatAgo(0, 59_999)).toBe('');
	expect(formatAgo(0, 60_000)).toBe('1 minute ago');
	expect(formatAgo(0, day)).toBe('yesterday');
	expect(formatAgo(0, 13 * day)).toBe('last week');
	expect(formatAgo(0, 800 * day)).toBe('2 years ago');
});

test('a moment that this device’s clock thinks lies ahead is not told', () => {
	expect(formatAgo(day, 0)).toBe('');
});

test('bytes are told in the unit that leaves three digits', () => {
	expect(formatBytes(0)).toBe('0 byte');
	expect(formatBytes(999)).toBe('999 byte');
	expect(formatBytes(1234)).toBe('1.23 kB');
	expect(formatBytes(10_700_000_000)).toBe('10.7 GB');
	expect(formatBytes(5e15)).toBe('5,000 TB');
});
