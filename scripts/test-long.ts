import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run test:long`: soak and city-scale runs. Further arguments go to the test runner. */
const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules', '.bin', 'vitest');
const ended = spawnSync(vitest, ['run', '--project', 'long', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(ended.status ?? 1);
