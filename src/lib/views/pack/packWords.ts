import { m } from '#lib/messages/messages.js';
import type { Carried } from '#lib/okr/carryOver.ts';
import { formatNumber } from '#lib/okr/number.ts';
import type { PackDraft, PackSection } from '#lib/okr/pack.ts';
import { currentLocale } from '#lib/state/language.svelte.ts';

const sections: Record<PackSection, { name: () => string; hint: () => string; add: () => string }> =
	{
		mission: { name: m.pack_mission, hint: m.pack_mission_hint, add: m.pack_mission_add },
		parents: { name: m.pack_parents, hint: m.pack_parents_hint, add: m.pack_parents_add },
		past: { name: m.pack_past, hint: m.pack_past_hint, add: m.pack_past_add },
		lessons: { name: m.pack_lessons, hint: m.pack_lessons_hint, add: m.pack_lessons_add },
		evidence: { name: m.pack_evidence, hint: m.pack_evidence_hint, add: m.pack_evidence_add },
		links: { name: m.pack_links, hint: m.pack_links_hint, add: m.pack_links_add }
	};

export function sectionName(section: PackSection): string {
	return sections[section].name();
}

/** What one writes there, to be shown where nothing is written yet. */
export function sectionHint(section: PackSection): string {
	return sections[section].hint();
}

export function sectionAdd(section: PackSection): string {
	return sections[section].add();
}

/** What comes over from the cycle before, as a line of the pack. */
export function carriedDraft(carried: Carried): PackDraft {
	if (carried.what === 'item') return carried.draft;
	const line = { section: 'past' as const, source: '' };
	if (carried.what === 'dropped') {
		const { title, why, comeback } = carried;
		const text = m.pack_dropped({ title: title || m.plan_untitled(), why });
		return {
			...line,
			text: comeback ? `${text} ${m.pack_comeback({ comeback })}` : text,
			figure: ''
		};
	}
	const { keyResult, objective, answer } = carried;
	const text = m.pack_came_out({
		metric: keyResult.metric || m.plan_untitled(),
		objective: objective || m.plan_untitled()
	});
	return {
		...line,
		text: answer ? `${text} ${m.learning_known({ answer })}` : text,
		figure: figureOf(carried)
	};
}

function figureOf({
	keyResult: { kind, unit, target },
	value,
	progress,
	answer
}: Extract<Carried, { what: 'keyResult' }>): string {
	if (answer === null) return m.pack_unanswered();
	// An answer is no figure: it stands in the line itself.
	if (answer !== undefined) return '';
	if (value === null) return m.pack_unmeasured();
	if (kind === 'milestone') return progress === 1 ? m.pack_met() : m.pack_not_met();
	const write = (number: number) => formatNumber(number, currentLocale(), unit);
	if (target === null) return write(value);
	const reached = m.pack_value_of({ value: write(value), target: write(target) });
	return kind === 'guard' || progress === null
		? reached
		: m.pack_value_share({
				reached,
				share: progress.toLocaleString(currentLocale(), { style: 'percent' })
			});
}
