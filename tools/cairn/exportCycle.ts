import { writeCycleFile } from '#lib/files/cycleFile.ts';
import type { Exported } from '#lib/files/exported.ts';
import { planToCsv } from '#lib/files/planTable.ts';
import { exportedOf, planAsText, tableWords } from '#lib/views/exportPlan.ts';
import type { Asked } from './arguments.ts';
import type { Opened } from './open.ts';
import { endOfReading, openCycle } from './openCycle.ts';
import type { Outcome } from './outcome.ts';
import { formatOf, speakAs } from './words.ts';

const formats: Record<'json' | 'csv' | 'markdown', (exported: Exported) => string> = {
	json: writeCycleFile,
	csv: (exported) => planToCsv(exported, tableWords()),
	markdown: planAsText
};

/** The cycle as a file, the same as the app saves. */
export async function exportCycle(asked: Asked, opened: Opened): Promise<Outcome> {
	const write = formats[formatOf(asked, formats)];
	await speakAs(asked);
	const { cycle, open, wasReached } = await openCycle(asked, opened);
	const { team } = opened;
	const shown = {
		snapshot: team.snapshot(),
		role: team.role,
		person(id: string | null) {
			const { people, sameAs } = team.snapshot();
			return people.find((person) => person.id === (id === null ? null : (sameAs.get(id) ?? id)));
		}
	};
	const pack = (await open.pack()).snapshot().items;
	const told = { snapshot: open.snapshot(), verbs: { cycleId: cycle.id } };
	return {
		output: write(exportedOf(shown, told, pack)),
		...(await endOfReading(asked, opened, { cycle, wasReached }))
	};
}
