import type { Plugin } from 'vite';
import config from '../../../vite.config.ts';

// The app with stand-ins for what of the coach is there before the plan is drawn.

const silent = `export class PlanCoach {
	opened = null; focused = null; isOn = false; isReady = false; coach = null; rules = {};
	enter() {} leave() {} open() {} stop() {} watch() {} load() {}
	review() { return { text: '', open: [], dismissed: [] }; }
	reviewPlan() { return []; }
}`;
const none = `export class LineOffers { load() {} shownFor() { return null; } canOffer() { return false; } offer() {} fill() {} keep() {} }`;
const key = 'export const adviceKey = () => false; export const whenLeft = () => undefined;';

/** By the end of a source's path. An empty component draws nothing. */
const standIns: Record<string, string> = {
	'state/planCoach.svelte.ts': silent,
	'state/lineOffers.svelte.ts': none,
	'views/adviceKey.ts': key,
	'views/AdviceMark.svelte': '',
	'views/LineCoach.svelte': '',
	'views/LineOffer.svelte': '',
	'views/coachParts.ts': 'export const loadCoachParts = () => Promise.resolve(null);'
};

const withoutCoach: Plugin = {
	name: 'without-coach',
	enforce: 'pre',
	load: (id) => Object.entries(standIns).find(([end]) => id.endsWith(`src/lib/${end}`))?.[1]
};

export default { ...config, plugins: [withoutCoach, ...(config.plugins ?? [])] };
