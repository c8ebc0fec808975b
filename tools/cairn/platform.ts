// What the app takes for granted and an older Node does not have. Imported before anything else.
import { WebSocket } from 'ws';

const platform = globalThis as { WebSocket?: unknown; navigator?: unknown };

platform.WebSocket ??= WebSocket;
// The words ask in which languages to write numbers; what is written here is for programs first.
platform.navigator ??= { language: 'en-GB', languages: ['en-GB', 'de-DE'] };
