import type { App } from '#lib/state/app.svelte.ts';

/** Where this device notes that its person has a copy of a team's recovery key elsewhere. */
function settingOf(teamId: string): string {
	return `keptKey.${teamId}`;
}

/** Whether a copy of the key was kept outside of this device, as its person said or did. */
export async function isKeyKept({ device }: App, teamId: string): Promise<boolean> {
	return (await device.store.getSetting(settingOf(teamId))) === true;
}

export async function noteKeyKept({ device }: App, teamId: string): Promise<void> {
	await device.store.putSetting(settingOf(teamId), true);
}
