/** One bound of the relay: what it counts in, its default, and the variable that changes it. */
export interface Limit {
	unit: 'bytes' | 'count' | 'ms' | 'per second' | 'per minute';
	value: number;
	env: string;
}

const KiB = 1024;
const MiB = 1024 * KiB;

/** Every bound there is. docs/protocol.md prints this table; a test holds them together. */
export const LIMITS = {
	frameBytes: { unit: 'bytes', value: 9 * MiB, env: 'CAIRN_MAX_FRAME' },
	updateBytes: { unit: 'bytes', value: 256 * KiB, env: 'CAIRN_MAX_UPDATE' },
	roomBytes: { unit: 'bytes', value: 8 * MiB, env: 'CAIRN_MAX_ROOM' },
	teamBytes: { unit: 'bytes', value: 64 * MiB, env: 'CAIRN_MAX_TEAM' },
	teamRooms: { unit: 'count', value: 500, env: 'CAIRN_MAX_TEAM_ROOMS' },
	awarenessBytes: { unit: 'bytes', value: 4 * KiB, env: 'CAIRN_MAX_AWARENESS' },
	ackBytes: { unit: 'bytes', value: 64, env: 'CAIRN_MAX_ACK' },
	heldAcks: { unit: 'count', value: 256, env: 'CAIRN_MAX_HELD_ACKS' },
	messageRate: { unit: 'per second', value: 200, env: 'CAIRN_MESSAGE_RATE' },
	messageBurst: { unit: 'count', value: 2000, env: 'CAIRN_MESSAGE_BURST' },
	roomConnections: { unit: 'count', value: 300, env: 'CAIRN_MAX_ROOM_CONNECTIONS' },
	addressConnections: { unit: 'count', value: 500, env: 'CAIRN_MAX_ADDRESS_CONNECTIONS' },
	firstMessageMs: { unit: 'ms', value: 10_000, env: 'CAIRN_FIRST_MESSAGE_MS' },
	pingMs: { unit: 'ms', value: 20_000, env: 'CAIRN_PING_MS' },
	slowBytes: { unit: 'bytes', value: 1 * MiB, env: 'CAIRN_SLOW_BYTES' },
	slowMs: { unit: 'ms', value: 30_000, env: 'CAIRN_SLOW_MS' },
	gapBytes: { unit: 'bytes', value: 1 * MiB, env: 'CAIRN_MAX_GAPS' },
	probeMs: { unit: 'ms', value: 1000, env: 'CAIRN_PROBE_MS' },
	idleMs: { unit: 'ms', value: 10_000, env: 'CAIRN_IDLE_MS' },
	stateDays: { unit: 'count', value: 30, env: 'CAIRN_STATE_DAYS' },
	stateBytes: { unit: 'bytes', value: 64 * MiB, env: 'CAIRN_MAX_STATES' },
	addressSockets: { unit: 'count', value: 1000, env: 'CAIRN_MAX_ADDRESS_SOCKETS' },
	sockets: { unit: 'count', value: 16_000, env: 'CAIRN_MAX_SOCKETS' },
	headersMs: { unit: 'ms', value: 10_000, env: 'CAIRN_HEADERS_MS' },
	bodyBytes: { unit: 'bytes', value: 4 * KiB, env: 'CAIRN_MAX_BODY' },
	requestRate: { unit: 'per minute', value: 60, env: 'CAIRN_REQUEST_RATE' },
	answerBytes: { unit: 'bytes', value: 64 * MiB, env: 'CAIRN_MAX_ANSWERS' },
	teamCodes: { unit: 'count', value: 5, env: 'CAIRN_MAX_TEAM_CODES' },
	codeMs: { unit: 'ms', value: 24 * 3_600_000, env: 'CAIRN_MAX_CODE_MS' },
	codeMisses: { unit: 'per minute', value: 20, env: 'CAIRN_CODE_MISSES' },
	allCodeMisses: { unit: 'per minute', value: 300, env: 'CAIRN_ALL_CODE_MISSES' },
	restartMs: { unit: 'ms', value: 2000, env: 'CAIRN_RESTART_MS' }
} as const satisfies { [name: string]: Limit };

/** A value for every limit. */
export type Limits = { [name in keyof typeof LIMITS]: number };

/**
 * The limits under an environment; unset or empty means the default.
 * Throws on a value that is not a whole number ≥ 1: a mistyped bound must not become no bound.
 */
export function readLimits(env: { [name: string]: string | undefined }): Limits {
	const entries = Object.entries(LIMITS).map(([name, limit]) => {
		const text = env[limit.env];
		if (text === undefined || text === '') return [name, limit.value];
		const value = Number(text);
		if (!Number.isSafeInteger(value) || value < 1) {
			throw new Error(`${limit.env} must be a whole number of ${limit.unit}, not "${text}"`);
		}
		return [name, value];
	});
	return Object.fromEntries(entries) as Limits;
}
