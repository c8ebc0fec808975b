import '#lib/ui/base.css';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import AvatarStack from '#lib/ui/AvatarStack.svelte';
import Banner from '#lib/ui/Banner.svelte';
import Button from '#lib/ui/Button.svelte';
import CairnGlyph from '#lib/ui/CairnGlyph.svelte';
import Chip from '#lib/ui/Chip.svelte';
import CopyField from '#lib/ui/CopyField.svelte';
import Dialog from '#lib/ui/Dialog.svelte';
import EmptyState from '#lib/ui/EmptyState.svelte';
import IconButton from '#lib/ui/IconButton.svelte';
import Menu from '#lib/ui/Menu.svelte';
import QrCode from '#lib/ui/QrCode.svelte';
import Segmented from '#lib/ui/Segmented.svelte';
import SelectField from '#lib/ui/SelectField.svelte';
import TextField from '#lib/ui/TextField.svelte';
import Toast from '#lib/ui/Toast.svelte';

/** A snippet of one element with these words. */
const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const focused = () => document.activeElement?.textContent?.trim();

afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

describe('a dialog', () => {
	it('[LOOK-6] takes the focus, closes on Escape and gives the focus back', async () => {
		const opener = document.createElement('button');
		document.body.append(opener);
		opener.focus();
		const onclose = vi.fn();
		await render(Dialog, {
			open: true,
			title: 'Share this plan',
			closeLabel: 'Close',
			onclose,
			children: words('…')
		});
		const dialog = page.getByRole('dialog', { name: 'Share this plan' });
		await expect.element(dialog).toBeVisible();
		expect(dialog.element().contains(document.activeElement)).toBe(true);
		await userEvent.keyboard('{Escape}');
		await vi.waitFor(() => expect(onclose).toHaveBeenCalledTimes(1));
		expect(document.activeElement).toBe(opener);
		opener.remove();
	});

	it('closes by its cross and by the ground behind it, not by its own sheet', async () => {
		const onclose = vi.fn();
		const props = { title: 'Share', closeLabel: 'Close', onclose, children: words('inside') };
		const screen = await render(Dialog, { open: true, ...props });
		await page.getByText('inside').click();
		expect(onclose).not.toHaveBeenCalled();
		await page.getByRole('button', { name: 'Close' }).click();
		await vi.waitFor(() => expect(onclose).toHaveBeenCalledTimes(1));
		await screen.rerender({ open: true });
		const dialog = screen.container.querySelector('dialog');
		dialog?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
		await vi.waitFor(() => expect(onclose).toHaveBeenCalledTimes(2));
		expect(dialog?.open).toBe(false);
	});
});

describe('a menu', () => {
	async function open(onselect = vi.fn()) {
		await render(Menu, {
			label: 'More',
			items: [
				{ label: 'Move up', onselect },
				{ label: 'Move down', onselect, disabled: true },
				null,
				{ label: 'Duplicate', onselect },
				{ label: 'Delete', onselect, danger: true }
			]
		});
		const opener = page.getByRole('button', { name: 'More' });
		await opener.click();
		await vi.waitFor(() => expect(focused()).toBe('Move up'));
		return { opener: opener.element(), onselect };
	}

	it('is walked by arrows, Home and End, past what cannot be chosen and around its ends', async () => {
		await open();
		const walk = ['{ArrowDown}', '{ArrowDown}', '{ArrowDown}', '{ArrowUp}', '{Home}', '{End}'];
		const seen: unknown[] = [];
		for (const key of walk) {
			await userEvent.keyboard(key);
			seen.push(focused());
		}
		expect(seen).toEqual(['Duplicate', 'Delete', 'Move up', 'Delete', 'Move up', 'Delete']);
	});

	it('goes to the row one types the beginning of', async () => {
		await open();
		await userEvent.keyboard('d');
		expect(focused()).toBe('Duplicate');
		await userEvent.keyboard('e');
		expect(focused()).toBe('Delete');
	});

	it('[LOOK-6] closes on Escape and gives the focus back', async () => {
		const { opener, onselect } = await open();
		await userEvent.keyboard('{Escape}');
		await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
		expect(document.activeElement).toBe(opener);
		expect(onselect).not.toHaveBeenCalled();
	});

	it('[LOOK-6] gives the focus to its button also where a click had not, as in Safari', async () => {
		const { opener } = await open();
		await userEvent.keyboard('{Escape}');
		(opener as HTMLElement).blur();
		document.querySelector<HTMLElement>('[popover]')?.showPopover();
		await vi.waitFor(() => expect(focused()).toBe('Move up'));
		await userEvent.keyboard('{Escape}');
		expect(document.activeElement).toBe(opener);
	});

	it('chooses by Enter, with the focus home before the choice acts', async () => {
		let at: Element | null = null;
		const { opener } = await open(vi.fn(() => (at = document.activeElement)));
		await userEvent.keyboard('{End}{Enter}');
		await vi.waitFor(() => expect(at).toBe(opener));
	});

	it('opens at its last row by the up arrow, and closes by its own button', async () => {
		const { opener } = await open();
		await page.getByRole('button', { name: 'More' }).click();
		await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
		(opener as HTMLElement).focus();
		await userEvent.keyboard('{ArrowUp}');
		await vi.waitFor(() => expect(focused()).toBe('Delete'));
	});

	it('stays inside the window, whichever corner its button is in', async () => {
		const screen = await render(Menu, {
			label: 'More',
			items: [{ label: 'One', onselect: vi.fn() }]
		});
		Object.assign(screen.container.style, { position: 'fixed', right: '0', bottom: '0' });
		await page.getByRole('button', { name: 'More' }).click();
		await vi.waitFor(() => expect(focused()).toBe('One'));
		const box = page.getByRole('menu').element().getBoundingClientRect();
		expect(box.left).toBeGreaterThanOrEqual(0);
		expect(box.right).toBeLessThanOrEqual(innerWidth);
		expect(box.bottom).toBeLessThanOrEqual(innerHeight);
	});
});

describe('[LOOK-10] an open menu', () => {
	async function openAtTheEdge() {
		const screen = await render(Menu, {
			label: 'More',
			items: [{ label: 'One', onselect: vi.fn() }]
		});
		const button = page.getByRole('button', { name: 'More' });
		await button.click();
		await vi.waitFor(() => expect(focused()).toBe('One'));
		const boxes = () => ({
			menu: page.getByRole('menu').element().getBoundingClientRect(),
			button: button.element().getBoundingClientRect()
		});
		return { screen, boxes };
	}

	it('stays beside its button and inside when the window narrows', async () => {
		await page.viewport(900, 600);
		const { screen, boxes } = await openAtTheEdge();
		screen.container.style.textAlign = 'end';
		expect(boxes().button.left).toBeGreaterThan(500);
		await page.viewport(360, 600);
		await vi.waitFor(() => expect(boxes().menu.right).toBe(boxes().button.right));
		expect(boxes().menu.right).toBeLessThanOrEqual(360);
		await page.viewport(414, 896);
	});

	it('hangs from the other end of its button where a page that reads from the right has no room', async () => {
		document.documentElement.dir = 'rtl';
		await page.viewport(900, 600);
		const { screen, boxes } = await openAtTheEdge();
		screen.container.style.marginInline = '20px';
		await vi.waitFor(() => expect(boxes().menu.right).toBe(boxes().button.right));
		screen.container.style.textAlign = 'end';
		await vi.waitFor(() => expect(boxes().menu.left).toBe(boxes().button.left));
		expect(boxes().menu.width).toBeGreaterThan(150);
		document.documentElement.dir = '';
		await page.viewport(414, 896);
	});

	it('goes along when the page scrolls, and when something is put in above it', async () => {
		document.body.style.minHeight = '300vh';
		const { screen, boxes } = await openAtTheEdge();
		const gap = () => Math.round(boxes().menu.top - boxes().button.bottom);
		const before = gap();
		expect(before).toBeGreaterThanOrEqual(0);
		scrollTo(0, 5);
		await vi.waitFor(() => expect(scrollY).toBe(5));
		await vi.waitFor(() => expect(gap()).toBe(before));
		screen.container.style.marginTop = '60px';
		await vi.waitFor(() => expect(gap()).toBe(before));
		document.body.style.minHeight = '';
	});
});

describe('a field', () => {
	it('is described by its hint, and by what is wrong instead', async () => {
		const screen = await render(TextField, { value: '', label: 'Target', hint: 'A number' });
		const input = page.getByLabelText('Target');
		await expect.element(input).toHaveAccessibleDescription('A number');
		await screen.rerender({ error: 'Which is it: 1.2 or 1200?' });
		await expect.element(input).toHaveAccessibleDescription('Which is it: 1.2 or 1200?');
		await expect.element(input).toBeInvalid();
	});

	it('chooses one of several', async () => {
		const options = [
			{ value: 'number', label: 'Number' },
			{ value: 'milestone', label: 'Yes or no' }
		];
		const onchange = vi.fn();
		await render(SelectField, { value: 'number', label: 'Kind', options });
		await page.getByLabelText('Kind').selectOptions('Yes or no');
		await expect.element(page.getByLabelText('Kind')).toHaveValue('milestone');
		await render(Segmented, { value: 'number', label: 'Measure', options, onchange });
		await page.getByText('Yes or no').last().click();
		expect(onchange).toHaveBeenCalledWith('milestone');
	});
});

describe('a toast', () => {
	async function open(action?: { label: string; run: () => void }) {
		// The toast's clock is the fake one; the mouse and the keys are real, and take some of its time.
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
		const ondone = vi.fn();
		const toast = { id: 1, text: 'Deleted', action };
		await render(Toast, { toast, closeLabel: 'Close', ondone, staysMs: 8000 });
		vi.advanceTimersByTime(4000);
		return ondone;
	}

	it('[LOOK-7] waits while it is pointed at, and goes when one has left', async () => {
		const ondone = await open();
		await page.getByText('Deleted').hover();
		vi.advanceTimersByTime(60_000);
		expect(ondone).not.toHaveBeenCalled();
		await userEvent.unhover(page.getByText('Deleted'));
		// What was left when one came is left now.
		vi.advanceTimersByTime(1000);
		expect(ondone).not.toHaveBeenCalled();
		vi.advanceTimersByTime(3000);
		expect(ondone).toHaveBeenCalledTimes(1);
	});

	it('[LOOK-7] waits while its action is focused, and acts', async () => {
		const run = vi.fn();
		const ondone = await open({ label: 'Undo', run });
		(page.getByRole('button', { name: 'Undo' }).element() as HTMLElement).focus();
		await tick();
		vi.advanceTimersByTime(60_000);
		expect(ondone).not.toHaveBeenCalled();
		await userEvent.keyboard('{Enter}');
		expect(run).toHaveBeenCalledTimes(1);
		expect(ondone).toHaveBeenCalledTimes(1);
	});
});

describe('a text to copy', () => {
	const props = {
		value: 'https://okr.example.org/join#1.e',
		label: 'Link',
		copyLabel: 'Copy',
		copiedLabel: 'Copied',
		byHandLabel: 'Press Ctrl+C'
	};

	it('says that it is copied', async () => {
		const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
		await render(CopyField, props);
		await page.getByRole('button', { name: 'Copy' }).click();
		expect(write).toHaveBeenCalledWith(props.value);
		await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible();
	});

	it('copies the older way where there is no clipboard, and else selects and says what to press', async () => {
		vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as never);
		const older = vi.spyOn(document, 'execCommand').mockReturnValueOnce(true);
		await render(CopyField, props);
		await page.getByRole('button', { name: 'Copy' }).click();
		await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible();
		older.mockReturnValueOnce(false);
		await page.getByRole('button', { name: 'Copied' }).click();
		await expect.element(page.getByText('Press Ctrl+C')).toBeVisible();
		const input = page.getByLabelText('Link').element() as HTMLInputElement;
		expect(input.selectionEnd).toBe(props.value.length);
	});
});

describe('pictures', () => {
	it('draw a code with its quiet zone, dark where it is dark', async () => {
		const matrix = [
			[true, true, false],
			[false, false, true]
		];
		const screen = await render(QrCode, { matrix, label: 'Link to the plan' });
		const dark = screen.container.querySelector('.dark')?.getAttribute('d');
		expect(dark).toBe('M4 4h2v1h-2zM6 5h1v1h-1z');
		await expect.element(page.getByRole('img', { name: 'Link to the plan' })).toBeVisible();
	});

	it('draw a stone for each key result, and a place for a cairn where there is none', async () => {
		const screen = await render(CairnGlyph, { stones: [1, 0.5, 0], label: 'Two of three' });
		expect(screen.container.querySelectorAll('.done')).toHaveLength(1);
		expect(screen.container.querySelectorAll('.stone')).toHaveLength(3);
		await screen.rerender({ stones: [] });
		expect(screen.container.querySelectorAll('.ghost')).toHaveLength(3);
		await render(EmptyState, { text: 'Nothing here yet.' });
		await expect.element(page.getByText('Nothing here yet.')).toBeVisible();
	});

	it('draw people until a number says it shorter', async () => {
		const people = Array.from({ length: 7 }, (_, i) => ({ key: `${i}`, name: `P${i}`, colour: i }));
		const screen = await render(AvatarStack, { people, label: 'Here now' });
		await expect.element(page.getByText('+3')).toBeVisible();
		await screen.rerender({ people: people.slice(0, 5) });
		expect(screen.container.querySelectorAll('li')).toHaveLength(5);
	});

	it('announces trouble at once and everything else politely', async () => {
		await render(Banner, { look: 'trouble', children: words('Not written') });
		await render(Banner, { look: 'warning', children: words('Nearly full') });
		await expect.element(page.getByRole('alert')).toHaveTextContent('Not written');
		await expect.element(page.getByRole('status')).toHaveTextContent('Nearly full');
		await render(Chip, { tone: 'at-risk', children: words('at risk') });
		await expect.element(page.getByText('at risk')).toBeVisible();
	});
});

describe('what a thumb hits', () => {
	it('[LOOK-5] is at least 44 px wide and high', async () => {
		await render(Button, { children: words('+') });
		await render(IconButton, { icon: 'close', label: 'Close' });
		await render(Menu, { label: 'More', items: [] });
		await render(TextField, { value: '', label: 'Name' });
		await render(SelectField, { value: 'a', label: 'Kind', options: [{ value: 'a', label: 'A' }] });
		const small = [...document.querySelectorAll('button, input, select')]
			.map((one) => ({ one: one.outerHTML, box: one.getBoundingClientRect() }))
			.filter(({ box }) => box.width && (box.width < 44 || box.height < 44));
		expect(small).toEqual([]);
	});
});
