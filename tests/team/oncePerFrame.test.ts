import { afterEach, expect, test, vi } from 'vitest';
import { oncePerFrame } from '#lib/team/oncePerFrame.ts';

afterEach(() => {
	vi.unstubAllGlobals();
});

/** A page whose frames are drawn when it is said. */
function page() {
	const frames = new Map<number, () => void>();
	const document = { hidden: false };
	vi.stubGlobal('document', document);
	vi.stubGlobal('requestAnimationFrame', (fn: () => void) => {
		frames.set(frames.size + 1, fn);
		return frames.size;
	});
	vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
	const draw = (): void => {
		const due = [...frames.values()];
		frames.clear();
		for (const fn of due) fn();
	};
	return { document, draw };
}

test('what is asked for often is done once a frame, and again after it', () => {
	const { draw } = page();
	const look = vi.fn();
	const soon = oncePerFrame(look);
	for (let count = 0; count < 9; count++) soon.call();
	expect(look).toHaveBeenCalledTimes(0);
	draw();
	draw();
	expect(look).toHaveBeenCalledTimes(1);
	soon.call();
	draw();
	expect(look).toHaveBeenCalledTimes(2);
	soon.call();
	soon.stop();
	draw();
	expect(look).toHaveBeenCalledTimes(2);
});

test('where no frame is drawn it is done at once: on a hidden page, whatever waited, and in Node', () => {
	const { document, draw } = page();
	const look = vi.fn();
	const soon = oncePerFrame(look);
	soon.call();
	document.hidden = true;
	soon.call();
	draw();
	expect(look).toHaveBeenCalledTimes(1);
	vi.unstubAllGlobals();
	oncePerFrame(look).call();
	expect(look).toHaveBeenCalledTimes(2);
});
