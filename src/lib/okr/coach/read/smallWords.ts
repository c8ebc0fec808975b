/* Words that only hold a sentence together, in both languages. */

/** They open a clause that says more about the main one. */
export const relatives = new Set(
	'that which who whom whose where when while so because if once damit sodass indem welche welcher welches weil wenn'.split(
		' '
	)
);
export const prepositions = new Set(
	(
		'of for in to with by on from at into onto through across via within per over under above below between during as about against ' +
		'among using towards toward until till before after without than around up down out off including so ' +
		'für in mit von auf bei aus nach zu zum zur durch über unter an am im bis vor ohne um pro je gegen zwischen seit als'
	).split(' ')
);
export const determiners = new Set(
	'a an the our my their its all every each any some this these new one ein eine einen der die das den dem unsere unser unseren alle neue neuen neues'.split(
		' '
	)
);

export function isDeterminer(lower: string): boolean {
	return determiners.has(lower);
}
