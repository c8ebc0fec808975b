import { createIdentity } from '#lib/device/identity.ts';
import type { DeviceIdentity } from '#lib/device/store.ts';
import type { Writer } from '#lib/doc/writer.ts';
import { addDays } from '#lib/okr/day.ts';
import { createId, type PersonId } from '#lib/okr/ids.ts';
import { publicKeyOf } from '#lib/protocol/record.ts';
import type { PersonKey, Story } from './story.ts';

interface Member {
	personId: PersonId;
	name: string;
	colour: number;
	device: Pick<DeviceIdentity, 'deviceId' | 'publicKey'>;
}

/** The people of the story with what they write with, and the weeks they live in. */
export interface Cast {
	/** With whoever looks at the sample. */
	everybody: Member[];
	idOf: (key: PersonKey) => PersonId;
	deviceOf: (key: PersonKey) => DeviceIdentity;
	/** Writes as somebody from an instant on (epoch ms), each thing a little later. */
	writerOf: (key: PersonKey, at: number) => Writer;
	/** A day (0 is Monday) of a week of the quarter, from 1. */
	day: (week: number, weekday: number) => string;
	/** An instant on it, epoch ms. */
	at: (week: number, weekday: number, hour: number) => number;
	random: (bytes: number) => Uint8Array;
}

/** How many weeks the quarter has, and which of them it is now. */
export const sampleWeeks = 13;
const sampleWeek = 8;

const msBetween = 20_000;

export function castOf(
	story: Story,
	startOn: string,
	guest: { personId: PersonId; device: DeviceIdentity },
	random: (bytes: number) => Uint8Array
): Cast {
	const members = new Map(
		Object.entries(story.people).map(([key, { name, colour }]) => [
			key,
			{
				personId: createId<PersonId>(random(10)),
				name,
				colour,
				device: createIdentity(publicKeyOf, random)
			}
		])
	);
	const memberOf = (key: PersonKey) => {
		const member = members.get(key);
		if (!member) throw new Error(`Nobody in the story is called "${key}".`);
		return member;
	};
	const day = (week: number, weekday: number) => addDays(startOn, (week - 1) * 7 + weekday);
	return {
		everybody: [
			...members.values(),
			{ personId: guest.personId, name: story.guest, colour: 3, device: guest.device }
		],
		idOf: (key) => memberOf(key).personId,
		deviceOf: (key) => memberOf(key).device,
		writerOf(key, at) {
			let now = at;
			return { by: memberOf(key).personId, now: () => (now += msBetween), random };
		},
		day,
		at: (week, weekday, hour) => Date.parse(day(week, weekday)) + hour * 3_600_000,
		random
	};
}

/** The first day of the quarter in whose eighth week a day lies: a Monday. */
export function firstDayFor(today: string): string {
	const weekday = (new Date(today).getUTCDay() + 6) % 7;
	return addDays(today, -weekday - (sampleWeek - 1) * 7);
}
