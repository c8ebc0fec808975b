import { describe, expect, it, vi } from 'vitest';
import { bindText } from '#lib/ui/textBinding.ts';
import { createMemoryText } from './memoryText.ts';

/** Numbers from 0 to below `n`, the same for the same seed. */
function dice(seed: number): (n: number) => number {
	let state = seed;
	return (n) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * n);
	};
}

const ignore = () => undefined;
const deaf = {
	change: ignore,
	caret: ignore,
	enter: ignore,
	leave: ignore,
	key: ignore,
	undo: ignore,
	redo: ignore
};

/*
 * Random stories with a field: typing, composing, colleagues, all on one text. Each letter occurs once in a
 * story, so that what is lost or doubled shows by itself.
 */
describe('a field that is written in from here and from elsewhere', () => {
	function story(seed: number): void {
		const roll = dice(seed);
		let next = 0x4e00;
		const fresh = () =>
			Array.from({ length: 1 + roll(3) }, () => String.fromCharCode(next++)).join('');
		const gone = new Set<string>();
		const written: string[] = [];
		const write = () => {
			const ins = fresh();
			written.push(...ins);
			return ins;
		};

		const text = createMemoryText(write());
		const area = document.createElement('textarea');
		document.body.append(area);
		area.focus();
		const binding = bindText(area, text, deaf);
		let composing = false;

		const type = () => {
			const at = composing ? Math.max(0, area.selectionEnd - roll(3)) : roll(area.value.length + 1);
			const end = composing ? area.selectionEnd : Math.min(area.value.length, at + roll(3));
			const ins = roll(4) ? write() : '';
			for (const letter of area.value.slice(at, end)) gone.add(letter);
			area.setRangeText(ins, at, end, 'end');
			// Now and then a colleague is heard before the browser's event is.
			if (roll(5) === 0) remote();
			area.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: composing }));
		};
		const remote = () => {
			const length = text.read().length;
			const at = roll(length + 1);
			const del = roll(3) ? 0 : Math.min(roll(3), length - at);
			for (const letter of text.read().slice(at, at + del)) gone.add(letter);
			const before = area.value;
			text.remote(at, del, roll(4) ? write() : '');
			if (composing) expect(area.value).toBe(before);
		};

		for (let step = 0; step < 40; step++) {
			const what = roll(10);
			if (what < 4) type();
			else if (what < 8) remote();
			else {
				composing = !composing;
				area.dispatchEvent(new CompositionEvent(composing ? 'compositionstart' : 'compositionend'));
			}
			if (!composing) expect(area.value).toBe(text.read());
			expect(binding.text).toBe(area.value);
			const caret = area.selectionEnd;
			expect(caret).toBeLessThanOrEqual(area.value.length);
		}
		area.blur();
		expect(area.value).toBe(text.read());
		expect([...text.read()].sort()).toEqual(written.filter((letter) => !gone.has(letter)).sort());
		binding.stop();
		area.remove();
	}

	it('[EDIT-4] has lost nothing and doubled nothing at the end of a hundred random stories', () => {
		for (let seed = 1; seed <= 100; seed++) story(seed);
	});

	it('hands on what was typed before it lets go', () => {
		const text = createMemoryText('a');
		const area = document.createElement('textarea');
		const binding = bindText(area, text, deaf);
		area.value = 'ab';
		binding.stop();
		expect(text.read()).toBe('ab');
		text.remote(0, 0, 'x');
		expect(area.value).toBe('ab');
	});

	it('shows what is there again when the text refuses an edit', () => {
		const text = createMemoryText('agreed');
		const area = document.createElement('textarea');
		bindText(area, { ...text, edit: vi.fn() }, deaf);
		area.value = 'agree';
		area.dispatchEvent(new InputEvent('input'));
		expect(area.value).toBe('agreed');
	});
});
