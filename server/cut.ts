import { IdSet } from '#lib/protocol/ranges.ts';
import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import { mergeAll } from './compaction.ts';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** The structs of a sound update whose ids are wanted, cut where need be, as an update without deletes. */
export function cutStructs(bytes: Uint8Array, wanted: IdSet): Uint8Array {
	const pieces: Uint8Array[] = [];
	for (const struct of Y.decodeUpdate(bytes).structs) {
		if (struct instanceof Y.Skip) continue;
		const { client, clock } = struct.id;
		const own = new IdSet();
		own.add(client, clock, clock + struct.length);
		const wantedOfIt = own.without(own.without(wanted)).rangesOf(client);
		// From the last to the first, as each cut takes away what is behind it.
		for (let i = wantedOfIt.length - 2; i >= 0; i -= 2) {
			shorten(struct, wantedOfIt[i + 1]! - clock);
			pieces.push(writePiece(struct, wantedOfIt[i]! - clock));
		}
	}
	return mergeAll(pieces);
}

function shorten(struct: Struct, length: number): void {
	if (length === struct.length) return;
	if (struct instanceof Y.Item) struct.content.splice(length);
	struct.length = length;
}

function writePiece(struct: Struct, offset: number): Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	writeVarUint(encoder.restEncoder, 1);
	writeVarUint(encoder.restEncoder, 1);
	encoder.writeClient(struct.id.client);
	writeVarUint(encoder.restEncoder, struct.id.clock + offset);
	struct.write(encoder, offset);
	writeVarUint(encoder.restEncoder, 0);
	return encoder.toUint8Array();
}
