import { createContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { acceptLink, createTeam, type NewTeam } from '#lib/team/catalogue.ts';
import { openDevice, type Device, type TeamEntry } from '#lib/team/device.ts';
import { createOpenTeams, type OpenTeams } from '#lib/team/openTeams.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** This device as the screens see it: the teams it knows, its settings, what it cannot do. */
export class App {
	readonly device: Device;
	readonly open: OpenTeams;
	teams = $state.raw<TeamEntry[]>([]);
	theme = $state<Theme>('auto');
	#subscribe: () => void;

	private constructor(device: Device) {
		this.device = device;
		this.open = createOpenTeams(device);
		this.#subscribe = createSubscriber((update) => device.store.onChange(update));
		device.store.onChange((what) => {
			if (what === 'teams') void this.#readTeams();
			if (what === 'settings') void this.#readSettings();
		});
	}

	/** Opens this device's store. `relayUrl` as in `openDevice`. */
	static async open(relayUrl: string): Promise<App> {
		const app = new App(await openDevice(relayUrl));
		await Promise.all([app.#readTeams(), app.#readSettings()]);
		return app;
	}

	/** Why what is written here does not outlive the page; null where it does. */
	get whyNotKept() {
		this.#subscribe();
		const { state } = this.device.store;
		return this.device.whyNotKept ?? (state.at === 'failed' ? state.why : null);
	}

	setTheme(theme: Theme): void {
		this.theme = theme;
		void this.device.store.putSetting('theme', theme);
	}

	/** Makes a team; it is open already when a place enters it. */
	async createTeam(team: NewTeam) {
		const made = await createTeam(this.device, team);
		if (made.ok) this.open.adopt(made.team);
		return made;
	}

	/** Takes a link into the catalogue; a team that is open opens anew, as it may now allow more. */
	async acceptLink(text: string) {
		const accepted = await acceptLink(this.device, text);
		if (accepted.ok && accepted.changed) await this.open.renew(accepted.teamId);
		return accepted;
	}

	async #readTeams(): Promise<void> {
		this.teams = await this.device.store.listTeams();
	}

	async #readSettings(): Promise<void> {
		const theme = await this.device.store.getSetting('theme');
		this.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
	}
}

export const [getApp, setApp] = createContext<() => App>();
