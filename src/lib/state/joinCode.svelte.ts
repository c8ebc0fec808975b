import type { OpenTeam } from '#lib/team/team.ts';

type Made = Awaited<ReturnType<OpenTeam['makeWallCode']>>;
/** The workshop that the code leads into. */
type Landing = Parameters<OpenTeam['endWallCode']>[0];

/** Far within the hours that a code is valid for. */
const againMs = 3_600_000;
const afterTroubleMs = 15_000;

/** The short code of a workshop, kept valid for as long as it is shown. */
export class JoinCode {
	/** Null until it is made. */
	made = $state.raw<Made | null>(null);
	readonly #team: OpenTeam;
	readonly #to: Landing;

	constructor(team: OpenTeam, to: Landing) {
		this.#team = team;
		this.#to = to;
	}

	/** It is on a screen. Returns what ends that. */
	show(): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let isOver = false;
		let link = this.#link();
		const make = async (): Promise<void> => {
			clearTimeout(timer);
			const made = await this.#team.makeWallCode(this.#to);
			if (isOver) return;
			const isStillValid = this.made?.ok && this.made.expiresAt > Date.now();
			if (made.ok || !isStillValid) this.made = made;
			timer = setTimeout(() => void make(), made.ok ? againMs : afterTroubleMs);
		};
		// New links end the codes that were made before.
		const unwatch = this.#team.onChange(() => {
			if (link === this.#link()) return;
			link = this.#link();
			void make();
		});
		void make();
		return () => {
			isOver = true;
			clearTimeout(timer);
			unwatch();
		};
	}

	#link(): string | null {
		return this.#team.links('', this.#to).edit;
	}
}
