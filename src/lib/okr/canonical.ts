export type Canonical =
	| null
	| boolean
	| number
	| string
	| readonly Canonical[]
	| { readonly [member: string]: Canonical | undefined };

/**
 * JSON in the one spelling of RFC 8785: members sorted by their UTF-16 units, no space, numbers and
 * strings as JavaScript writes them. So the same value is the same bytes on every device, and a hash
 * of them means something. Members that are undefined are left out.
 *
 * Throws a RangeError for a number that is not finite, which JSON cannot hold.
 */
export function canonicalJson(value: Canonical): string {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new RangeError(`${value} has no spelling in JSON.`);
	}
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
	const members = Object.keys(value)
		.sort()
		.flatMap((name) => {
			const member = value[name];
			return member === undefined ? [] : [`${JSON.stringify(name)}:${canonicalJson(member)}`];
		});
	return `{${members.join(',')}}`;
}

/** A text in the one spelling that is compared and hashed: NFC, and no half of a character. */
export function canonicalText(text: string): string {
	return text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD').normalize('NFC');
}

function isList(value: object): value is readonly Canonical[] {
	return Array.isArray(value);
}
