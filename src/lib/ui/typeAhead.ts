/**
 * Finds the row one types the beginning of. Keys within 700 ms of each other make one beginning; a single
 * letter goes on to the next such row, several narrow down from the row one is on.
 */
export function createTypeAhead(): (
	key: string,
	at: number,
	rows: HTMLElement[],
	here: number
) => HTMLElement | undefined {
	let typed = '';
	let typedAt = 0;
	return (key, at, rows, here) => {
		typed = at - typedAt > 700 ? key : typed + key;
		typedAt = at;
		const from = Math.max(typed.length === 1 ? here + 1 : here, 0);
		const wanted = typed.toLocaleLowerCase();
		return [...rows.slice(from), ...rows.slice(0, from)].find((row) =>
			row.textContent.trim().toLocaleLowerCase().startsWith(wanted)
		);
	};
}
