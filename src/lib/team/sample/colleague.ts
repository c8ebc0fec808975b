import * as Y from 'yjs';
import { encodeCaret } from '#lib/doc/caret.ts';
import { readCycle } from '#lib/doc/cycle.ts';
import { commitText, textOf } from '#lib/doc/text.ts';
import { USER, write, type Writer } from '#lib/doc/writer.ts';
import { idOfAside } from '#lib/okr/aside.ts';
import { createPresence, type Presence } from '#lib/sync/presence.ts';
import type { OpenCycle } from '../cycle.ts';
import type { TextField } from '../presenceVerbs.ts';
import { erasesOf, strokesOf, type Stroke } from './typist.ts';
import type { Story } from './story.ts';

/*
 * A colleague who is at work while one looks at the sample: a second replica of the cycle in this page's
 * memory, joined to the first as a browser elsewhere would be. It knows what any colleague knows, the plan
 * and where carets stand, and touches no line that somebody's caret is in. What it tries out in an agreed
 * line it takes back; to ideas for another cycle it adds.
 */

export interface Colleague {
	/** Ends it: what it was trying out is gone, and so is it. Calling it twice is fine. */
	stop(): void;
}

export interface ColleagueMeans {
	cycle: OpenCycle;
	person: { id: string; name: string; colour: number };
	writer: Writer;
	words: Pick<Story['colleague'], 'tries' | 'adds'>;
	/** 0 ≤ x < 1 */
	dice: () => number;
	/** Told once when it ends by itself. */
	onEnd: () => void;
	/** How long it stays; default five minutes. */
	staysMs?: number;
	/** 1 is human speed; less is faster. */
	pace?: number;
}

interface Line {
	id: string;
	field: TextField;
	/** An idea, of which nothing was agreed. */
	isIdea: boolean;
}

const restMs = 2500;

export function startColleague(means: ColleagueMeans): Colleague {
	const { cycle, person, writer, words, dice, onEnd, staysMs = 5 * 60_000, pace = 1 } = means;
	const doc = new Y.Doc();
	const presence = createPresence(doc);
	const part = cycle.join({ doc, presence });
	const leaving = new AbortController();
	/** What stands in a line only until it is taken back. */
	let trial: { line: Line; typed: string } | null = null;
	let turn = Math.floor(dice() * words.tries.length);

	const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(dice() * list.length)];
	const isFree = (line: Line): boolean => !busyLines(presence).has(`${line.id}/${line.field}`);
	const wait = (ms: number): Promise<void> =>
		new Promise((resolve) => {
			const timer = setTimeout(resolve, ms * pace);
			leaving.signal.addEventListener('abort', () => {
				clearTimeout(timer);
				resolve();
			});
		});
	/** Shows the caret behind the last letter. */
	const stand = ({ id, field }: Line): void => {
		const end = textOf(doc, id, field).length;
		const at = encodeCaret(doc, id, field, end);
		const { id: personId, name, colour } = person;
		const caret = { text: `${id}/${field}`, anchor: at, head: at };
		presence.set({ person: personId, name, colour, place: 'plan', caret });
	};
	/** Does what hands do; false as soon as the line is somebody else's, or no longer ends as it was left. */
	const type = async (line: Line, strokes: readonly Stroke[]): Promise<boolean> => {
		for (const stroke of strokes) {
			await wait(stroke.afterMs);
			if (leaving.signal.aborted || !trial || !isFree(line)) return false;
			if (!endsWith(doc, line, trial.typed)) return false;
			trial.typed = apply(doc, line, stroke, trial.typed);
			stand(line);
		}
		return true;
	};
	/** Takes out at once what it left in a line, where nobody is in it. */
	const tidy = (): void => {
		if (!trial || !isFree(trial.line)) return;
		const { line, typed } = trial;
		if (typed !== '' && endsWith(doc, line, typed)) erase(doc, line, typed.length);
		trial = null;
	};
	const work = async (line: Line): Promise<void> => {
		const text = line.isIdea ? pick(words.adds) : words.tries[turn++ % words.tries.length];
		if (text === undefined || textOf(doc, line.id, line.field).length === 0) return;
		if (line.isIdea && readIt(doc, line).includes(text)) return;
		stand(line);
		await wait(900 + dice() * 900);
		trial = { line, typed: '' };
		if (!(await type(line, strokesOf(text, dice)))) return;
		if (!line.isIdea) {
			await wait(1500 + dice() * 1500);
			if (!trial || !(await type(line, erasesOf(trial.typed, dice)))) return;
		}
		trial = null;
		commitText(doc, writer, line.id, line.field);
	};
	const live = async (): Promise<void> => {
		let isFirst = true;
		await wait(1200);
		while (!leaving.signal.aborted) {
			tidy();
			const free = linesOf(doc).filter(isFree);
			// First where one looks first.
			const line = pick(isFirst ? free.slice(0, 4) : free);
			isFirst = false;
			if (line && !trial) await work(line);
			await wait(restMs + dice() * 2 * restMs);
		}
	};
	const stop = (): void => {
		if (leaving.signal.aborted) return;
		leaving.abort();
		clearTimeout(end);
		tidy();
		part();
		presence.close();
		doc.destroy();
	};
	const end = setTimeout(() => {
		stop();
		onEnd();
	}, staysMs);
	const { id, name, colour } = person;
	presence.set({ person: id, name, colour, place: 'plan', caret: null });
	void live();
	return { stop };
}

/** The lines of the plan, and the ideas beside it. */
function linesOf(doc: Y.Doc): Line[] {
	const { plan, asides } = readCycle(doc);
	const inPlan = plan.objectives.flatMap(({ id, keyResults }): Line[] => [
		{ id, field: 'title', isIdea: false },
		...keyResults.map((one): Line => ({ id: one.id, field: 'metric', isIdea: false }))
	]);
	const ideas = asides
		.filter(({ aside }) => aside.as === 'notThisCycle')
		.map((item): Line => ({
			id: idOfAside(item),
			field: item.kind === 'objective' ? 'title' : 'metric',
			isIdea: true
		}));
	return [...inPlan, ...ideas];
}

/** The lines somebody's caret stands in. */
function busyLines(presence: Presence): Set<string> {
	return new Set(presence.others().flatMap(({ caret }) => (caret ? [caret.text] : [])));
}

function readIt(doc: Y.Doc, { id, field }: Line): string {
	return textOf(doc, id, field).toJSON();
}

function endsWith(doc: Y.Doc, line: Line, typed: string): boolean {
	return readIt(doc, line).endsWith(typed);
}

/** Does one stroke at the end of a line, and returns what stands there of one's own by then. */
function apply(doc: Y.Doc, line: Line, stroke: Stroke, typed: string): string {
	if ('press' in stroke) {
		write(doc, USER, () => {
			const text = textOf(doc, line.id, line.field);
			text.insert(text.length, stroke.press);
		});
		return typed + stroke.press;
	}
	const last = [...typed].at(-1) ?? '';
	erase(doc, line, last.length);
	return typed.slice(0, typed.length - last.length);
}

function erase(doc: Y.Doc, { id, field }: Line, length: number): void {
	if (length === 0) return;
	write(doc, USER, () => {
		const text = textOf(doc, id, field);
		text.delete(text.length - length, length);
	});
}
