import { describe, expect, test } from 'vitest';
import type { ReplicaState } from '#lib/sync/replica.ts';
import type { OpenTeam } from '#lib/team/team.ts';
import { createListeners } from '#lib/team/listeners.ts';
import { exits } from '../../tools/cairn/refusal.ts';
import { untilSafe } from '../../tools/cairn/relay.ts';

/** A team of which the relay says what it is told to say. */
function teamAt(first: ReplicaState) {
	let relay = first;
	const listeners = createListeners();
	return {
		team: {
			safety: () => ({ disk: { at: 'safe' }, relay, host: 'relay.example' }),
			onChange: listeners.add
		} as Partial<OpenTeam> as OpenTeam,
		say: (next: ReplicaState): void => {
			relay = next;
			listeners.tell();
		},
		tell: listeners.tell
	};
}

describe('[HEADLESS-1] waiting until all is safe', () => {
	test('is over with the relay’s word and what it was waited for, and with neither alone', async () => {
		const { team, say, tell } = teamAt({ at: 'behind' });
		let isDone = false;
		const waiting = untilSafe(team, 60_000, [], () => isDone);
		let answer: boolean | null = null;
		void waiting.then((said) => (answer = said));
		isDone = true;
		tell();
		await Promise.resolve();
		expect(answer).toBeNull();
		isDone = false;
		say({ at: 'safe' });
		await Promise.resolve();
		expect(answer).toBeNull();
		isDone = true;
		tell();
		expect(await waiting).toBe(true);
	});

	test('is not called done where the relay has everything and the device’s own word never came', async () => {
		expect(await untilSafe(teamAt({ at: 'safe' }).team, 1, [], () => false)).toBe(false);
		expect(await untilSafe(teamAt({ at: 'failed', why: 'unreachable' }).team, 1, [])).toBe(false);
		expect(await untilSafe(teamAt({ at: 'safe' }).team, 1, [])).toBe(true);
	});

	test('[HEADLESS-2] ends with the code of a link that is not let in, at once and also in the middle', async () => {
		const refused = { at: 'refused', why: 'forbidden', generation: null } as const;
		const link = { exit: 'link' } as const;
		await expect(untilSafe(teamAt(refused).team, 60_000, [])).rejects.toMatchObject(link);
		const { team, say } = teamAt({ at: 'safe' });
		const waiting = untilSafe(team, 60_000, [], () => false);
		say(refused);
		await expect(waiting).rejects.toMatchObject(link);
		expect(exits.link).toBe(3);
	});
});
