// A trace in which each task lasts as long as its own thread computed. Where two cores are shared by a browser's dozen
// threads, its server and whoever judges it, half of a task's time may be waiting for a processor.

/** Changes the events of one trace (times in µs). Between tasks nothing moves: when things began stays as it was. */
export function toThreadTime(events) {
	for (const thread of Map.groupBy(events, ({ pid, tid }) => `${pid}:${tid}`).values()) {
		const tasks = tasksOf(thread);
		let at = 0;
		for (const event of thread.toSorted(byStart)) {
			while (at < tasks.length && tasks[at].end < event.ts) at++;
			const task = tasks[at];
			if (!task || event.ts < task.start) continue;
			event.ts = Math.round(task.start + (event.ts - task.start) * task.share);
			if (event.dur !== undefined) event.dur = Math.round(event.dur * task.share);
		}
	}
}

/** The outermost tasks of a thread, in order, and what share of each it computed. */
function tasksOf(thread) {
	const tasks = [];
	for (const { ts, dur, tdur } of thread.filter(isTask).toSorted(byStart)) {
		if (ts < (tasks.at(-1)?.end ?? 0)) continue;
		tasks.push({ start: ts, end: ts + dur, share: dur > 0 ? Math.min(1, tdur / dur) : 1 });
	}
	return tasks;
}

function isTask({ ph, name, tdur }) {
	return ph === 'X' && name.endsWith('RunTask') && tdur !== undefined;
}

/** What is around others first. */
function byStart(one, other) {
	return one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0);
}
