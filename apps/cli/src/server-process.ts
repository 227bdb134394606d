import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CliArguments } from './arguments.ts';
import type { CliFault, CliIo, CliOption } from './command.ts';

const main = join(import.meta.dirname, '..', '..', 'server', 'src', 'main.ts');

export const serverOptions = {
  port: { kind: 'integer', summary: 'server.cli.port', preset: '8080', minimum: 0, maximum: 65_535 },
  place: { kind: 'folder', summary: 'server.cli.place' },
  rules: { kind: 'file', summary: 'server.cli.rules' },
  columns: { kind: 'file', summary: 'server.cli.columns' },
  speed: { kind: 'text', summary: 'server.cli.speed', preset: '1' },
  seed: { kind: 'integer', summary: 'server.cli.seed', preset: '1', minimum: 0 },
  days: { kind: 'number', summary: 'server.cli.days', minimum: 0 },
  unattended: { kind: 'flag', summary: 'server.cli.unattended' },
  attended: { kind: 'flag', summary: 'server.cli.attended' },
} as const satisfies Record<string, CliOption>;

/** The options that were given, as the server takes them. */
export function passedOn(args: CliArguments, options: Readonly<Record<string, CliOption>>): string[] {
  const argv: string[] = [];
  for (const [name, option] of Object.entries(options)) {
    if (option.kind === 'flag') {
      if (args.flag(name)) argv.push(`--${name}`);
      continue;
    }
    const value =
      option.kind === 'integer' || option.kind === 'number' ? args.findNumber(name) : args.findText(name);
    if (value !== undefined) argv.push(`--${name}`, String(value));
  }
  return argv;
}

export type ServerEnd =
  | { readonly end: 'done'; readonly stdout: string }
  | { readonly end: 'cancelled' }
  | { readonly end: 'bad input' | 'fault'; readonly fault: CliFault };

/** Runs the server in a process of its own until it ends; an interrupt is passed on to it, so that it stops in order. */
export async function runServer(argv: readonly string[], io: CliIo, capture: boolean): Promise<ServerEnd> {
  const child = spawn(process.execPath, [main, ...argv], {
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'pipe'],
    env: { ...process.env, CLARION_LANG: io.lang },
  });
  const out: string[] = [];
  let last = '';
  child.stdout?.on('data', chunk => out.push(String(chunk)));
  child.stderr?.on('data', chunk => {
    last = String(chunk);
    process.stderr.write(last);
  });
  const interrupt = () => child.kill('SIGTERM');
  io.signal.addEventListener('abort', interrupt);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  io.signal.removeEventListener('abort', interrupt);
  if (code === 0) return { end: 'done', stdout: out.join('') };
  if (code === 3 || io.signal.aborted) return { end: 'cancelled' };
  // The server has said why, in its own words, just above.
  const fault: CliFault = { code: 'ServerEnded', params: { code: code ?? 'signal', reason: last.trim() } };
  return { end: code === 2 ? 'bad input' : 'fault', fault };
}
