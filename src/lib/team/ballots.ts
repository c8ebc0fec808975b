import type { PrivateStore } from '#lib/device/privateStore.ts';
import type { Canonical } from '#lib/okr/canonical.ts';
import type { WorkshopId } from '#lib/okr/ids.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { type OwnBallot, saltBytes, sealOf } from '#lib/workshop/ballot.ts';
import type { Round } from '#lib/workshop/workshop.ts';
import type { Device } from './device.ts';
import type { NotKept } from './ideas.ts';

/** The ballots that were given on this device, with what is in them. */
export interface Ballots {
	list(): readonly OwnBallot[];
	/** Makes a ballot and keeps what is in it: without its salt nobody could ever open it. */
	cast(by: string, round: Round, value: Canonical): Promise<OwnBallot>;
	/** Why the last one is in this page alone; null where the device keeps it. */
	readonly notKept: NotKept;
	close(): void;
}

export async function openBallotBox(given: {
	device: Pick<Device, 'random' | 'store'>;
	mine: PrivateStore;
	teamId: string;
	workshopId: WorkshopId;
	personOf: (entry: string) => string;
	onChange: () => void;
}): Promise<Ballots> {
	const { device, mine, teamId, workshopId, personOf } = given;
	let ballots: OwnBallot[] = [];
	let notKept: NotKept = null;

	/** What another tab gave is there too; what no disk keeps stays. */
	async function reread(): Promise<void> {
		const kept = await mine.listBallots(teamId, workshopId);
		const known = new Set(ballots.map(({ seal }) => seal));
		const news = kept.filter(({ seal }) => !known.has(seal));
		if (news.length === 0) return;
		ballots = [...ballots, ...news];
		given.onChange();
	}
	await reread();
	const unwatch = device.store.onChange((what) => {
		if (what === 'private') void reread();
	});

	return {
		list: () => ballots,
		async cast(by, { id, seals }, value) {
			const salt = bytesToBase64url(device.random(saltBytes));
			const person = personOf(by);
			const before = seals.filter((seal) => personOf(seal.by) === person).map(({ n }) => n);
			const n = 1 + Math.max(0, ...before);
			const seal = sealOf(id, { by, salt, value });
			const ballot = { roundId: id, by, seal, n, salt, value };
			ballots = [...ballots, ballot];
			// Where the disk is full it is kept by this page alone, as everything is then.
			const answer = await mine.putBallot(teamId, workshopId, ballot);
			notKept = answer.ok ? null : answer.why;
			given.onChange();
			return ballot;
		},
		get notKept() {
			return notKept;
		},
		close: unwatch
	};
}
