import { describe, expect, it } from 'vitest';
import { readLimits } from '#lib/protocol/limits.ts';
import { publicKeyOf, teamIdOf } from '#lib/protocol/record.ts';
import { parseRoom, roomName } from '#lib/protocol/room.ts';

const teamId = teamIdOf(publicKeyOf(new Uint8Array(32).fill(1)));

describe('room names', () => {
	it('[ROOM-1] a room’s name has one spelling, and reads back as its team, kind and id', () => {
		expect(parseRoom(roomName(teamId, 'team'))).toEqual({ teamId, kind: 'team', id: null });
		expect(parseRoom(roomName(teamId, 'cycle', 'abc234'))).toEqual({
			teamId,
			kind: 'cycle',
			id: 'abc234'
		});
		expect(parseRoom(roomName(teamId, 'workshop', 'w1'))?.kind).toBe('workshop');

		const lastUp = teamId.slice(0, -1) + String.fromCharCode(teamId.charCodeAt(25) + 1);
		for (const other of [
			'',
			teamId,
			`${teamId}.team.x`,
			`${teamId}.cycle`,
			`${teamId}.cycle.`,
			`${teamId}.cycle.a.b`,
			`${teamId}.cycle.A`,
			`${teamId}.cycle.${'a'.repeat(33)}`,
			`${teamId}.other.a`,
			`${teamId.toUpperCase()}.team`,
			`${teamId.slice(1)}.team`,
			`${lastUp}.team`,
			`../${teamId}.team`
		]) {
			expect(parseRoom(other), other).toBeNull();
		}
	});
});

describe('limits', () => {
	it('takes numbers from the environment and refuses anything else', () => {
		expect(readLimits({ CAIRN_MAX_UPDATE: '1000', CAIRN_MAX_ROOM: '' })).toMatchObject({
			updateBytes: 1000,
			roomBytes: 8 * 1024 * 1024
		});
		for (const value of ['0', '-1', '1.5', 'lots', '1e999']) {
			expect(() => readLimits({ CAIRN_MAX_UPDATE: value }), value).toThrow('CAIRN_MAX_UPDATE');
		}
	});
});
