/**
 * The text as every replica will read it: half a character cannot be sent, and would leave the
 * writer's own replica with another text than everybody else's.
 */
export function wellFormed(text: string): string {
	return text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
}
