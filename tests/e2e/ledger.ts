import type { Screen } from './screen.ts';

/**
 * Every word that anybody typed in a story, each different from all others, so that a lost word and a
 * doubled one can be told on any screen.
 */
export interface Ledger {
	/** Notes the words of a text that is about to be typed, and hands the text back. */
	write(text: string): string;
	/** Somebody who saw these words took them out. */
	strike(text: string): void;
	/** Words that stand neither in the plan nor on a card of this screen. */
	missingFrom(screen: Screen): string[];
	/** Words that stand in this screen's plan more than once. */
	doubledIn(screen: Screen): string[];
}

export function createLedger(): Ledger {
	const standing = new Set<string>();
	const everTyped = new Set<string>();
	return {
		write(text) {
			for (const word of wordsOf(text)) {
				if (everTyped.has(word)) throw new Error(`"${word}" was typed before in this story.`);
				everTyped.add(word);
				standing.add(word);
			}
			return text;
		},
		strike(text) {
			for (const word of wordsOf(text)) standing.delete(word);
		},
		missingFrom({ plan, cards }) {
			const shown = new Set([
				...wordsOf(JSON.stringify(plan)),
				...wordsOf(JSON.stringify(cards.map(({ values }) => values)))
			]);
			return [...standing].filter((word) => !shown.has(word));
		},
		doubledIn({ plan }) {
			const words = wordsOf(JSON.stringify(plan));
			return [...everTyped].filter((word) => words.filter((other) => other === word).length > 1);
		}
	};
}

function wordsOf(text: string): string[] {
	return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
