import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { createId, type ObjectiveId, type WorkshopId } from '#lib/okr/ids.ts';
import type { Option } from './vote.ts';

/**
 * The objective that is made of something on the wall, the first one (`turn` 0) or another one after it. Two of a
 * group who make it at once, apart, make the same one.
 */
export function draftIdOf(workshop: WorkshopId, option: Option['id'], turn: number): ObjectiveId {
	const name = utf8ToBytes(`cairn/drafted\n${workshop}\n${option}\n${turn}`);
	return createId<ObjectiveId>(sha256(name).subarray(0, 10));
}
