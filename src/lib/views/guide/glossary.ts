import { m } from '#lib/messages/messages.js';

/** The words of the method as Cairn uses them, in the order in which one meets them. */
export const glossary: { term: () => string; says: () => string }[] = [
	{ term: m.glossary_cycle, says: m.glossary_cycle_says },
	{ term: m.glossary_objective, says: m.glossary_objective_says },
	{ term: m.glossary_audience, says: m.glossary_audience_says },
	{ term: m.glossary_key_result, says: m.glossary_key_result_says },
	{ term: m.glossary_outcome, says: m.glossary_outcome_says },
	{ term: m.glossary_baseline, says: m.glossary_baseline_says },
	{ term: m.glossary_milestone, says: m.glossary_milestone_says },
	{ term: m.glossary_guard, says: m.glossary_guard_says },
	{ term: m.glossary_committed, says: m.glossary_committed_says },
	{ term: m.glossary_learning, says: m.glossary_learning_says },
	{ term: m.glossary_health, says: m.glossary_health_says },
	{ term: m.glossary_version, says: m.glossary_version_says },
	{ term: m.glossary_check_in, says: m.glossary_check_in_says },
	{ term: m.glossary_deprioritised, says: m.glossary_deprioritised_says },
	{ term: m.glossary_safe, says: m.glossary_safe_says }
];
