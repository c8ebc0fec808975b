// Ten members without a screen, each of whom types into a key result of their own, for as long as this process runs:
// `node writers.ts <origin> <members' link>`. Prints "writing" once all of them do.
import { acceptLink } from '#lib/team/catalogue.ts';
import { openDevice } from '#lib/team/device.ts';
import { openTeam } from '#lib/team/team.ts';

// Node has it too, but nobody here is a tab of somebody's browser.
Reflect.deleteProperty(globalThis, 'BroadcastChannel');

const writers = 10;
/** A letter each so often: fast typing. */
const everyMs = 150;
const longest = 60;

const [origin = '', link = ''] = process.argv.slice(2);
await Promise.all(Array.from({ length: writers }, (_, at) => write(at)));
console.log('writing');

async function write(at: number): Promise<void> {
	const device = await openDevice(`${origin.replace('http', 'ws')}/sync`);
	const accepted = await acceptLink(device, link);
	if (!accepted.ok) throw new Error(accepted.why);
	const team = await openTeam(device, accepted.teamId);
	if (!team) throw new Error('The team is not known here.');
	await until(() => team.snapshot().cycles.length > 0);
	await team.joinAsNew({ name: `Writer ${at + 1}`, colour: at });
	const [first] = team.snapshot().cycles;
	if (!first || !team.me) throw new Error('There is no cycle, or nobody to write.');
	const cycle = await team.openCycle(first.id);
	cycle.present({ person: team.me, name: `Writer ${at + 1}`, colour: at }, 'plan');
	const keyResults = () => cycle.snapshot().plan.objectives.flatMap((one) => one.keyResults);
	await until(() => keyResults().length >= writers);
	const mine = keyResults()[at];
	if (!mine) throw new Error('There is nothing to write into.');
	const text = cycle.text(mine.id, 'metric');
	// Not all in the same instant.
	setTimeout(
		() => {
			setInterval(() => {
				const { length } = text.read();
				if (length < longest) text.edit([{ at: length, del: 0, ins: 'a' }]);
				else text.edit([{ at: 0, del: length, ins: '' }]);
			}, everyMs);
		},
		at * (everyMs / writers)
	);
}

async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
