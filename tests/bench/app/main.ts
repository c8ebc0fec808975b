// `npm run bench [-- part …]`: what the figures of docs/benchmarks.md come from. Nothing here fails: the goals stand beside.
import { type Browser, chromium } from 'playwright';
import { launchOptions } from '../../../tools/chromium.ts';
import { measureKeystrokes } from './keystroke.ts';
import { askLighthouse } from './lighthouse.ts';
import { measureFirstCard, measureOpening } from './opening.ts';
import { measureProjection } from './projection.ts';
import { printWeights } from './weights.ts';
import { measureWorkshop } from './workshop.ts';

const parts: Record<string, () => Promise<void>> = {
	weights: printWeights,
	projection: measureProjection,
	opening: () => inBrowser(measureOpening),
	'first-card': () => inBrowser(measureFirstCard),
	keystroke: measureKeystrokes,
	workshop: measureWorkshop,
	lighthouse: askLighthouse
};

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(parts))
	if (asked.length === 0 || asked.includes(name)) await run();

async function inBrowser(measure: (browser: Browser) => Promise<void>): Promise<void> {
	const browser = await chromium.launch(launchOptions);
	try {
		await measure(browser);
	} finally {
		await browser.close();
	}
}
