import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { parseLink } from '#lib/protocol/link.ts';
import { roomName } from '#lib/protocol/room.ts';

interface Entry {
	f: string;
	k: string;
	v: unknown;
}

/** Somebody with the members' link and a client of their own, who writes what no app of ours does. */
export async function forge(
	url: string,
	link: string,
	cycleId: string,
	change: (entries: (field: string) => { entry: Entry; replace: (v: unknown) => void }[]) => void
): Promise<() => void> {
	const { doc, leave } = await enter(url, link, cycleId);
	change((field) =>
		[...doc.share.keys()]
			.filter((name) => name.startsWith('e/'))
			.flatMap((name) => {
				const array = doc.getArray<Entry>(name);
				return array
					.toArray()
					.map((entry, at) => ({
						entry,
						replace(v: unknown) {
							doc.transact(() => {
								array.delete(at);
								array.push([{ ...entry, k: `${entry.k}x`, v }]);
							});
						}
					}))
					.filter(({ entry }) => entry.f === field);
			})
	);
	return leave;
}

/**
 * Enters the room of a cycle, of the team itself where that is null, with the members' link and no app, and
 * stays in it until `leave`. `show` is what is shown at the door beside the link's token.
 */
export async function enter(
	url: string,
	link: string,
	cycleId: string | null,
	...show: string[]
): Promise<{ doc: Y.Doc; leave: () => void }> {
	const parsed = parseLink(link);
	if (!parsed.ok || !('token' in parsed.link)) throw new Error('no members’ link');
	const { teamId, token } = parsed.link;
	const doc = new Y.Doc();
	const room = cycleId ? roomName(teamId, 'cycle', cycleId) : roomName(teamId, 'team');
	const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/sync`, room, doc, {
		WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
		protocols: ['y.v1', `cap.${token}`, ...show],
		disableBc: true
	});
	await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
	const leave = (): void => {
		provider.destroy();
		doc.destroy();
	};
	return { doc, leave };
}

/** Says in a document that only a Cairn of a later day may write into it. */
export function demandNewer(doc: Y.Doc): void {
	const entry = { k: 'kkkkkkkkkkkk', f: 'minReader', v: 99, by: '', n: 1, at: 0 };
	doc.getArray('e/meta').push([entry]);
}
