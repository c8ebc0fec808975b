import { freshInput, type CheckInInput, inputToCheckIn } from '#lib/okr/checkInInput.ts';
import { confidences, longestNote } from '#lib/okr/checkIn.ts';
import { currentOn } from '#lib/okr/checkInLog.ts';
import type { Cycle } from '#lib/okr/cycle.ts';
import { dayAt, isDay } from '#lib/okr/day.ts';
import { dayOfInstant } from '#lib/okr/instant.ts';
import { asksQuestion, type KeyResult } from '#lib/okr/keyResult.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import { lookUp, openCycle } from './openCycle.ts';
import type { Outcome } from './outcome.ts';
import { writeAs } from './person.ts';
import { isThere, pickKeyResult } from './pick.ts';
import { NotHere, Refusal } from './refusal.ts';
import { awaySentence, patienceOf, unconfirmedBeside, untilConfirmed, untilKept } from './relay.ts';
import { inputSentence } from './sentences.ts';

/** Writes one check-in, and sees it safe. */
export async function checkIn(asked: Asked, opened: Opened): Promise<Outcome> {
	const { device, team, linkedPerson } = opened;
	const { given } = asked;
	const wanted = given['key-result'];
	if (wanted === undefined)
		throw new Refusal('usage', 'Which one? Give --key-result with its id or its words.');
	if (given.value === undefined && given.answer === undefined)
		throw new Refusal('usage', inputSentence('no-value', ''));
	if (team.role === 'view')
		throw new Refusal('link', 'This is the readers’ link. To check in takes the members’ link.');

	const { cycle, open, wasReached } = await openCycle(asked, opened);
	const find = <Found>(look: () => Found): Found => lookUp(asked, opened, wasReached, look);
	const keyResult = find(() => pickKeyResult(open.snapshot(), wanted));
	const log = open.snapshot().checkIns.get(keyResult.id) ?? [];
	const lastDay = find(() => lastDayOf(cycle, given['measured-at'], device.now()));
	const current = currentOn(log, lastDay);
	const draft = draftOf(asked, keyResult, cycle, lastDay, freshInput(current));
	const by = await writeAs(team, given.person, linkedPerson);
	const id = (await open.checkIns()).recordCheckIn(keyResult.id, draft);
	if (id === null)
		throw new Refusal(
			'keyResult',
			'The plan takes no check-in here: it needs a later version of Cairn.'
		);
	await untilKept(team, [cycle.id]);

	const patience = wasReached ? patienceOf(asked) : 0;
	// What was written stays written, whatever the relay says to it.
	let refusal: Refusal | null = null;
	const isSafe = await untilConfirmed(opened, patience, [cycle.id]).catch((error: unknown) => {
		if (!(error instanceof Refusal)) throw error;
		refusal = error;
		return false;
	});
	const unsent = isSafe ? await unconfirmedBeside(opened, patience, cycle.id) : [];
	await untilKept(team, [cycle.id]);
	const isGone = !isThere(open.snapshot(), keyResult.id);
	const { name: teamName } = team.snapshot();
	return {
		output: {
			team: { id: team.teamId, name: teamName },
			cycle: { id: cycle.id, name: cycle.name },
			keyResult: { id: keyResult.id, metric: keyResult.metric, unit: keyResult.unit, isGone },
			checkIn: {
				id,
				measuredAt: draft.measuredAt,
				value: draft.value,
				answer: draft.answer ?? null,
				confidence: draft.confidence,
				note: draft.note
			},
			by,
			safe: { device: true, relay: isSafe, host: team.safety().host }
		},
		...end(asked, { isSafe, refusal, isGone, unsent, keyResult, away: awaySentence(team) })
	};
}

interface Ending {
	isSafe: boolean;
	/** Why the relay does not take it. */
	refusal: Refusal | null;
	isGone: boolean;
	/** The names of other cycles that hold back what was checked in here earlier. */
	unsent: readonly string[];
	keyResult: KeyResult;
	away: string;
}

function end(
	{ isOffline }: Asked,
	{ isSafe, refusal, isGone, unsent, keyResult, away }: Ending
): Omit<Outcome, 'output'> {
	if (isGone)
		return {
			exit: 'keyResult',
			message: `"${keyResult.metric}" was deleted by somebody meanwhile. The value is kept and shown beside the plan.`
		};
	if (unsent.length > 0)
		return {
			exit: 'done',
			message: `Earlier check-ins in ${unsent.join(', ')} are still only here. "send" says why.`
		};
	if (refusal)
		return { exit: refusal.exit, message: `${refusal.message} The check-in is kept here.` };
	if (isSafe || isOffline) return { exit: 'done', message: null };
	return {
		exit: 'relay',
		message: `${away}. The check-in is kept here and goes along with the next run.`
	};
}

/** Today in the cycle's zone; of a cycle that is over only where a day in it is named. */
function lastDayOf(cycle: Cycle, measuredAt: string | undefined, now: number): string {
	const today = dayAt(now, cycle.timeZone);
	if (!isDay(cycle.endOn) || today <= cycle.endOn) return today;
	if (measuredAt === undefined)
		throw new NotHere(
			'cycle',
			`The cycle ${cycle.name} ended on ${cycle.endOn}. Name the day the value is of by --measured-at.`
		);
	return cycle.endOn;
}

function draftOf(
	{ given }: Asked,
	keyResult: KeyResult,
	cycle: Cycle,
	lastDay: string,
	fresh: CheckInInput
) {
	const { locale = 'en-GB', value = '' } = given;
	const input: CheckInInput = {
		...fresh,
		...saidOf(given, keyResult),
		note: textOf(given, 'note'),
		win: textOf(given, 'win'),
		...(given.confidence !== undefined && { confidence: confidenceOf(given.confidence) }),
		day: given['measured-at'] === undefined ? '' : dayOf(given['measured-at'], cycle.timeZone)
	};
	const read = inputToCheckIn(input, keyResult, { locale, lastDay });
	if (read.ok) return read.checkIn;
	const { why } = read;
	const exit =
		why === 'too-late' || why === 'no-day' ? 'day' : why === 'no-confidence' ? 'usage' : 'value';
	throw new Refusal(exit, inputSentence(why, value));
}

/** An answer of what asks a question, a value of anything else; of either that there is none. */
function saidOf(given: Asked['given'], keyResult: KeyResult): Partial<CheckInInput> {
	const { value = '', answer } = given;
	const isNone = value.trim().toLowerCase() === 'none';
	if (answer !== undefined && given.value !== undefined)
		throw new Refusal('usage', 'Give --value or --answer, not both.');
	if (asksQuestion(keyResult)) {
		if (answer === undefined && !isNone)
			throw new Refusal(
				'value',
				`"${keyResult.metric}" asks a question, which no value answers: give --answer, or --value none.`
			);
		return isNone ? { notMeasured: true } : { answer: answerOf(given) };
	}
	if (answer !== undefined)
		throw new Refusal('value', `"${keyResult.metric}" asks no question: give --value.`);
	return valueOf(value, keyResult.kind);
}

function answerOf(given: Asked['given']): string {
	const answer = textOf(given, 'answer');
	if (answer === '') throw new Refusal('value', '--answer has no words in it.');
	return answer;
}

function valueOf(value: string, kind: KeyResult['kind']): Partial<CheckInInput> {
	const word = value.trim().toLowerCase();
	if (word === 'none') return { notMeasured: true };
	if (kind !== 'milestone') return { typed: value };
	if (['yes', 'true', '1', 'met'].includes(word)) return { met: true };
	if (['no', 'false', '0'].includes(word)) return { met: false };
	throw new Refusal(
		'value',
		`"${value}" is no value: this key result is met or not, so give yes or no.`
	);
}

/** What a script was given to pass on is not cut without a word. */
function textOf(given: Asked['given'], name: 'note' | 'win' | 'answer'): string {
	const text = (given[name] ?? '').trim();
	if (text.length <= longestNote) return text;
	throw new Refusal(
		'usage',
		`--${name} takes up to ${longestNote} characters, not ${text.length}.`
	);
}

function confidenceOf(written: string): CheckInInput['confidence'] {
	const found = confidences.find((one) => String(one) === written.trim());
	if (found) return found;
	throw new Refusal('usage', `--confidence takes 1 to 5, not "${written}".`);
}

/** A day, or the day that an instant falls on in the cycle's zone. */
function dayOf(written: string, timeZone: string): string {
	return dayOfInstant(written, timeZone) ?? written;
}
