import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureChromium } from './chromium.ts';

/** `npm test`: everything a change must pass, each step with its time. Stops at the first that fails. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

/** The exit code; null when a signal ended it. */
function run(name: string, command: string, args: readonly string[]): number | null {
  process.stdout.write(`\n== ${name}\n`);
  const started = Date.now();
  const ended = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: process.env });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`== ${name}: ${ended.status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return ended.status;
}

function step(name: string, command: string, args: readonly string[]): void {
  const code = run(name, command, args);
  if (code !== 0) process.exit(code ?? 1);
}

interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const total = { passed: 0, skipped: 0 };
const secondTries: string[] = [];
const reports = mkdtempSync(join(tmpdir(), 'clarion-test-'));

/**
 * Database and browser tests run against other programs on whatever machine there is: files of theirs that fail are run once
 * more, alone, and what passes only then is named at the end. Pure tests have no second try.
 */
function tests(name: string, project: string, tries: 1 | 2): void {
  const first = ran(name, project, `${project}.json`, []);
  count(first.report);
  if (first.code === 0) return;
  const failed = first.report?.testResults.filter(file => file.status === 'failed') ?? [];
  if (tries === 1 || failed.length === 0) process.exit(first.code ?? 1);
  const alone = ['--no-file-parallelism', ...failed.map(file => file.name)];
  const second = ran(`${name}, second try`, project, `${project}-again.json`, alone);
  if (second.code !== 0) process.exit(second.code ?? 1);
  for (const file of failed) {
    const names = file.assertionResults.filter(one => one.status === 'failed').map(one => one.fullName);
    secondTries.push(`${relative(root, file.name)}: ${names.join('; ') || 'the file itself'}`);
  }
  total.passed += failed.flatMap(file => file.assertionResults).filter(one => one.status === 'failed').length;
}

function ran(
  name: string,
  project: string,
  file: string,
  more: readonly string[],
): { readonly code: number | null; readonly report: Report | undefined } {
  const path = join(reports, file);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const code = run(name, bin('vitest'), ['run', '--project', project, ...reporters, ...more]);
  const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined;
  return { code, report };
}

function count(report: Report | undefined): void {
  total.passed += report?.numPassedTests ?? 0;
  total.skipped += report?.numPendingTests ?? 0;
}

try {
  process.env['CHROMIUM_PATH'] = ensureChromium();
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exit(1);
}
step('types', bin('tsc'), ['-p', 'tsconfig.json']);
step('lint', bin('biome'), ['check', '.']);
tests('unit, property and architecture tests', 'unit', 1);
tests('database tests', 'db', 2);
step('build of the pages', 'npm', ['run', '--silent', 'build']);
tests('browser tests', 'e2e', 2);
for (const one of secondTries) process.stdout.write(`\npassed only at the second try: ${one}\n`);
process.stdout.write(`\n${total.passed} passed, 0 failed, ${total.skipped} skipped\n`);
