import type { RehearsalMeans } from '#lib/team/rehearsal/makeRehearsal.ts';
import { createContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { NewTeam } from '#lib/team/catalogue.ts';
import { openBorrowed, openDevice, type Device, type TeamEntry } from '#lib/team/device.ts';
import { createOpenTeams, type OpenTeams } from '#lib/team/openTeams.ts';
import type { RestoredBackup } from '#lib/team/backup.ts';
import { readLanguageChoice, type LanguageChoice } from './language.svelte.ts';

// What a device does seldom. Each of these rejects where its code cannot be had now.
const catalogue = () => import('#lib/team/catalogue.ts');
const codes = () => import('#lib/team/codes.ts');
const creation = () => import('#lib/team/creation.ts');
const teamFile = () => import('#lib/team/teamFile.ts');
const backup = () => import('#lib/team/backup.ts');

/** What a verb says whose code has not come to this device and cannot be fetched now. */
const notHere = { ok: false, why: 'not-here' } as const;

function arrived<T>(code: () => Promise<T>): Promise<T | null> {
	return code().catch(() => null);
}

export type Theme = 'auto' | 'light' | 'dark';

/** This device as the screens see it: the teams it knows, its settings, what it cannot do. */
export class App {
	readonly device: Device;
	readonly open: OpenTeams;
	teams = $state.raw<TeamEntry[]>([]);
	theme = $state<Theme>('auto');
	language = $state<LanguageChoice>('auto');
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

	/** Opens this device's store; on a borrowed machine there is none. `relayUrl` as in `openDevice`. */
	static async open(relayUrl: string, isBorrowed = false): Promise<App> {
		const app = new App(await (isBorrowed ? openBorrowed : openDevice)(relayUrl));
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

	setLanguage(language: LanguageChoice): void {
		this.language = language;
		void this.device.store.putSetting('language', language);
	}

	/** Makes a team; it is open already when a place enters it. */
	async createTeam(team: NewTeam) {
		const code = await arrived(catalogue);
		if (!code) return notHere;
		const made = await code.createTeam(this.device, team);
		if (made.ok) this.open.adopt(made.team);
		return made;
	}

	/** The sample team of this device, made if it is not there. Null where nothing is kept; rejects where it cannot be had. */
	async openSample(means: { locale: string; timeZone: string }) {
		const known = this.teams.find(({ sample, rehearsal }) => sample && !rehearsal);
		if (known) return { teamId: known.teamId, cycleId: known.lastCycleId };
		const { makeSample } = await import('#lib/team/sample/makeSample.ts');
		const made = await makeSample(this.device, means);
		if (!made.ok) return null;
		this.open.adopt(made.team);
		return { teamId: made.team.teamId, cycleId: made.cycleId };
	}

	/** The rehearsal of this device, made if it is not there. Null where nothing is kept; rejects where it cannot be had. */
	async openRehearsal(means: RehearsalMeans) {
		const known = this.teams.find(({ rehearsal }) => rehearsal);
		if (known) return { teamId: known.teamId, cycleId: known.lastCycleId, workshopId: null };
		const { makeRehearsal } = await import('#lib/team/rehearsal/makeRehearsal.ts');
		const made = await makeRehearsal(this.device, means);
		if (!made.ok) return null;
		this.open.adopt(made.team);
		return { teamId: made.team.teamId, cycleId: made.cycleId, workshopId: made.workshopId };
	}

	/** Founds a team on a team file; it is open already when a place enters it. */
	async createTeamFromFile(text: string, name: string) {
		const code = await arrived(() => import('#lib/team/newFromFile.ts'));
		if (!code) return notHere;
		const made = await code.createTeamFromFile(this.device, text, name);
		if (made.ok) this.open.adopt(made.team);
		return made;
	}

	/** Takes a link into the catalogue; a team that is open opens anew, as it may now allow more. */
	async acceptLink(text: string) {
		const code = await arrived(catalogue);
		if (!code) return notHere;
		const accepted = await code.acceptLink(this.device, text);
		if (accepted.ok && accepted.changed) await this.open.renew(accepted.teamId);
		return accepted;
	}

	/** Takes the leave to start teams at this relay, as its operator hands it out. */
	async keepCreationLink(text: string) {
		const code = await arrived(creation);
		return code ? code.keepCreationLink(this.device, text) : notHere;
	}

	/** The link behind a code typed from a wall. */
	async openWallCode(typed: string) {
		const code = await arrived(codes);
		return code ? code.openWallCode(this.device, typed) : notHere;
	}

	/** Merges a team file into its team, which need not be open. */
	async takeTeamFile(text: string) {
		const code = await arrived(teamFile);
		return code ? code.takeTeamFile(this.device, this.open, text) : notHere;
	}

	/** Fetches the code of all that is above, for a page that may lose its server. */
	async prepare(): Promise<void> {
		await Promise.all([catalogue(), codes(), creation(), teamFile()]);
	}

	/** Fetches what seals and opens backups, for a page that may lose its server. Never rejects. */
	async prepareBackup(): Promise<void> {
		await backup().catch(() => undefined);
	}

	/** Everything of this device's person, sealed. Takes seconds; rejects where that cannot be had. */
	async saveBackup(passphrase: string) {
		const { saveBackup } = await backup();
		return saveBackup(this.device, this.open, passphrase);
	}

	/** A backup of one team's entry alone, its recovery key among it, sealed. Rejects as `saveBackup`. */
	async saveKey(teamId: string, passphrase: string) {
		const { saveKey } = await backup();
		return saveKey(this.device, teamId, passphrase);
	}

	/** Brings a sealed backup to this device. Takes seconds; rejects where what opens it cannot be had. */
	async restoreBackup(bytes: Uint8Array, passphrase: string): Promise<RestoredBackup> {
		const { restoreBackup } = await backup();
		return restoreBackup(this.device, this.open, bytes, passphrase);
	}

	async #readTeams(): Promise<void> {
		this.teams = await this.device.store.listTeams();
	}

	async #readSettings(): Promise<void> {
		const { store } = this.device;
		const [theme, language] = await Promise.all([
			store.getSetting('theme'),
			store.getSetting('language')
		]);
		this.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
		this.language = readLanguageChoice(language);
	}
}

export const [getApp, setApp] = createContext<() => App>();

export type FoundedTeam = Awaited<ReturnType<App['createTeamFromFile']>>;
export type TakenTeamFile = Awaited<ReturnType<App['takeTeamFile']>>;
export type { RestoredBackup } from '#lib/team/backup.ts';
