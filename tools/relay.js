// `npm run relay`: the relay without the app, and what an operator does with its data.
import { become } from './become.js';

become('server/cli.ts');
