/** Where this page began: its code comes before any other place. */
const beganAt = globalThis.location?.pathname;
let isAsked = false;

/**
 * Whether the place on the screen is the one that this page began with; true for the first who asks alone. One that
 * somebody goes to, or comes back to, is drawn at one go, so that it is as long as it was.
 */
export function isNewPage(): boolean {
	const isFirst = !isAsked && location.pathname === beganAt;
	isAsked = true;
	return isFirst;
}
