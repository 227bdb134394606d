import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run fuzz [-- --minutes 10] [--runs 1] [--seed 7] [--only packages/roads] [--name "part of a test's title"]`: all
 * tests with drawn chances, round after round with a new seed, until one fails or the time is up. `--runs` draws so many
 * times more cases in each round. A seed given runs that one round again; what failed is told as such a line.
 */
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    runs: { type: 'string', default: '1' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
    name: { type: 'string' },
  },
});
const until = Date.now() + Number(values.minutes) * 60_000;

const files = globSync('{packages,adapters,apps,test}/**/*.test.{ts,tsx}', {
  cwd: root,
  exclude: name => name.includes('node_modules'),
}).filter(
  file =>
    file.startsWith(values.only) && readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"),
);
if (files.length === 0) {
  process.stderr.write(`No test with drawn chances under ${values.only}\n`);
  process.exit(2);
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[];
  }[];
}

/** The line that runs what failed again, and nothing else. */
function againWith(report: Report, seed: string): string[] {
  return report.testResults
    .filter(file => file.status === 'failed')
    .flatMap(file => {
      const failed = file.assertionResults.filter(test => test.status === 'failed');
      const only = `--only ${relative(root, file.name)}`;
      const line = `npm run fuzz -- --seed ${seed} --runs ${values.runs} ${only}`;
      if (failed.length === 0) return [line];
      return failed.map(test => `${line} --name ${JSON.stringify(test.title)}`);
    });
}

/** Vitest reads a name as a pattern. */
const literal = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const reports = mkdtempSync(join(tmpdir(), 'clarion-fuzz-'));
const reportFile = join(reports, 'report.json');
let rounds = 0;
let failed = false;
do {
  const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`== seed ${seed}: ${files.length} files\n`);
  const round = spawnSync(
    join(root, 'node_modules', '.bin', 'vitest'),
    [
      'run',
      '--project',
      'unit',
      '--project',
      'db',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      '--testTimeout=1800000',
      ...(values.name === undefined ? [] : ['-t', literal(values.name)]),
      ...files,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, CLARION_SEED: seed, CLARION_FUZZ_RUNS: values.runs },
    },
  );
  failed = round.status !== 0;
  if (failed) {
    process.stdout.write(`== seed ${seed} FAILED; again with:\n`);
    // A run that broke before its end has no report: then the whole round is what runs again.
    const report: Report = existsSync(reportFile)
      ? JSON.parse(readFileSync(reportFile, 'utf8'))
      : { testResults: [{ name: join(root, values.only), status: 'failed', assertionResults: [] }] };
    for (const line of againWith(report, seed)) process.stdout.write(`${line}\n`);
  } else rounds++;
} while (!failed && values.seed === undefined && Date.now() < until);
rmSync(reports, { recursive: true, force: true });
if (failed) process.exit(1);
process.stdout.write(`${rounds} rounds, nothing found\n`);
