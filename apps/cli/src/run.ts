import type { Language } from '@clarion/protocol';
import { readArguments } from './arguments.ts';
import type { CliCommand, CliFault, CommandEnd } from './command.ts';
import { commandHelp, listHelp } from './help.ts';
import { createIo, faultText, type Streams } from './io.ts';
import { type CommandEntry, tree } from './tree.ts';

export interface CliSurroundings {
  /** Language when --lang is not given. */
  readonly lang: Language;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
  readonly now: () => number;
  readonly commands?: Readonly<Record<string, CommandEntry>>;
  readonly onCommand?: (command: CliCommand) => void;
}

/** Runs one command line. Returns the exit code: 0 done, 1 fault, 2 bad input, 3 cancelled. */
export async function runCli(argv: readonly string[], around: CliSurroundings): Promise<number> {
  const commands = around.commands ?? tree;
  const lang = wantedLang(argv) ?? around.lang;
  const json = argv.includes('--json');
  const refuse = (fault: CliFault): number => {
    around.streams.err.write(faultText(fault, lang, json));
    return 2;
  };

  const words = argv.slice(0, 2);
  const firstOption = words.findIndex(word => word.startsWith('-'));
  const named = firstOption === -1 ? words : words.slice(0, firstOption);
  const name = [named.join(' '), named[0] ?? ''].find(candidate => commands[candidate] !== undefined);
  if (name === undefined) {
    const group = named[0];
    const rows = Object.entries(commands)
      .filter(([full]) => group === undefined || group === 'help' || full.startsWith(`${group} `))
      .map(([full, entry]) => [full, entry.summary] as const);
    const asksHelp = argv.includes('--help') || argv.includes('-h');
    if (argv.length === 0 || (rows.length > 0 && (asksHelp || group === 'help'))) {
      around.streams.out.write(listHelp('cli.title', rows, lang));
      return 0;
    }
    const known = rows.length > 0 ? rows : Object.entries(commands);
    const field = named.join(' ') || (argv[0] ?? '');
    return refuse({
      code: 'CommandUnknown',
      field,
      params: { commands: known.map(([full]) => full).join(', ') },
    });
  }

  const { command } = await commands[name]!.load();
  const args = readArguments(command, argv.slice(name.split(' ').length));
  if (!args.ok) return refuse(args.error);
  if (args.value.flag('help')) {
    around.streams.out.write(commandHelp(command, lang));
    return 0;
  }
  around.onCommand?.(command);
  const io = createIo({ ...around, lang, json: args.value.flag('json') });
  return io.finish(await endOf(command, () => command.run(args.value, io), around.signal));
}

async function endOf(
  command: CliCommand,
  run: () => Promise<CommandEnd>,
  signal: AbortSignal,
): Promise<CommandEnd> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted) return { end: 'cancelled' };
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { end: 'fault', fault: { code: 'Broken', params: { command: command.name, reason } } };
  }
}

/** --lang is looked for before all else, so that even a bad command line is answered in the user's language. */
function wantedLang(argv: readonly string[]): Language | undefined {
  const at = argv.findIndex(word => word === '--lang' || word.startsWith('--lang='));
  if (at === -1) return undefined;
  const value = argv[at]!.includes('=') ? argv[at]!.slice('--lang='.length) : argv[at + 1];
  return value === 'en' || value === 'zh-CN' ? value : undefined;
}
