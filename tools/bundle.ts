// The server as few files, for a quick start: reading its hundred modules one by one takes as long as all
// the rest of it. `npm run build` and `npm start` call it; tests of the server run the sources.
import path from 'node:path';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..');
const entry = (name: string) => path.join(root, `server/${name}.ts`);

await build({
	root,
	configFile: false,
	logLevel: 'warn',
	publicDir: false,
	ssr: { noExternal: true },
	build: {
		// Beside server/, since its files find others by their own place.
		outDir: path.join(root, 'build-server'),
		ssr: true,
		target: 'node26',
		rolldownOptions: {
			input: { main: entry('main'), compactionWorker: entry('compactionWorker') },
			output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' }
		}
	}
});
