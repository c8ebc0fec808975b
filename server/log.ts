/** Tells one thing that happened. Fields hold shortened ids and numbers; never a token, never content. */
export type Log = (event: string, fields?: { [name: string]: string | number | boolean }) => void;

/** A log of one JSON object a line. */
export function createLog(write: (line: string) => void, now: () => number = Date.now): Log {
	return (event, fields) => {
		write(JSON.stringify({ at: new Date(now()).toISOString(), event, ...fields }));
	};
}

/** A room as logs name it: enough to tell rooms apart, not enough to knock at one. */
export function shortRoom(name: string): string {
	const [teamId = '', kind = '', id] = name.split('.');
	const team = `${shortTeam(teamId)}.${kind}`;
	return id === undefined ? team : `${team}.${id.slice(0, 4)}…`;
}

/** A team as logs name it. */
export function shortTeam(teamId: string): string {
	return `${teamId.slice(0, 6)}…`;
}

/** What an error says of itself, in one line. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
