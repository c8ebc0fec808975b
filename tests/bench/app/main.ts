// `npm run bench [-- part …]`: what the figures of docs/benchmarks.md come from. Nothing here fails: the goals stand beside.
import { chromium } from 'playwright';
import { launchOptions } from '../../../tools/chromium.ts';
import { askLighthouse } from './lighthouse.ts';
import { measureOpening } from './opening.ts';
import { printWeights } from './weights.ts';

const parts: Record<string, () => Promise<void>> = {
	weights: printWeights,
	async opening() {
		const browser = await chromium.launch(launchOptions);
		try {
			await measureOpening(browser);
		} finally {
			await browser.close();
		}
	},
	lighthouse: askLighthouse
};

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(parts))
	if (asked.length === 0 || asked.includes(name)) await run();
