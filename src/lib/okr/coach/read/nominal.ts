import type { Language } from '../advice.ts';
import type { VerbClass } from '../lexicon/lexicon.ts';
import { numberOfWord } from './numeralWords.ts';
import type { Token } from './tokens.ts';

interface Nominal {
	begin: number;
	end: number;
	classes: ReadonlySet<VerbClass>;
	base: string;
}

const output = new Set<VerbClass>(['output']);
const up = new Set<VerbClass>(['up']);
const down = new Set<VerbClass>(['down']);
const improve = new Set<VerbClass>(['improve']);

const english: [ReadonlySet<VerbClass>, Set<string>][] = [
	[
		output,
		asSet(`launch release rollout roll-out implementation introduction migration completion development creation deployment publication
			installation establishment integration automation construction renovation execution redesign rebuild rewrite setup set-up kick-off
			kickoff opening organisation organization preparation replacement upgrade update design definition evaluation
			analysis review audit hiring recruitment training onboarding finalization finalisation translation digitization digitisation
			conversion-to move transition go-live delivery build certification procurement purchase`)
	],
	[
		up,
		asSet(
			'increase growth rise uplift gain boost expansion doubling tripling acceleration jump uptick'
		)
	],
	[down, asSet('reduction decrease decline drop cut fall halving shortening')],
	[improve, asSet('improvement enhancement optimization optimisation strengthening')]
];

const german: [ReadonlySet<VerbClass>, Set<string>][] = [
	[
		output,
		asSet(`einführung umsetzung launch migration entwicklung erstellung aufbau durchführung abschluss veröffentlichung implementierung
			automatisierung schulung einstellung rollout zertifizierung inbetriebnahme fertigstellung eröffnung digitalisierung
			überarbeitung ablösung konsolidierung bereitstellung integration bau umbau sanierung renovierung planung konzeption
			etablierung umstieg wechsel umzug anschaffung gründung verlagerung erneuerung modernisierung befragung auswertung prüfung vorbereitung freigabe ausarbeitung dokumentation ausrollen go-live start beschaffung umstellung definition analyse installation`)
	],
	[
		up,
		asSet(
			'steigerung erhöhung wachstum ausbau verdopplung verdoppelung zuwachs anstieg beschleunigung'
		)
	],
	[
		down,
		asSet('senkung reduktion reduzierung verringerung verkürzung halbierung rückgang minimierung')
	],
	[improve, asSet('verbesserung optimierung stärkung förderung weiterentwicklung')]
];

const behindEnglish = /^(?:of|in|to|for|by)$/;
const behindGerman =
	/^(?:der|des|von|eines|einer|unseres|unserer|vom|zweier|dreier|neuer|aller|zu|auf|im|in)$/;

/** "Launch of …", "Successful rollout of …", "20 % increase in …", "Einführung der …", near the beginning. */
export function nominalOf(
	tokens: readonly Token[],
	start: number,
	language: Language
): Nominal | undefined {
	// "make the move to … feel calm" is about how it feels.
	if (/^(?:make|help|let|ensure|give|keep|turn)$/.test(tokens[start]?.lower ?? ''))
		return undefined;
	const lists = language === 'de' ? german : english;
	for (let at = start; at < Math.min(tokens.length, start + 5); at++) {
		const token = tokens[at];
		if (token?.kind !== 'word') {
			if (token?.kind === 'mark' && !/^[%+-]$/.test(token.text)) return undefined;
			continue;
		}
		const behind = tokens[at + 1]?.lower ?? '';
		if (isDoneByMany(tokens, start, at)) return undefined;
		if ((language === 'de' ? behindGerman : behindEnglish).test(behind)) {
			for (const [classes, list] of lists) {
				if (!list.has(token.lower)) continue;
				// "average review of 4.7 stars"
				const isScore =
					/[.,]/.test(tokens[at + 2]?.text ?? '') && tokens[at + 2]?.kind === 'number';
				if (classes === output && isScore) continue;
				// "Launch in 5 countries" is the verb, "20 % growth in revenue" is not.
				const isOf =
					language === 'de' ||
					behind === 'of' ||
					(behind === 'in' && classes !== output) ||
					(behind === 'by' && classes !== output && tokens[at + 2]?.kind === 'number') ||
					(/^(?:migration|move|transition)$/.test(token.lower) && behind === 'to');
				if (isOf && !(at === start && behind === 'to'))
					return { begin: at, end: at + 1, classes, base: token.lower };
				if (isOf && /^migration$/.test(token.lower))
					return { begin: at, end: at + 1, classes, base: token.lower };
			}
		}
		if (behindEnglish.test(token.lower) || /^(?:by|with|from)$/.test(token.lower)) return undefined;
	}
	return undefined;
}

/** "15 customers move to the annual plan": who is counted does it. */
function isDoneByMany(tokens: readonly Token[], start: number, at: number): boolean {
	if (!/^(?:move|transition)$/.test(tokens[at]?.lower ?? '')) return false;
	const opening = tokens[start];
	const isCounted =
		opening?.kind === 'number' || numberOfWord(opening?.lower ?? '', 'en') !== undefined;
	return isCounted && /(?:s|people|women|men|children)$/.test(tokens[at - 1]?.lower ?? '');
}

function asSet(list: string): Set<string> {
	return new Set(list.split(/\s+/));
}
