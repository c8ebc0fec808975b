// Counters in the text format that Prometheus reads (version 0.0.4). A client library would bring more
// code than the relay's whole protocol, for a page of text.

/** Every number there is, with its kind, its one label if it has one, and what it says. */
const METRICS = {
	cairn_connections: { type: 'gauge', help: 'Open connections that were let in.' },
	cairn_rooms_hot: { type: 'gauge', help: 'Rooms in memory.' },
	cairn_room_opens_total: { type: 'counter', help: 'Rooms loaded from the disk.' },
	cairn_updates_total: { type: 'counter', help: 'Updates committed to the disk.' },
	cairn_update_bytes_total: { type: 'counter', help: 'Bytes of updates committed to the disk.' },
	cairn_commit_seconds: { type: 'histogram', help: 'Time from asking for a commit to its end.' },
	cairn_compactions_total: { type: 'counter', help: 'Rooms whose rows were melted into one.' },
	cairn_quarantined_rows_total: { type: 'counter', help: 'Stored rows set aside as unreadable.' },
	cairn_disk_failures_total: { type: 'counter', label: 'call', help: 'Calls the store failed.' },
	cairn_acks_total: { type: 'counter', help: 'Acknowledgements sent.' },
	cairn_closes_total: { type: 'counter', label: 'why', help: 'Connections ended, by reason.' },
	cairn_requests_total: {
		type: 'counter',
		label: 'status',
		help: 'Requests to the API, by status.'
	},
	process_resident_memory_bytes: { type: 'gauge', help: 'Memory of the process.' },
	process_start_time_seconds: { type: 'gauge', help: 'When it started, in seconds since 1970.' }
} as const satisfies {
	[name: string]: { type: 'gauge' | 'counter' | 'histogram'; help: string; label?: string };
};

type Name = keyof typeof METRICS;
type Of<T> = { [N in Name]: (typeof METRICS)[N]['type'] extends T ? N : never }[Name];

/** Upper bounds of the histogram's buckets, in seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What a relay counts. */
export interface Metrics {
	/** Adds to a counter; `label` is the value of its one label. */
	count(name: Of<'counter'>, by?: number, label?: string): void;
	/** Notes a duration in seconds. */
	observe(name: Of<'histogram'>, seconds: number): void;
	/** Says how a gauge is read, when somebody asks. */
	gauge(name: Of<'gauge'>, read: () => number): void;
	/** All of it, as Prometheus reads it. */
	text(): string;
}

/** Begins to count, from nothing. */
export function createMetrics(): Metrics {
	const counts = new Map<Name, Map<string, number>>();
	const gauges = new Map<Name, () => number>();
	const buckets = BUCKETS.map(() => 0);
	let observed = 0;
	let sum = 0;

	function linesOf(name: Name): string[] {
		if (METRICS[name].type === 'gauge') {
			const read = gauges.get(name);
			return read ? [`${name} ${read()}`] : [];
		}
		if (METRICS[name].type === 'histogram') {
			return [
				...BUCKETS.map((bound, i) => `${name}_bucket{le="${bound}"} ${buckets[i]}`),
				`${name}_bucket{le="+Inf"} ${observed}`,
				`${name}_sum ${sum}`,
				`${name}_count ${observed}`
			];
		}
		const byLabel = counts.get(name);
		if (!('label' in METRICS[name])) return [`${name} ${byLabel?.get('') ?? 0}`];
		const { label } = METRICS[name] as { label: string };
		return [...(byLabel ?? [])].map(([value, count]) => `${name}{${label}="${value}"} ${count}`);
	}

	return {
		count(name, by = 1, label = '') {
			const byLabel = counts.get(name) ?? new Map<string, number>();
			counts.set(name, byLabel.set(label, (byLabel.get(label) ?? 0) + by));
		},
		observe(_, seconds) {
			observed++;
			sum += seconds;
			for (const [i, bound] of BUCKETS.entries()) if (seconds <= bound) buckets[i]!++;
		},
		gauge: (name, read) => void gauges.set(name, read),
		text: () =>
			(Object.keys(METRICS) as Name[])
				.map((name) => {
					const { help, type } = METRICS[name];
					return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...linesOf(name)];
				})
				.flat()
				.concat('')
				.join('\n')
	};
}
