import type { Sentence } from '#lib/files/digest.ts';
import { m } from '#lib/messages/messages.js';
import type { KeyResultStanding } from '#lib/okr/cycleStanding.ts';
import type { Decision } from '#lib/okr/decisions.ts';
import type { StatusChange } from '#lib/okr/statusLook.ts';
import { blockerSentence, statusWord, valueWords } from '../checkIn/checkInWords.ts';

/** What changed in a cycle, as one says it. */
export function changeWords(change: StatusChange): Sentence {
	if (change.kind === 'agreed') return { about: '', what: m.status_change_agreed({ n: change.n }) };
	if (change.kind === 'deprioritised') {
		const { label, why } = change.item;
		return { about: label || m.plan_untitled(), what: m.status_change_dropped({ why }) };
	}
	const { standing, before, isBlocked } = change;
	const { keyResult, status, current } = standing;
	const said = [
		...(before ? [] : [m.status_change_new()]),
		...(before?.status === status
			? []
			: [fromTo(before && statusWord(before.status), statusWord(status))]),
		...(current.value === null || before?.value === current.value
			? []
			: [
					fromTo(
						before?.value == null ? null : valueWords(keyResult, before.value),
						valueWords(keyResult, current.value)
					)
				]),
		...(isBlocked ? [m.status_change_blocked()] : [])
	];
	return { about: nameOf(standing), what: said.join(' · ') };
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
			return { about: nameOf(decision.standing), what: m.status_decision_behind() };
		case 'ownerless':
			return { about: nameOf(decision.standing), what: m.status_decision_ownerless() };
		case 'blocker': {
			const { blocker } = decision.checkIn;
			const what = blocker ? blockerSentence(blocker) : '';
			return { about: nameOf(decision.standing), what };
		}
	}
}

export function isUrgent(decision: Decision): boolean {
	return decision.kind === 'blocker' && decision.checkIn.blocker?.urgent === true;
}

function nameOf({ keyResult }: KeyResultStanding): string {
	return keyResult.metric || m.plan_untitled();
}

function fromTo(before: string | null, after: string): string {
	return before === null ? after : m.status_from_to({ before, after });
}
