import type { Sentence } from '#lib/files/digest.ts';
import { m } from '#lib/messages/messages.js';
import type { KeyResultStanding } from '#lib/okr/cycleStanding.ts';
import type { Decision } from '#lib/okr/decisions.ts';
import { asksQuestion } from '#lib/okr/keyResult.ts';
import type { Status } from '#lib/okr/status.ts';
import type { StatusChange } from '#lib/okr/statusLook.ts';
import { blockerSentence, statusWord, valueWords } from '../checkIn/checkInWords.ts';
import { titleOf } from './titleOf.ts';

/** What changed in a cycle, as one says it. */
export function changeWords(change: StatusChange): Sentence {
	if (change.kind === 'agreed') return { about: '', what: m.status_change_agreed({ n: change.n }) };
	if (change.kind === 'deprioritised') {
		const { label, why } = change.item;
		return { about: titleOf(label), what: m.status_change_dropped({ why }) };
	}
	if (change.kind === 'removed')
		return { about: titleOf(change.item.label), what: m.status_change_removed() };
	const { standing, before, isBlocked, answer } = change;
	const { keyResult, measure, status, current } = standing;
	const isQuestion = asksQuestion(measure);
	const wordOf = (one: Status) => statusWord(one, isQuestion);
	const inUnit = (value: number) => valueWords(keyResult, value);
	const [then, now] = [before?.value ?? null, isQuestion ? null : current.value];
	const said = [
		...(before ? [] : [m.status_change_new()]),
		...(before?.status === status ? [] : [fromTo(before && wordOf(before.status), wordOf(status))]),
		...(now === null || then === now
			? []
			: [fromTo(then === null ? null : inUnit(then), inUnit(now))]),
		...(now === null && then !== null ? [m.status_change_gone({ before: inUnit(then) })] : []),
		...(answer ? [m.learning_known({ answer })] : []),
		...(isBlocked ? [m.status_change_blocked()] : [])
	];
	return { about: titleOf(keyResult.metric), what: said.join(' · ') };
}

/** What waits for somebody to decide. That something is urgent is said beside it. */
export function decisionWords(decision: Decision): Sentence {
	switch (decision.kind) {
		case 'unsound':
			return { about: '', what: m.status_decision_unsound({ n: decision.version }) };
		case 'version':
			return { about: '', what: m.status_decision_version() };
		case 'changes':
			return { about: '', what: m.status_decision_changes({ count: decision.count }) };
		case 'conflicts':
			return { about: '', what: m.status_decision_conflicts({ count: decision.count }) };
		case 'behind':
			return { about: aboutOf(decision), what: behindWords(decision.standing) };
		case 'ownerless':
			return { about: aboutOf(decision), what: m.status_decision_ownerless() };
		case 'blocker': {
			const { blocker } = decision.checkIn;
			return { about: aboutOf(decision), what: blocker ? blockerSentence(blocker) : '' };
		}
	}
}

export function isUrgent(decision: Decision): boolean {
	return decision.kind === 'blocker' && decision.checkIn.blocker?.urgent === true;
}

function aboutOf({ standing }: { standing: KeyResultStanding }): string {
	return titleOf(standing.keyResult.metric);
}

/** Only a number has a line to be behind of. */
function behindWords({ measure: { kind } }: KeyResultStanding): string {
	if (kind === 'milestone') return m.status_decision_overdue();
	return kind === 'guard' ? m.status_decision_broken() : m.status_decision_behind();
}

function fromTo(before: string | null, after: string): string {
	return before === null ? after : m.status_from_to({ before, after });
}
