import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { BenchRow } from './row.ts';

/**
 * Prints every figure of `bench/*.bench.ts`: `npm run bench`, or `npm run bench -- roads log` for some.
 * `--json` prints the rows alone.
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const here = new URL('.', import.meta.url);
const names = readdirSync(here)
  .filter(file => file.endsWith('.bench.ts'))
  .map(file => file.replace('.bench.ts', ''))
  .filter(name => positionals.length === 0 || positionals.includes(name))
  .sort();
const unknown = positionals.filter(name => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no such bench: ${unknown.join(', ')}\n`);
  process.exit(2);
}

const shown = (figure: number) =>
  figure.toLocaleString('en', { maximumSignificantDigits: figure >= 1000 ? 7 : 3, useGrouping: true });
const all: BenchRow[] = [];
if (!values.json) {
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n\n`,
  );
  process.stdout.write('| what | median | minimum | maximum | runs | note |\n|---|---|---|---|---|---|\n');
}
for (const name of names) {
  const { rows } = (await import(new URL(`${name}.bench.ts`, here).href)) as {
    rows: () => Promise<BenchRow[]>;
  };
  for (const row of await rows()) {
    all.push(row);
    if (values.json) continue;
    const cells = [row.median, row.minimum, row.maximum].map(figure => `${shown(figure)} ${row.unit}`);
    process.stdout.write(`| ${[row.name, ...cells, row.runs, row.note ?? ''].join(' | ')} |\n`);
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(all)}\n`);
process.exit(0);
