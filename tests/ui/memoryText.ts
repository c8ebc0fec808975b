import type { Delta, Edit, TextSource } from '#lib/ui/textSource.ts';

/** A text in memory: what an editor is given, and the hand of a colleague on it. */
export interface MemoryText extends TextSource {
	/** Everything the editor asked for, in its order. */
	readonly asked: Edit[][];
	/** A colleague replaces `del` units at `at` by `ins`. */
	remote(at: number, del: number, ins: string): void;
	/** Becomes another text without telling a delta. */
	reset(text: string): void;
}

export function createMemoryText(start = ''): MemoryText {
	let text = start;
	const asked: Edit[][] = [];
	const listeners = new Set<(delta: Delta) => void>();
	const resets = new Set<() => void>();
	const apply = ({ at, del, ins }: Edit) => {
		if (at < 0 || at + del > text.length) throw new RangeError(`${at}+${del} of ${text.length}`);
		text = text.slice(0, at) + ins + text.slice(at + del);
	};
	return {
		asked,
		read: () => text,
		edit(edits) {
			asked.push(edits);
			edits.forEach(apply);
		},
		onRemote(fn) {
			listeners.add(fn);
			return () => void listeners.delete(fn);
		},
		onReset(fn) {
			resets.add(fn);
			return () => void resets.delete(fn);
		},
		remote(at, del, ins) {
			apply({ at, del, ins });
			const delta: Delta = [{ retain: at }, { insert: ins }, { delete: del }];
			for (const fn of listeners) fn(delta.filter((op) => Object.values(op)[0]));
		},
		reset(other) {
			text = other;
			for (const fn of resets) fn();
		}
	};
}
