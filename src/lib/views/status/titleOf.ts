import { m } from '#lib/messages/messages.js';

/** A title or a metric as it is shown: what has nothing in it that can be seen is untitled. */
export function titleOf(text: string): string {
	return /[^\p{Cc}\p{Cf}\p{Z}]/u.test(text) ? text : m.plan_untitled();
}
