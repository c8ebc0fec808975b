/*
 * Ties a textarea to a text that others write too. The textarea is the browser's while it composes: then
 * what is typed goes out through the alignment and what comes in waits, so no composition is ever broken.
 */
import { on as listen } from 'svelte/events';
import {
	alignLocal,
	alignRemote,
	diffText,
	flat,
	inStep,
	moveRange,
	toShadow,
	toSource,
	unseen,
	type Alignment
} from './textEdit.ts';
import type { Delta, TextSource } from './textSource.ts';
import { undoKey } from './undoKey.ts';

/** A range of the shown text that a colleague has just written. */
export interface Glow {
	id: number;
	from: number;
	to: number;
}

interface TextHandlers {
	/** The shown text, its glows, or how it lies on the source became another. */
	change: () => void;
	caret: (anchor: number | null, head: number | null) => void;
	enter: () => void;
	/** The field was left; everything typed is in the source. */
	leave: () => void;
	/** Any key, before it acts here; `preventDefault` keeps it from acting. */
	key: (event: KeyboardEvent) => void;
	undo: () => void;
	redo: () => void;
}

export interface TextBinding {
	/** What the textarea shows, unit for unit as long as what it was read from. */
	readonly text: string;
	readonly glows: readonly Glow[];
	endGlow(id: number): void;
	/** Where an index of the source is in `text`. */
	shownAt(index: number): number;
	/** Lets go of the textarea; whatever is typed is in the source by then. */
	stop(): void;
}

export function bindText(
	area: HTMLTextAreaElement,
	source: TextSource,
	on: TextHandlers
): TextBinding {
	let text = flat(source.read());
	let alignment: Alignment = inStep(text.length);
	let glows: Glow[] = [];
	let glowId = 0;
	let composing = false;
	// An undo asked for here is running: what it brings back is one's own.
	let undoing = false;
	let told: [number | null, number | null] = [null, null];
	area.value = text;

	/** Hands on what is in the textarea and not yet in the source. */
	function push(): void {
		if (area.value === text) return;
		const edit = diffText(text, flat(area.value), area.selectionEnd);
		if (edit) {
			const local = alignLocal(alignment, edit);
			alignment = local.alignment;
			text = text.slice(0, edit.at) + edit.ins + text.slice(edit.at + edit.del);
			glows = glows.map((glow) => moveRange(edit, glow));
			// Told last: whatever the source calls in turn finds all of the above done.
			if (!composing) write(text, edit.at + edit.ins.length);
			source.edit(local.edits);
		} else if (!composing) write(text, area.selectionEnd);
		// A source may refuse, for instance when a colleague took the whole thing away.
		if (!composing && flat(source.read()) !== text) show();
		on.change();
		tellCaret();
	}

	/** Brings the textarea up to the source, with the selection where it belongs. */
	function show(): void {
		const now = flat(source.read());
		const fresh = now.length === alignment.length ? unseen(alignment) : [];
		let [start, end] = [area.selectionStart, area.selectionEnd];
		if (start === end) {
			start = end = (undoing && fresh.at(-1)?.[1]) || toSource(alignment, end);
		} else {
			// A selection keeps to its letters: it takes in nothing at its edges.
			[start, end] = [toSource(alignment, start, 'after'), toSource(alignment, end)];
		}
		const lies = alignment;
		glows = glows.map(({ id, from, to }) => ({
			id,
			from: toSource(lies, from, 'after'),
			to: toSource(lies, to)
		}));
		if (!undoing) glows.push(...fresh.map(([from, to]) => ({ id: glowId++, from, to })));
		text = now;
		alignment = inStep(now.length);
		write(now, Math.max(start, end), Math.min(start, end));
	}

	/** Sets the value if it is another one; the caret goes along only where it is. */
	function write(value: string, end: number, start = end): void {
		if (area.value === value) return;
		const direction = area.selectionDirection;
		area.value = value;
		// Some browsers move the focus here when the selection of a field without it is set.
		if (isFocused()) area.setSelectionRange(start, end, direction);
	}

	function remote(delta: Delta): void {
		alignment = alignRemote(alignment, delta);
		push();
		if (composing) return on.change();
		show();
		// A colleague's typing moves the numbers, not the caret: nobody needs to be told.
		if (!undoing) told = caret();
		on.change();
		tellCaret();
	}

	function reset(): void {
		if (composing) return;
		text = flat(source.read());
		alignment = inStep(text.length);
		glows = [];
		write(text, Math.min(area.selectionEnd, text.length));
		on.change();
	}

	const isFocused = () => area.ownerDocument.activeElement === area;

	function caret(): [number | null, number | null] {
		if (!isFocused()) return [null, null];
		const start = toSource(alignment, area.selectionStart);
		const end = toSource(alignment, area.selectionEnd);
		return area.selectionDirection === 'backward' ? [end, start] : [start, end];
	}

	function tellCaret(): void {
		const [anchor, head] = caret();
		if (anchor === told[0] && head === told[1]) return;
		told = [anchor, head];
		on.caret(anchor, head);
	}

	function endComposing(): void {
		push();
		composing = false;
		if (
			area.value === text &&
			alignment.at.length === alignment.length &&
			!unseen(alignment).length
		)
			return;
		show();
		told = caret();
		on.change();
	}

	function leave(): void {
		endComposing();
		tellCaret();
		on.leave();
	}

	function travel(step: () => void): void {
		push();
		undoing = true;
		step();
		undoing = false;
	}

	function beforeInput(event: InputEvent): void {
		const acts: Record<string, () => void> = {
			insertLineBreak: on.enter,
			insertParagraph: on.enter,
			historyUndo: () => travel(on.undo),
			historyRedo: () => travel(on.redo)
		};
		const act = acts[event.inputType];
		if (!act) return;
		event.preventDefault();
		act();
	}

	function keyDown(event: KeyboardEvent): void {
		on.key(event);
		const key = undoKey(event);
		if (!key || event.defaultPrevented || area.readOnly) return;
		event.preventDefault();
		travel(key === 'undo' ? on.undo : on.redo);
	}

	const events = new AbortController();
	const { signal } = events;
	area.addEventListener('input', push, { signal });
	area.addEventListener('beforeinput', beforeInput, { signal });
	area.addEventListener('keydown', keyDown, { signal });
	area.addEventListener('compositionstart', () => (composing = true), { signal });
	area.addEventListener('compositionend', endComposing, { signal });
	area.addEventListener('focus', tellCaret, { signal });
	// Svelte's way of listening: it may be Svelte's own drawing that takes the focus away.
	listen(area, 'blur', leave, { signal });
	area.ownerDocument.addEventListener('selectionchange', tellCaret, { signal });
	const stops = [source.onRemote(remote), source.onReset?.(reset)];

	return {
		get text() {
			return text;
		},
		get glows() {
			return glows;
		},
		endGlow(id) {
			glows = glows.filter((glow) => glow.id !== id);
		},
		shownAt: (index) => toShadow(alignment, index),
		stop() {
			push();
			events.abort();
			for (const stop of stops) stop?.();
		}
	};
}
