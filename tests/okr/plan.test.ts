import { describe, expect, test } from 'vitest';
import { adviseOnCounts } from '#lib/okr/plan.ts';
import { objective } from './examples.ts';

const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const plan = (count: number) => ({
	objectives: names.slice(0, count).map((name) => objective(name))
});

describe('objectives', () => {
	test('[COUNT-1] up to five pass without a word, the sixth gets advice', () => {
		expect(adviseOnCounts(plan(5))).toEqual([]);
		expect(adviseOnCounts(plan(6))).toEqual([{ code: 'many-objectives', count: 6, limit: 5 }]);
	});

	test('[COUNT-1] two people who each add the fifth while apart are told once they meet', () => {
		const ana = [...plan(4).objectives, objective('by ana')];
		const ben = [...plan(4).objectives, objective('by ben')];
		const merged = [...ana, objective('by ben')];
		expect(adviseOnCounts({ objectives: ana })).toEqual([]);
		expect(adviseOnCounts({ objectives: ben })).toEqual([]);
		expect(adviseOnCounts({ objectives: merged })).toHaveLength(1);
	});

	test('a team may allow itself more', () => {
		const limits = { objectives: 7, keyResults: 5 };
		expect(adviseOnCounts(plan(7), limits)).toEqual([]);
		expect(adviseOnCounts(plan(8), limits)).toEqual([
			{ code: 'many-objectives', count: 8, limit: 7 }
		]);
	});

	test('[COUNT-3] there is no advice for too few', () => {
		expect(adviseOnCounts({ objectives: [] })).toEqual([]);
		expect(adviseOnCounts(plan(1))).toEqual([]);
	});

	test('[COUNT-4] deprioritised and closed ones are counted nowhere, drafts are', () => {
		const { objectives } = plan(5);
		const over = [objective('dropped', 0, 'deprioritised'), objective('done', 9, 'closed')];
		expect(adviseOnCounts({ objectives: [...objectives, ...over] })).toEqual([]);
		expect(
			adviseOnCounts({ objectives: [...objectives, objective('new', 1, 'draft')] })
		).toHaveLength(1);
	});
});

describe('key results', () => {
	test('[COUNT-2] an objective without any and one with more than five get advice, in the order of the plan', () => {
		const objectives = [
			objective('full', 5),
			objective('over', 6),
			objective('bare', 0),
			objective('lean', 1)
		];
		expect(adviseOnCounts({ objectives })).toEqual([
			{ code: 'many-key-results', objectiveId: 'over', count: 6, limit: 5 },
			{ code: 'no-key-results', objectiveId: 'bare' }
		]);
	});

	test('[COUNT-2] the advice about the whole plan comes first', () => {
		const { objectives } = plan(6);
		const codes = adviseOnCounts({ objectives: [objective('bare', 0), ...objectives] }).map(
			({ code }) => code
		);
		expect(codes).toEqual(['many-objectives', 'no-key-results']);
	});
});
