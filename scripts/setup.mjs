// `npm run setup`: what start, test and the rest do by themselves first.
import { setup } from './setup/index.mjs';
import { orExplain } from './setup/say.mjs';

await orExplain(() => setup({ tests: process.argv.includes('--tests') }));
