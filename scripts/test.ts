import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';

/** `npm test`: everything a change must pass, each step with its time. Stops at the first that fails. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

function step(name: string, command: string, args: readonly string[]): void {
  process.stdout.write(`\n== ${name}\n`);
  const started = Date.now();
  const ended = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: process.env });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`== ${name}: ${ended.status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  if (ended.status !== 0) process.exit(ended.status ?? 1);
}

const total = { passed: 0, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'clarion-test-'));

function tests(name: string, project: string): void {
  const file = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  step(name, bin('vitest'), ['run', '--project', project, ...reporters]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numPendingTests: number;
  };
  total.passed += report.numPassedTests;
  total.skipped += report.numPendingTests;
}

try {
  process.env['CHROMIUM_PATH'] = ensureChromium();
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exit(1);
}
step('types', bin('tsc'), ['-p', 'tsconfig.json']);
step('lint', bin('biome'), ['check', '.']);
tests('unit, property and architecture tests', 'unit');
tests('database tests', 'db');
step('build of the pages', 'npm', ['run', '--silent', 'build']);
tests('browser tests', 'e2e');
process.stdout.write(`\n${total.passed} passed, 0 failed, ${total.skipped} skipped\n`);
