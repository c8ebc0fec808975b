import type { PrivateStore } from '#lib/device/privateStore.ts';
import type { Canonical } from '#lib/okr/canonical.ts';
import type { WorkshopId } from '#lib/okr/ids.ts';
import { bytesToBase64url } from '#lib/protocol/bytes.ts';
import { type OwnBallot, saltBytes, sealOf } from '#lib/workshop/ballot.ts';
import type { Round } from '#lib/workshop/workshop.ts';
import type { Device } from './device.ts';

/** The ballots that were given on this device, with what is in them. */
export interface Ballots {
	load(): Promise<void>;
	list(): readonly OwnBallot[];
	/** Makes a ballot and keeps what is in it: without its salt nobody could ever open it. */
	cast(by: string, round: Round, value: Canonical): Promise<OwnBallot>;
}

export function createBallots(given: {
	device: Pick<Device, 'random'>;
	mine: PrivateStore;
	teamId: string;
	workshopId: WorkshopId;
}): Ballots {
	const { device, mine, teamId, workshopId } = given;
	let ballots: OwnBallot[] = [];
	return {
		async load() {
			ballots = await mine.listBallots(teamId, workshopId);
		},
		list: () => ballots,
		async cast(by, { id, seals }, value) {
			const salt = bytesToBase64url(device.random(saltBytes));
			const n = 1 + Math.max(0, ...seals.filter((seal) => seal.by === by).map((seal) => seal.n));
			const seal = sealOf(id, { by, salt, value });
			const ballot = { roundId: id, by, seal, n, salt, value };
			ballots = [...ballots, ballot];
			// Where the disk is full it is kept by this page alone, as everything is then.
			await mine.putBallot(teamId, workshopId, ballot);
			return ballot;
		}
	};
}
