import { MalformedError, type Cursor } from './cursor.ts';

// What one Yjs item carries, walked over without building it: the numbers in front of strings,
// arrays and objects are claims of the sender, and a decoder that believes them allocates them.

/** Deepest nesting of objects and arrays inside one JSON value. */
const MAX_NESTING = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Walks over the content of an item of a kind (the lower five bits of its info byte).
 * Returns how many clocks it takes; throws MalformedError if it is not sound.
 */
export function readContent(cursor: Cursor, kind: number): number {
	switch (kind) {
		case 1: // deleted
			return cursor.varUint();
		case 2: // JSON values, each a text of its own
			return repeat(cursor, () => readJson(cursor, true));
		case 3: // bytes
			cursor.varBytes();
			return 1;
		case 4: // text
			return readString(cursor);
		case 5: // embed
			readJson(cursor, false);
			return 1;
		case 6: // format: key and value
			readString(cursor);
			readJson(cursor, false);
			return 1;
		case 7: // a nested type
			readType(cursor);
			return 1;
		case 8: // any values
			return repeat(cursor, () => readAny(cursor, 0));
		default: // 9 is a subdocument, which would load another room's content unasked
			throw new MalformedError('content');
	}
}

/** Walks over a length-prefixed UTF-8 text; returns its length in UTF-16 units, as Yjs counts. */
export function readString(cursor: Cursor): number {
	return unitsOf(cursor.varBytes());
}

function unitsOf(bytes: Uint8Array): number {
	let units = 0;
	for (let i = 0; i < bytes.length; i++) {
		const byte = bytes[i]!;
		if (byte >= 0x80) return decode(bytes).length;
		units++;
	}
	return units;
}

function decode(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		throw new MalformedError('text');
	}
}

function repeat(cursor: Cursor, read: () => void): number {
	// A lie about the count ends at the last byte: every value takes at least one.
	const count = cursor.varUint();
	for (let i = 0; i < count; i++) read();
	return count;
}

function readType(cursor: Cursor): void {
	const type = cursor.varUint();
	if (type > 6) throw new MalformedError('type');
	const isNamed = type === 3 || type === 5;
	if (isNamed) readString(cursor);
}

function readJson(cursor: Cursor, mayBeUndefined: boolean): void {
	const text = decode(cursor.varBytes());
	if (mayBeUndefined && text === 'undefined') return;
	if (!isShallowJson(text)) throw new MalformedError('JSON');
}

/** Whether a text is JSON that nests at most MAX_NESTING deep. Looks at the depth before it parses. */
export function isShallowJson(text: string): boolean {
	if (depthOf(text) > MAX_NESTING) return false;
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

// One pass and no regular expression: a crafted text makes those quadratic.
function depthOf(text: string): number {
	let depth = 0;
	let deepest = 0;
	let isInString = false;
	for (let i = 0; i < text.length; i++) {
		const char = text[i];
		if (isInString) {
			if (char === '\\') i++;
			else if (char === '"') isInString = false;
		} else if (char === '"') {
			isInString = true;
		} else if (char === '[' || char === '{') {
			deepest = Math.max(deepest, ++depth);
		} else if (char === ']' || char === '}') {
			depth--;
		}
	}
	return deepest;
}

// lib0's any-encoding: one byte for the type, then the value.
function readAny(cursor: Cursor, depth: number): void {
	if (depth > MAX_NESTING) throw new MalformedError('nesting');
	switch (cursor.byte()) {
		case 127: // undefined
		case 126: // null
		case 121: // false
		case 120: // true
			return;
		case 125:
			return readVarInt(cursor);
		case 124: // float32
			cursor.take(4);
			return;
		case 123: // float64
		case 122: // bigint
			cursor.take(8);
			return;
		case 119:
			readString(cursor);
			return;
		case 118:
			repeat(cursor, () => {
				readKey(cursor);
				readAny(cursor, depth + 1);
			});
			return;
		case 117:
			repeat(cursor, () => readAny(cursor, depth + 1));
			return;
		case 116: // bytes
			cursor.varBytes();
			return;
		default:
			throw new MalformedError('any');
	}
}

// lib0 assigns keys one by one, so this one would become the value's prototype in every browser.
function readKey(cursor: Cursor): void {
	const bytes = cursor.varBytes();
	unitsOf(bytes);
	if (bytes.length === 9 && decode(bytes) === '__proto__') throw new MalformedError('key');
}

// Sign and six bits in the first byte, then seven a byte, up to 2^53 - 1.
function readVarInt(cursor: Cursor): void {
	let byte = cursor.byte();
	let value = byte & 0x3f;
	for (let scale = 64; byte >= 0x80; scale *= 128) {
		byte = cursor.byte();
		value += (byte & 0x7f) * scale;
		if (value > Number.MAX_SAFE_INTEGER || scale > 2 ** 48) throw new MalformedError('number');
	}
}
