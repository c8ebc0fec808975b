import { miss } from '#lib/ui/later.ts';

/** What is asked for; null where it cannot be fetched now, and that is said. */
export async function orMiss<T>(asked: Promise<T>): Promise<T | null> {
	try {
		return await asked;
	} catch {
		miss();
		return null;
	}
}
