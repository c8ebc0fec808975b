import type { KeyResultContext } from '../advice.ts';
import { isOutcomeNoun, isService, objectNoun, objectWords } from '../read/object.ts';
import { lowersOf, type Reading } from '../read/reading.ts';
import {
	gettingVerbs,
	isAbstract,
	isAnother,
	isDoneByOthers,
	isDoneOutside,
	isDuty,
	isMeasured,
	isPraised,
	isRoutine,
	makingVerbs,
	praised,
	pureAbstract
} from './notOutput.ts';
import { thingOf } from './ownWords.ts';
import { softeningAt } from './softening.ts';
import { spanOf, type Finding } from './rule.ts';
import { isCertificate, isNewMarket, isState } from './state.ts';

/**
 * `output-not-outcome`: the team ticks it off itself. The verb at the head decides, and with verbs that
 * go both ways ("add", "close", "deliver") what it is done to. Not a level of service, not a measure,
 * not what customers, users, markets or the press do.
 *
 * An outcome with a number attached to the output ("… so that churn falls to 3 %") softens it.
 */
export function isOutput(reading: Reading, context: KeyResultContext): Finding | null {
	if (context.ambition === 'learning') return null;
	const confidence = outputConfidence(reading);
	if (confidence === 0) return null;
	const softening = softeningAt(reading);
	const { head } = reading;
	const thing = thingOf(reading);
	return {
		span: spanOf(reading, head.at.begin, head.at.end),
		// "launch … to raise … to 25 %": the number is only what it is done for, and the output still leads.
		confidence: softening < 0 ? confidence : isPurposeBefore(reading, softening) ? 0.55 : 0.4,
		...(thing !== '' && { words: { thing } })
	};
}

function isPurposeBefore({ tokens, head, words }: Reading, end: number): boolean {
	return tokens.slice(head.at.end, end).some(({ lower }, index) => {
		if (lower !== 'to') return false;
		const verb = words.verb(tokens[head.at.end + index + 1]?.lower ?? '');
		return verb?.forms.has('base') === true;
	});
}

/** 0 where it is no output. */
function outputConfidence(reading: Reading): number {
	const { head, hasAmount } = reading;
	if (isCertificate(reading)) return 0.7;
	if (isState(reading) && !hasAmount) return 0.7;
	if (isNewMarket(reading)) return 0.6;
	if (isActivity(reading)) return 0.7;
	if (isHandedOut(reading)) return 0.7;
	// "ensure all employees complete the training"
	if (
		head.base === 'ensure' &&
		/\b(?:completes?|attends?) .*\b(?:training|course|onboarding|workshop)s?\b/.test(
			lowersOf(reading, head.at.end).join(' ')
		)
	)
		return 0.6;
	if (/^(?:bring|take)$/.test(head.base) && /\bto market\b/.test(lowersOf(reading).join(' ')))
		return 0.75;
	// "close all audit findings" is work, "close deals" is not.
	if (
		head.base === 'close' &&
		head.kind !== 'subject' &&
		/^(?:findings?|gaps?|actions?|items?|points?|recommendations?|holes?|loops?|positions?|branch|branches|plants?|sites?|stores?|offices?)$/.test(
			objectNoun(reading)
		) &&
		!isService(reading) &&
		!/%/.test(reading.text)
	)
		return 0.75;
	const isBoth = head.classes.has('either');
	if (!isBoth && !head.classes.has('output')) return 0;
	if (head.kind === 'subject' && (isDoneByOthers(reading) || !isDuty(head.base))) return 0;
	if (isService(reading) || isCaseShare(reading)) return 0;
	const noun = objectNoun(reading);
	if (praised.test(head.base) && isPraised(reading)) return 0;
	if (pureAbstract.test(noun) && !isBoth) return 0;
	if (
		/^(?:more|better|regularly|mehr)$/.test(reading.tokens[head.at.end]?.lower ?? '') &&
		head.kind === 'verb'
	)
		return 0;
	if (isRoutine(reading)) return 0;
	if (makingVerbs.has(head.base) && isAbstract(reading, noun)) return 0;
	if (head.kind === 'participle' && (isDoneOutside(reading) || reading.roles.limit === 'below'))
		return 0;
	if (isAnother(reading)) return 0;
	if (isBoth && reading.roles.from) return 0;
	// "resolve 85 % of incidents", "fill 95 % of shifts": how well a service runs.
	if (
		/^(?:resolve|solve|settle|handle|process|close|serve|fill|answer)$/.test(head.base) &&
		reading.roles.to?.unit === '%'
	)
		return 0;
	if (!isBoth) return isMeasured(reading, noun) ? 0 : head.kind === 'verb' ? 0.9 : 0.8;
	// A member of the board or the team is hired, not won.
	const isStaff =
		/^(?:recruit|add|onboard|appoint)$/.test(head.base) &&
		objectWords(reading).some((lower) => /^(?:board|team|staff|crew|committee)$/.test(lower));
	if (isStaff) return 0.7;
	if (isOutcomeNoun(reading, noun)) return 0;
	return gettingVerbs.has(head.base.replaceAll(' ', '-')) ? 0 : 0.75;
}

/** "started within one hour in 9 of 10 cases", "answered by day 2 for 95 %": how often something is done in time. */
function isCaseShare({ head, tokens, quantities }: Reading): boolean {
	if (head.kind !== 'participle') return false;
	const lowers = tokens.slice(head.at.end).map(({ lower }) => lower);
	const isTimed = /^(?:within|in|under|before|innerhalb)$/.test(lowers[0] ?? '');
	const isShare = quantities.some(
		({ begin, unit }) =>
			begin > head.at.end && (unit === '%' || /^(?:in|of)$/.test(tokens[begin + 1]?.lower ?? ''))
	);
	return isTimed && isShare;
}

/** "realise 3 trainings", "have a workshop", "give two talks": a verb that says little, and something one holds. */
function isActivity(reading: Reading): boolean {
	const { head } = reading;
	const noun = objectNoun(reading);
	if (
		head.kind !== 'verb' ||
		!/^(?:reali[sz]e|do|make|have|give|get|achieve|machen|haben)$/.test(head.base)
	)
		return false;
	if (
		/^(?:have|haben)$/.test(head.base) &&
		/^(?:a|an|the|ein|eine|einen)$/.test(reading.tokens[head.at.end]?.lower ?? '') &&
		/^(?:new|neue[nrs]?)$/.test(reading.tokens[head.at.end + 1]?.lower ?? '') &&
		!isOutcomeNoun(reading, noun)
	)
		return true;
	return (
		/^(?:trainings?|workshops?|events?|webinars?|campaigns?|sessions?|courses?|meetings?|conferences?|talks?|visits?|calls?|presentations?|interviews?|demos?|schulungen|veranstaltungen|kampagnen?)$/.test(
			noun
		) && !/^(?:get|achieve)$/.test(head.base)
	);
}

/** "give every teacher a laptop" is handed out; "give farmers a fair price" is more. */
function isHandedOut({ head, tokens }: Reading): boolean {
	const next = tokens[head.at.end];
	return (
		head.base === 'give' &&
		(next?.kind === 'number' || /^(?:all|every|each)$/.test(next?.lower ?? ''))
	);
}
