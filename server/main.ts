import { enableCompileCache, flushCompileCache } from 'node:module';
import path from 'node:path';

// What is kept of compiled code makes a start take less than half of the time. It lies beside the
// packages, so that nobody can change it who could not change the code; without it all goes as well.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/relay'));
setTimeout(flushCompileCache, 3000).unref();
await import('./start.ts');
