import { m } from '#lib/messages/messages.js';

/** One thing the keyboard does. `mod` is Ctrl, on a Mac ⌘; several ways are given apart. */
export interface KeyLine {
	ways: string[][];
	does: () => string;
}

/** Every key there is, by where it is heard. */
export const keyGroups: { title: () => string; lines: KeyLine[] }[] = [
	{
		title: m.keys_everywhere,
		lines: [
			{ ways: [['?']], does: m.keys_this },
			{ ways: [['mod', 'K'], ['/']], does: m.keys_search },
			{ ways: [['Esc']], does: m.keys_back },
			{ ways: [['Tab'], ['Shift', 'Tab']], does: m.keys_tab }
		]
	},
	{
		title: m.keys_plan,
		lines: [
			{ ways: [['Enter']], does: m.keys_next_line },
			{ ways: [['↓'], ['↑']], does: m.keys_walk },
			{
				ways: [
					['Alt', '↑'],
					['Alt', '↓']
				],
				does: m.keys_move
			},
			{ ways: [['Alt', 'Enter']], does: m.keys_advice },
			{ ways: [['mod', 'Z']], does: m.keys_undo },
			{
				ways: [
					['mod', 'Shift', 'Z'],
					['mod', 'Y']
				],
				does: m.keys_redo
			}
		]
	},
	{
		title: m.keys_menus,
		lines: [
			{ ways: [['↓'], ['↑']], does: m.keys_menu_walk },
			{ ways: [['A – Z']], does: m.keys_menu_letter },
			{ ways: [['Enter'], ['Space']], does: m.keys_menu_take }
		]
	}
];

/** How a key is written on this machine's keyboard. */
export function keyName(key: string, isMac: boolean): string {
	if (key === 'mod') return isMac ? '⌘' : m.keys_ctrl();
	if (key === 'Alt') return isMac ? '⌥' : 'Alt';
	if (key === 'Shift') return isMac ? '⇧' : m.keys_shift();
	return key === 'Space' ? m.keys_space() : key;
}
