import { loadSignatures } from '#lib/doc/agreement.ts';

// A page fetches them when it opens a cycle; tests of documents begin after that.
await loadSignatures();
