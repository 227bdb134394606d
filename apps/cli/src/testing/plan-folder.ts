import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { runCli } from '../run.ts';

/** `clarion plan …` on files in a folder of its own, which is there for the tests of one file. */
export function planFolder(name: string) {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `clarion-${name}-`));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const path = (file: string) => join(folder, file);
  const write = (file: string, lines: readonly string[]) => writeFile(path(file), `${lines.join('\n')}\n`);

  async function plan(verb: string, options: Record<string, string | number>) {
    const [out, err]: [string[], string[]] = [[], []];
    const named = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
    const code = await runCli(['plan', verb, '--json', ...named], {
      lang: 'en',
      signal: new AbortController().signal,
      environment: {},
      streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
      now: () => 0,
    });
    const parse = (text: string): Record<string, unknown> => JSON.parse(text);
    return code === 0
      ? { code, result: parse(out.join('')), fault: undefined }
      : { code, result: undefined, fault: parse(err.at(-1)!) };
  }
  return { path, write, plan };
}
