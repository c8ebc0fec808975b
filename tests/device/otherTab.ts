// A worker is a realm of its own, as a second tab is: it opens the database named in the message,
// puts the team that came with it, and tells what it hears from then on.

import { openDexieStore } from '#lib/device/dexieStore.ts';
import type { TeamEntry } from '#lib/device/store.ts';

addEventListener('message', ({ data }: MessageEvent<{ name: string; team: TeamEntry }>) => {
	void openDexieStore({ name: data.name }).then(async (opened) => {
		if (!opened.ok) return postMessage(opened.why);
		await opened.store.putTeam(data.team);
		opened.store.onChange((what) => postMessage(`heard ${what}`));
		postMessage('put');
	});
});
