import { objectNoun, objectWords } from '../read/object.ts';
import type { Reading } from '../read/reading.ts';
import { thingOf } from './ownWords.ts';
import { spanOf, type Finding } from './rule.ts';

const named =
	/^(?:website|site|app|apps|platform|tool|system|crm|erp|portal|dashboard|product|feature|features|version|mvp|beta|page|module|api|integration|plugin|program|programme|course|curriculum|policy|handbook|guide|plan|strategy|roadmap|report|survey|campaign|event|conference|workshop|office|branch|store|warehouse|plant|building|database|pipeline|infrastructure|framework|library|newsletter|blog|podcast|video|shop|line|team|department|process|certification|audit|migration|release|redesign|rollout|training|board|council|committee|panel|forum|academy|lab|hub|centre|center|catalogue|catalog|wiki|intranet|warehouse|crm|lms|chatbot|bot|helpdesk|hotline|kiosk|museum|wing|ward|unit|lab|garden|bridge|road|pipeline|station|charter|manual|standard|playbook|toolkit|webshop|webseite|plattform|werkzeug|strategie|konzept|handbuch|software)$/;

const lofty =
	/^(?:culture|experience|trust|team|organi[sz]ation|company|future|world|brand|community|foundation|workplace|reputation|relationships?|business|environment|engine|machine|place|kultur|vertrauen|zukunft|gemeinschaft|marke|erlebnis|impact|value|growth|success|results|excellence|capability|capabilities|confidence|love|pipeline|product|products|department|platform|organization|wissen|miteinander|quality|knowledge|awareness|talent|loyalty|alignment|clarity|conditions|momentum|presence|service|services|support|care)$/;

const lists =
	/^(?:launch|release|migrate|implement|deploy|install|hire|recruit|roll out|rollout|complete|finish|finalize|finalise|ship|publish|redesign|rebuild|rewrite|refactor|upgrade|conduct|organi[sz]e|host|train|automate|integrate|set up|setup|decommission|write|document|relaunch|introduce|launchen|einführen|migrieren|veröffentlichen|implementieren|abschließen|einstellen|ausrollen|durchführen|fertigstellen|organisieren|automatisieren|umsetzen|move|replace|open|purchase|buy|renovate|construct|go live|revamp|overhaul|digitize|digitise|digitalisieren|define|draft|prepare|test|audit|centralize|consolidate|convert|eröffnen|ersetzen|bauen|erstellen)$/;

/** `task-like`: ticked off by delivering a named thing. Not what is made of people's trust, culture or experience. */
export function isTaskLike(reading: Reading): Finding | null {
	const { head, words } = reading;
	if (head.base === 'raise') return null;
	const isWork = head.classes.has('output') || head.classes.has('either');
	if (
		!isWork ||
		head.kind === 'subject' ||
		(head.kind === 'participle' && head.classes.has('outcome'))
	)
		return null;
	const noun = objectNoun(reading);
	const object = objectWords(reading);
	// "run the calmest infrastructure" says how, not what.
	if (
		object
			.slice(0, 4)
			.some(
				(lower) =>
					/^(?:\p{L}{3,}est|most|least)$/u.test(lower) &&
					!/^(?:test|request|forest|guest|interest|quest|west|harvest|latest|digest|contest|invest)$/.test(
						lower
					)
			)
	)
		return null;
	const isClosing =
		/^(?:close|pass|obtain|get|achieve|sign|win)$/.test(head.base) &&
		/^(?:round|certification|certificate|audit|deal|contract|accreditation|tender)$/.test(noun);
	const isListed =
		isClosing || lists.test(head.base) || head.kind === 'thing' || head.kind === 'participle';
	const isLofty =
		lofty.test(noun) ||
		(!named.test(noun) &&
			object
				.slice(0, 4)
				.some(
					(lower) =>
						words.isNoun(lower, 'abstract') &&
						!/^(?:machine|engine|company|place|home|team|world)s?$/.test(lower) &&
						!named.test(lower)
				)) ||
		(object.some((lower) => words.isIn(lower, 'hype') && !isListed) &&
			!/^(?:conference|workshop|event|office|campaign|website|newsletter|podcast)$/.test(noun));
	const isThing =
		named.test(noun) ||
		(/^\p{Lu}/u.test(reading.tokens[head.object.end - 1]?.text ?? '') && reading.language === 'en');
	if (
		isLofty &&
		!(
			isListed &&
			/^(?:platform|product|products|department|service|services|pipeline|team)$/.test(noun)
		)
	)
		return null;
	if (object.every((lower) => words.isIn(lower, 'hype'))) return null;
	if (!isListed && !isThing) return null;
	if (!isListed && words.isNoun(noun, 'outside')) return null;
	return {
		span: spanOf(reading, head.at.begin, head.object.end),
		confidence: isListed ? 0.8 : 0.65,
		words: { thing: thingOf(reading) }
	};
}
