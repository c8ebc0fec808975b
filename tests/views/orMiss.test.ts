import { expect, test } from 'vitest';
import { onMiss } from '#lib/ui/later.ts';
import { orMiss } from '#lib/views/orMiss.ts';

test('[INPUT-1] what a button asks for and cannot be fetched is said, and had the next time', async () => {
	let misses = 0;
	const stop = onMiss(() => misses++);
	expect(await orMiss(Promise.reject(new TypeError('Failed to fetch')))).toBeNull();
	expect(misses).toBe(1);
	expect(await orMiss(Promise.resolve(7))).toBe(7);
	expect(misses).toBe(1);
	stop();
});
