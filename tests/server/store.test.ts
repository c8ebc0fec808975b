import { createMemoryStore } from '../../server/memoryStore.ts';
import { openSqliteStore } from '../../server/sqliteStore.ts';
import { tempDir } from './dataDir.ts';
import { atEnd } from './harness.ts';
import { describeStore } from './storeContract.ts';

describeStore('memory', createMemoryStore);
describeStore('SQLite', (now) => {
	const store = openSqliteStore(tempDir(), now);
	atEnd(() => store.close().catch(() => {}));
	return store;
});
