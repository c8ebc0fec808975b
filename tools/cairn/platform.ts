// What the app takes for granted and an older Node does not have. Imported before anything else.
import { WebSocket } from 'ws';

const platform = globalThis as { WebSocket?: unknown };

platform.WebSocket ??= WebSocket;
// The words ask how numbers and days are written: alike wherever this runs, as scripts read it.
Object.defineProperty(globalThis, 'navigator', {
	value: { language: 'en-GB', languages: ['en-GB', 'de-DE'] }
});
