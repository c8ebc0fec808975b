/**
 * A text that somebody wrote, as a part of a line: without line breaks, without signs that steer terminals, and without
 * those that turn the direction of what comes after it. What is left is read as it was meant in every script.
 */
export function oneLine(text: string): string {
	return text
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
		.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
		.trim();
}
