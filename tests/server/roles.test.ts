import { writeAwareness } from '#lib/protocol/awareness.ts';
import {
	writeAck,
	writeAwarenessFrame,
	writeStep1,
	writeStep2,
	writeUpdate
} from '#lib/protocol/frames.ts';
import { signRecord } from '#lib/protocol/record.ts';
import { tokenHashOf } from '#lib/protocol/token.ts';
import { type Role } from '#lib/protocol/recordLayout.ts';
import type { RoomKind } from '#lib/protocol/room.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createMemoryStore } from '../../server/memoryStore.ts';
import { createTeam, RawClient, sleep, startRelay, type Team } from './harness.ts';

// The matrix of docs/protocol.md §3, role × document × message, each cell on a socket of its own.

const KINDS: RoomKind[] = ['team', 'cycle', 'workshop'];

const doc = new Y.Doc();
doc.getText('t').insert(0, 'more');
const content = Y.encodeStateAsUpdate(doc);
const empty = Uint8Array.of(0, 0);
const deletes = Uint8Array.of(0, 1, 5, 1, 0, 1);
const present = writeAwareness([{ client: 9, clock: 1, state: '{"name":"x"}' }]);

const MESSAGES = {
	'step 1': writeStep1(Uint8Array.of(0)),
	'step 2 with content': writeStep2(content),
	'step 2 with deletes': writeStep2(deletes),
	'step 2 without content': writeStep2(empty),
	'update with content': writeUpdate(content),
	'update with deletes': writeUpdate(deletes),
	'update without content': writeUpdate(empty),
	presence: writeAwarenessFrame(present),
	query: Uint8Array.of(3),
	acknowledgement: writeAck(Uint8Array.of(1)),
	'a type of later': Uint8Array.of(99, 1, 2, 3)
};

type Message = keyof typeof MESSAGES;

/** What comes of a message: an answer, something written, the same told to others, silence, or an end. */
type Outcome = 'answered' | 'written' | 'told' | 'nothing' | 4403;

const EDIT: { [message in Message]: Outcome } = {
	'step 1': 'answered',
	'step 2 with content': 'written',
	'step 2 with deletes': 'written',
	'step 2 without content': 'nothing',
	'update with content': 'written',
	'update with deletes': 'written',
	'update without content': 'nothing',
	presence: 'told',
	query: 'answered',
	acknowledgement: 'answered',
	'a type of later': 'nothing'
};

const VIEW: { [message in Message]: Outcome } = {
	'step 1': 'answered',
	'step 2 with content': 4403,
	'step 2 with deletes': 4403,
	'step 2 without content': 'nothing',
	'update with content': 4403,
	'update with deletes': 4403,
	'update without content': 'nothing',
	presence: 'nothing',
	query: 'nothing',
	acknowledgement: 'nothing',
	'a type of later': 'nothing'
};

const roomOf = (team: Team, kind: RoomKind) =>
	({ team: team.teamRoom, cycle: team.room, workshop: team.workshopRoom })[kind];

/** Sends one message into a room with something in it and somebody present, and sees what comes of it. */
async function outcomeOf(fill: number, role: Role, kind: RoomKind, message: Message) {
	const team = createTeam(fill);
	const room = roomOf(team, kind);
	const store = createMemoryStore();
	const relay = await startRelay({ store });
	const base = new Y.Doc();
	base.clientID = 5;
	base.getText('t').insert(0, 'hello');
	const witness = await new RawClient(relay.url, room, team.asMember).shakeHands(base);
	witness.send(writeAwarenessFrame(writeAwareness([{ client: 5, clock: 1, state: '{"n":1}' }])));
	witness.send(writeAck(Uint8Array.of(0)));
	await witness.received('ack');
	// Presence is gathered for a moment before it is told; what was told of the witness is to be over.
	await sleep(100);
	const protocols = role === 'edit' ? team.asMember : team.asReader;
	const client = await new RawClient(relay.url, room, protocols).opened();
	if (role === 'edit') {
		await client.received('step1');
		await client.received('awareness');
		// The relay's question is due first: acknowledgements wait for that.
		if (message === 'acknowledgement') client.send(MESSAGES['step 2 without content']);
	}
	const [heard, told] = [client.frames.length, witness.frames.length];
	const rows = (await store.load(room)).length;
	client.send(MESSAGES[message]);
	await sleep(100);
	const isWritten = (await store.load(room)).length > rows;
	if (client.closeCode !== null) return isWritten ? 'written and closed' : client.closeCode;
	if (isWritten) return 'written';
	if (client.frames.length > heard) return 'answered';
	return witness.frames.length > told ? 'told' : 'nothing';
}

describe.each(KINDS)('in a %s document', (kind) => {
	const cells = Object.keys(MESSAGES) as Message[];

	it.each(cells)('[ROLE-5] a member’s %s does what the page says', async (message) => {
		expect(await outcomeOf(90, 'edit', kind, message)).toBe(EDIT[message]);
	});

	if (kind === 'workshop') {
		it('[ROLE-5] a reader does not get as far as a message', async () => {
			const team = createTeam(91);
			const relay = await startRelay();
			await new RawClient(relay.url, team.room, team.asMember).shakeHands();
			const reader = await new RawClient(relay.url, roomOf(team, kind), team.asReader).opened();
			for (const message of Object.values(MESSAGES)) reader.send(message);
			expect(await reader.closed()).toBe(4403);
			expect(reader.frames).toEqual([]);
		});
	} else {
		it.each(cells)('[ROLE-5] a reader’s %s does what the page says', async (message) => {
			expect(await outcomeOf(91, 'view', kind, message)).toBe(VIEW[message]);
		});
	}
});

describe('tokens that are none', () => {
	const team = createTeam(92);
	const stranger = createTeam(93);
	let ended = '';
	let record = '';

	beforeAll(() => {
		ended = Buffer.alloc(32, 4).toString('base64url');
		const grants = [
			{ role: 'edit' as const, tokenHash: tokenHashOf(team.tokens.edit)!, expiresAt: null },
			{ role: 'edit' as const, tokenHash: tokenHashOf(ended)!, expiresAt: 1 }
		];
		record = signRecord(team.seed, { generation: 2, grants });
	});

	it('[ROLE-6] no cut, lengthened, misspelled, foreign, revoked or expired token opens anything, in whatever order it is tried', async () => {
		const relay = await startRelay();
		await new RawClient(relay.url, team.room, team.asReader).closed();
		await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		await new RawClient(relay.url, team.room, [
			'y.v1',
			`cap.${team.tokens.edit}`,
			`rec.${record}`
		]).shakeHands();
		const { edit, view } = team.tokens;
		const flipped = `${edit.slice(0, 20)}${edit[20] === 'A' ? 'B' : 'A'}${edit.slice(21)}`;
		const tokens = [
			...[edit.slice(0, -1), edit.slice(1), `${edit}A`, flipped, edit.toLowerCase()],
			...[stranger.tokens.edit, ended, view, team.teamId, 'A'.repeat(43), '-'],
			Buffer.from(team.seed).toString('base64url'),
			Buffer.from(tokenHashOf(edit)!).toString('base64url')
		];
		for (const token of tokens) {
			for (const room of [team.teamRoom, team.room, team.workshopRoom]) {
				for (const more of [
					[],
					[`rec.${record}`],
					[`rec.${team.record}`],
					[`rec.${stranger.record}`]
				]) {
					const client = new RawClient(relay.url, room, ['y.v1', `cap.${token}`, ...more]);
					expect(await client.closed(), token).toBe(4403);
					expect(client.frames).toEqual([]);
				}
			}
		}
	});

	it('[ROLE-7] nobody squats a team: neither its id with another key, nor its record with another token', async () => {
		const store = createMemoryStore();
		const relay = await startRelay({ store });
		const forged = signRecord(stranger.seed, {
			generation: 9,
			grants: [{ role: 'edit', tokenHash: tokenHashOf(stranger.tokens.edit)!, expiresAt: null }]
		});
		const offers = [
			[`cap.${stranger.tokens.edit}`, `rec.${forged}`],
			[`cap.${stranger.tokens.edit}`, `rec.${team.record}`],
			[`cap.${team.tokens.edit}`, `rec.${stranger.record}`],
			[`cap.${team.tokens.view}`, `rec.${team.record}`],
			[`cap.${team.tokens.edit}`, `rec.${team.record.slice(0, -1)}`]
		];
		for (const offer of offers) {
			const code = await new RawClient(relay.url, team.room, ['y.v1', ...offer]).closed();
			expect(code).toBe(4404);
		}
		expect(await store.team(team.teamId)).toBeNull();
		await new RawClient(relay.url, team.room, team.asMember).shakeHands();
		const known = (await store.team(team.teamId))?.record;
		for (const offer of offers) {
			await new RawClient(relay.url, team.room, ['y.v1', ...offer]).opened();
			await sleep(30);
			expect((await store.team(team.teamId))?.record).toBe(known);
		}
	});
});
