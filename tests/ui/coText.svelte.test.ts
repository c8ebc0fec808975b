import '#lib/ui/base.css';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import CoText from '#lib/ui/CoText.svelte';
import type { RemoteCaret } from '#lib/ui/textSource.ts';
import { createMemoryText, type MemoryText } from './memoryText.ts';

/** The developer tools' own way to compose: what an input method does, with real composition events. */
interface Composer {
	send(
		method: 'Input.imeSetComposition',
		params: { text: string; selectionStart: number; selectionEnd: number }
	): Promise<unknown>;
	send(method: 'Input.insertText', params: { text: string }): Promise<unknown>;
}
const composer = (): Composer => cdp();
const compose = (text: string) =>
	composer().send('Input.imeSetComposition', {
		text,
		selectionStart: text.length,
		selectionEnd: text.length
	});
const commit = (text: string) => composer().send('Input.insertText', { text });

interface Props {
	placeholder?: string;
	readonly?: boolean;
	carets?: RemoteCaret[];
	oncaret?: (anchor: number | null, head: number | null) => void;
	onenter?: () => void;
	onblur?: () => void;
	onundo?: () => void;
	onredo?: () => void;
	onkeydown?: (event: KeyboardEvent) => void;
}

/** Two frames: what watches the layout has heard of it, and has drawn. */
const laidOut = () =>
	new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

async function open(text: MemoryText, props: Props = {}, width = 320) {
	const screen = await render(CoText, { source: text, label: 'Objective', ...props });
	screen.container.style.width = `${width}px`;
	const area = screen.container.querySelector('textarea');
	if (!area) throw new Error('no textarea');
	await laidOut();
	return { screen, area, caret: () => [area.selectionStart, area.selectionEnd] };
}

beforeEach(() => {
	document.documentElement.dataset.theme = 'light';
});

describe('typing', () => {
	it('hands on every key as one edit at its place', async () => {
		const text = createMemoryText('Grow');
		const { area } = await open(text);
		area.focus();
		area.setSelectionRange(4, 4);
		await userEvent.keyboard(' up');
		expect(text.read()).toBe('Grow up');
		expect(text.asked).toEqual([
			[{ at: 4, del: 0, ins: ' ' }],
			[{ at: 5, del: 0, ins: 'u' }],
			[{ at: 6, del: 0, ins: 'p' }]
		]);
	});

	it('[EDIT-1] puts a repeated letter where it was typed', async () => {
		const text = createMemoryText('aaaa');
		const { area, caret } = await open(text);
		area.focus();
		area.setSelectionRange(1, 1);
		await userEvent.keyboard('a');
		expect(text.asked).toEqual([[{ at: 1, del: 0, ins: 'a' }]]);
		await userEvent.keyboard('{Backspace}{Delete}');
		expect(text.asked.slice(1)).toEqual([
			[{ at: 1, del: 1, ins: '' }],
			[{ at: 1, del: 1, ins: '' }]
		]);
		expect(caret()).toEqual([1, 1]);
	});

	it('[EDIT-5] goes on where it was while a colleague writes before, behind and at the caret', async () => {
		const text = createMemoryText('one three');
		const { area, caret } = await open(text);
		area.focus();
		area.setSelectionRange(4, 4);
		await userEvent.keyboard('t');
		text.remote(0, 0, 'zero ');
		expect(caret()).toEqual([10, 10]);
		await userEvent.keyboard('w');
		text.remote(text.read().length, 0, ' four');
		await userEvent.keyboard('o');
		text.remote(12, 0, '!');
		expect(caret()).toEqual([12, 12]);
		await userEvent.keyboard(' ');
		expect(text.read()).toBe('zero one two !three four');
		expect(area.value).toBe(text.read());
	});

	it('[EDIT-5] keeps a selection on its letters, and its direction', async () => {
		const text = createMemoryText('one two three');
		const { area, caret } = await open(text);
		area.focus();
		area.setSelectionRange(4, 7, 'backward');
		text.remote(4, 0, 'and ');
		text.remote(11, 0, ' and');
		expect(caret()).toEqual([8, 11]);
		expect(area.selectionDirection).toBe('backward');
		text.remote(0, 9, '');
		expect(caret()).toEqual([0, 2]);
	});

	it('shows a text that became another one', async () => {
		const text = createMemoryText('old');
		const { area } = await open(text);
		text.reset('new one');
		expect(area.value).toBe('new one');
		area.focus();
		area.setSelectionRange(7, 7);
		await userEvent.keyboard('!');
		expect(text.read()).toBe('new one!');
	});

	it('[EDIT-5] neither loses nor doubles what is in the field before its event is heard', async () => {
		const text = createMemoryText('abc');
		const { area } = await open(text);
		area.focus();
		// As when a colleague's change is told between the browser's change and its event.
		area.value = 'abXc';
		area.setSelectionRange(3, 3);
		text.remote(0, 1, 'AAA');
		expect(text.read()).toBe('AAAbXc');
		area.dispatchEvent(new InputEvent('input', { bubbles: true }));
		expect(text.read()).toBe('AAAbXc');
		expect(area.value).toBe('AAAbXc');
	});

	it('does not write where it is only read', async () => {
		const text = createMemoryText('agreed');
		const onundo = vi.fn();
		const { area } = await open(text, { readonly: true, onundo });
		area.focus();
		await userEvent.keyboard('x{Control>}z{/Control}');
		expect(text.asked).toEqual([]);
		expect(onundo).not.toHaveBeenCalled();
	});
});

describe('an input method', () => {
	it('composes a word with the text under it growing', async () => {
		const text = createMemoryText('Ziel: ');
		const { area } = await open(text);
		area.focus();
		area.setSelectionRange(6, 6);
		await compose('k');
		await compose('か');
		await compose('かん');
		await commit('漢');
		expect(text.read()).toBe('Ziel: 漢');
		expect(area.value).toBe('Ziel: 漢');
	});

	it('[EDIT-6] goes on in a word a colleague is changing, and both are there when it ends', async () => {
		const text = createMemoryText('weekly');
		const { area } = await open(text);
		const ended = vi.fn();
		area.addEventListener('compositionend', ended);
		area.focus();
		area.setSelectionRange(4, 4);
		await compose('s');
		await compose('se');
		expect(text.read()).toBe('weeksely');
		text.remote(0, 0, 'bi-');
		text.remote(text.read().length, 0, ' actives');
		text.remote(8, 0, 'X'); // between the two letters being composed
		// The field is the input method's: nothing of it moves.
		expect(area.value).toBe('weeksely');
		expect(ended).not.toHaveBeenCalled();
		await compose('せい');
		expect(ended).not.toHaveBeenCalled();
		expect(area.value).toBe('weekせいly');
		await commit('世');
		expect(ended).toHaveBeenCalledTimes(1);
		expect(text.read()).toBe('bi-week世Xly actives');
		expect(area.value).toBe(text.read());
		expect(area.selectionStart).toBe(8);
		await userEvent.keyboard('!');
		expect(text.read()).toBe('bi-week世!Xly actives');
	});

	it('[EDIT-6] keeps what is composed when a colleague takes the words around it away', async () => {
		const text = createMemoryText('one two');
		const { area } = await open(text);
		area.focus();
		area.setSelectionRange(3, 3);
		await compose('x');
		text.remote(0, text.read().length, '');
		await compose('xy');
		await commit('xyz');
		expect(text.read()).toBe('yz');
		expect(area.value).toBe(text.read());
	});

	it('[EDIT-6] leaves the field in step when it is left in the middle of a composition', async () => {
		const text = createMemoryText('');
		const onblur = vi.fn(() => text.read());
		const { area } = await open(text, { onblur });
		area.focus();
		await compose('nih');
		text.remote(0, 0, 'ok ');
		area.blur();
		expect(onblur).toHaveReturnedWith(text.read());
		expect(text.read()).toContain('nih');
		expect(area.value).toBe(text.read());
	});
});

describe('what comes in another way than by keys', () => {
	it('[EDIT-7] pastes line breaks as spaces, with the caret behind', async () => {
		const text = createMemoryText('<>');
		const { area, caret } = await open(text);
		area.focus();
		area.setSelectionRange(1, 1);
		await commit('two\nlines\r\nhere');
		expect(text.read()).toBe('<two lines here>');
		expect(area.value).toBe('<two lines here>');
		expect(caret()).toEqual([15, 15]);
	});

	it('[EDIT-7] pastes several lines from the real clipboard as one', async () => {
		const other = document.createElement('textarea');
		other.value = 'two\nlines';
		document.body.append(other);
		other.select();
		await userEvent.copy();
		other.remove();
		const text = createMemoryText('');
		const { area } = await open(text);
		area.focus();
		await userEvent.paste();
		expect(text.asked).toEqual([[{ at: 0, del: 0, ins: 'two lines' }]]);
	});

	it('cuts and pastes by the real clipboard', async () => {
		const text = createMemoryText('one two');
		const { area } = await open(text);
		area.focus();
		area.setSelectionRange(3, 7);
		await userEvent.cut();
		expect(text.read()).toBe('one');
		area.setSelectionRange(0, 0);
		await userEvent.paste();
		expect(text.read()).toBe(' twoone');
	});

	it('[EDIT-2] replaces one emoji by another without halving either', async () => {
		const text = createMemoryText('a😀b');
		const { area } = await open(text);
		area.focus();
		area.setSelectionRange(1, 3);
		await commit('😁');
		expect(text.asked).toEqual([[{ at: 1, del: 2, ins: '😁' }]]);
		await userEvent.keyboard('{Backspace}');
		expect(text.read()).toBe('ab');
	});

	it('[EDIT-7] a text with line breaks of others shows them as spaces and keeps them', async () => {
		const text = createMemoryText('a\nb');
		const { area } = await open(text);
		expect(area.value).toBe('a b');
		area.focus();
		area.setSelectionRange(3, 3);
		await userEvent.keyboard('c');
		expect(text.read()).toBe('a\nbc');
	});
});

describe('keys that are not text', () => {
	it('[EDIT-7] Enter is told and changes nothing', async () => {
		const text = createMemoryText('one');
		const onenter = vi.fn();
		const { area } = await open(text, { onenter });
		area.focus();
		await userEvent.keyboard('{Enter}');
		expect(onenter).toHaveBeenCalledTimes(1);
		expect(text.asked).toEqual([]);
		expect(area.value).toBe('one');
	});

	it('[EDIT-8] undo and redo go to the page, never to the browser, and the caret goes to what came back', async () => {
		const text = createMemoryText('one three');
		const onundo = vi.fn(() => text.remote(4, 0, 'two '));
		const onredo = vi.fn();
		const { area, caret } = await open(text, { onundo, onredo });
		area.focus();
		area.setSelectionRange(0, 0);
		await userEvent.keyboard('x{Control>}z{/Control}');
		expect(onundo).toHaveBeenCalledTimes(1);
		expect(text.read()).toBe('xonetwo  three');
		expect(caret()).toEqual([8, 8]);
		await userEvent.keyboard('{Control>}{Shift>}z{/Shift}y{/Control}');
		expect(onredo).toHaveBeenCalledTimes(2);
		expect(text.asked).toHaveLength(1);
	});

	it('a key the page keeps for itself does nothing here', async () => {
		const text = createMemoryText('one');
		const onundo = vi.fn();
		const { area } = await open(text, { onundo, onkeydown: (event) => event.preventDefault() });
		area.focus();
		await userEvent.keyboard('{Control>}z{/Control}x');
		expect(onundo).not.toHaveBeenCalled();
		expect(text.asked).toEqual([]);
	});
});

describe('carets', () => {
	it('[EDIT-9] tells where one is, and that one left, and nothing when only colleagues move', async () => {
		const text = createMemoryText('one two');
		const oncaret = vi.fn();
		const { area } = await open(text, { oncaret });
		area.focus();
		area.setSelectionRange(4, 7);
		await vi.waitFor(() => expect(oncaret).toHaveBeenLastCalledWith(4, 7));
		oncaret.mockClear();
		text.remote(0, 0, 'zero ');
		await new Promise((done) => setTimeout(done, 50));
		expect(oncaret).not.toHaveBeenCalled();
		await userEvent.keyboard('{ArrowRight}');
		await vi.waitFor(() => expect(oncaret).toHaveBeenLastCalledWith(12, 12));
		area.blur();
		expect(oncaret).toHaveBeenLastCalledWith(null, null);
	});

	const long = 'Teams in every office write one plan together 😀 and nobody loses a word of it';
	it.each([
		['a short text', 'Grow together', 320],
		['a text that wraps', long, 180],
		['a word that is too long for a line', 'Donaudampfschifffahrtsgesellschaft'.repeat(3), 180],
		['a text from right to left', 'نكتب خطة واحدة معا ولا نفقد كلمة منها أبدا', 180],
		['both directions in one text', 'Ziel: نكتب خطة واحدة OKR معا', 180]
	])('[EDIT-10] stand exactly between the letters of %s', async (_, words, width) => {
		const text = createMemoryText(words);
		const places = Array.from({ length: words.length + 1 }, (_, i) => i).filter((i) =>
			(words + 'x').slice(0, i).isWellFormed()
		);
		const carets = places.map((i) => ({
			key: `at-${i}`,
			name: 'Ben',
			colour: i % 12,
			anchor: i,
			head: i
		}));
		const { screen, area } = await open(text, { carets }, width);
		await vi.waitFor(() =>
			expect(screen.container.querySelectorAll('[data-caret]')).toHaveLength(places.length)
		);
		// The same words laid out once more by the browser itself, as the field lays them out.
		const twin = document.createElement('div');
		const style = getComputedStyle(area);
		for (const name of ['font', 'letterSpacing', 'padding', 'lineHeight'] as const)
			twin.style[name] = style[name];
		Object.assign(twin.style, {
			position: 'absolute',
			boxSizing: 'border-box',
			left: '0',
			top: '0',
			width: `${area.getBoundingClientRect().width}px`,
			whiteSpace: 'pre-wrap',
			overflowWrap: 'break-word'
		});
		twin.dir = 'auto';
		twin.textContent = words;
		document.body.append(twin);
		const origin = area.getBoundingClientRect();
		for (const i of places) {
			const range = document.createRange();
			range.setStart(twin.firstChild ?? twin, i);
			range.collapse(true);
			const rect = [...range.getClientRects()].at(-1);
			const home = twin.getBoundingClientRect();
			const caret = screen.container
				.querySelector(`[data-caret="at-${i}"]`)
				?.getBoundingClientRect();
			if (!rect || !caret) throw new Error(`no caret at ${i}`);
			expect(Math.abs(caret.left + 1 - origin.left - (rect.left - home.left))).toBeLessThanOrEqual(
				1
			);
			expect(Math.abs(caret.top - origin.top - (rect.top - home.top))).toBeLessThanOrEqual(1);
		}
		expect(Math.abs(twin.getBoundingClientRect().height - origin.height)).toBeLessThanOrEqual(1);
		twin.remove();
	});

	it('[EDIT-10] the field is as high as its words need, without a scroll bar', async () => {
		for (const words of ['', 'one', long, `${long} `, `${long} ${long}`]) {
			const { screen, area } = await open(createMemoryText(words), { placeholder: 'Write' }, 180);
			expect(area.scrollHeight).toBeLessThanOrEqual(area.clientHeight);
			expect(area.clientHeight).toBeGreaterThanOrEqual(44);
			await screen.unmount();
		}
	});

	it("an empty field shows a colleague's caret where the first letter will be", async () => {
		const text = createMemoryText('');
		const carets = [{ key: 'ben', name: 'Ben', colour: 1, anchor: 0, head: 0 }];
		const { screen } = await open(text, { carets });
		await vi.waitFor(() => expect(screen.container.querySelector('[data-caret]')).not.toBeNull());
		const before = screen.container.querySelector('[data-caret]')?.getBoundingClientRect();
		text.remote(0, 0, 'x');
		await new Promise((done) => setTimeout(done, 30));
		const after = screen.container.querySelector('[data-caret]')?.getBoundingClientRect();
		expect(Math.abs((before?.left ?? 0) - (after?.left ?? 99))).toBeLessThanOrEqual(1);
		expect(Math.abs((before?.top ?? 0) - (after?.top ?? 99))).toBeLessThanOrEqual(6);
	});

	it('what a colleague changed glows once and settles', async () => {
		const text = createMemoryText('one');
		const { screen } = await open(text);
		text.remote(3, 0, ' two');
		await vi.waitFor(() => expect(screen.container.querySelectorAll('.glow')).toHaveLength(1));
		await vi.waitFor(() => expect(screen.container.querySelector('.glow')).toBeNull(), 3000);
	});
});
