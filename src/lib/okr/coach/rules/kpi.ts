import type { KeyResultContext } from '../advice.ts';
import { parseReading } from '../parse.ts';
import { isHoldable, objectNoun } from '../read/object.ts';
import { lowersOf, type Reading } from '../read/reading.ts';
import { sameness } from './sameness.ts';
import { spanOf, type Finding } from './rule.ts';

const faster = /^(?:faster|quicker|sooner|better|earlier|schneller|besser)$/;

/**
 * `kpi-not-key-result`: keeping the lights on. Something is only to stay as it is, or the line is one of the
 * team's health metrics. A guard was chosen to be just that, and a question keeps nothing going.
 */
export function isKpi(reading: Reading, context: KeyResultContext): Finding | null {
	if (context.kind === 'guard' || context.ambition === 'learning') return null;
	const { head, words } = reading;
	const named = lowersOf(reading, head.object.begin, head.object.end);
	const { metric } = parseReading(reading);
	const watched = context.healthMetrics?.some((name) => sameness(name, metric) > 0.7) ?? false;
	const isKept = head.classes.has('maintain') || head.base === 'ensure';
	// "handle incoming requests" goes on for ever.
	const isFaster = lowersOf(reading).some((lower) => faster.test(lower));
	const isRoutine =
		!reading.hasAmount &&
		!isFaster &&
		head.kind === 'verb' &&
		/^(?:handle|process|answer|respond|reply|serve|pay|bearbeiten|beantworten|bezahlen)$/.test(
			head.base
		);
	const isOperation = named.some((lower) => words.isNoun(lower, 'operation'));
	const isPlain =
		/^(?:maintain|sustain|preserve|continue|operate|keep up|aufrechterhalten|beibehalten|betreiben|fortführen|weiterführen)$/.test(
			head.base
		);
	// "keep all certificates up to date"
	const isTended =
		head.base === 'keep' && !reading.hasAmount && !named.some((lower) => words.isIn(lower, 'hype'));
	// "keep churn below 2 %", "stays under 10 %", "weiterhin bei 99,9 % halten", "as before"
	const line = lowersOf(reading).join(' ');
	const isLevelKept =
		head.classes.has('maintain') && reading.hasAmount && reading.roles.from === null;
	const isGoingOn =
		/\b(?:continues?|remains?|stays?|weiterhin|as before|as usual|wie bisher|nach wie vor)\b/.test(
			line
		) &&
		!/^(?:until|who|so|and)$/.test(line) &&
		(reading.hasAmount || /^(?:continue|stay|remain)\b/.test(line)) &&
		reading.roles.from === null &&
		!head.classes.has('up') &&
		!head.classes.has('down');
	const isHeld =
		head.base === 'hold' && reading.hasAmount && named.some((lower) => isHoldable(reading, lower));
	const isRunning =
		(/^(?:keep|sicherstellen)$/.test(head.base) && isOperation) ||
		(head.base === 'ensure' &&
			(words.isNoun(objectNoun(reading), 'operation') ||
				/^ensure (?:that )?(?:the |our |all )?(?:payroll|systems?|servers?|backups?|network|platform|site|website|service|operations)\b/.test(
					line
				)));
	if (
		!watched &&
		!isRoutine &&
		!isGoingOn &&
		!isHeld &&
		!(isKept && (isPlain || isRunning || isTended || isLevelKept))
	)
		return null;
	return {
		span: spanOf(reading, head.at.begin, head.at.end),
		confidence: watched || isOperation ? 0.8 : 0.55,
		words: { metric }
	};
}
