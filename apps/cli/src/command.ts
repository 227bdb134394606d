import type { Language } from '@clarion/protocol';
import type { CliArguments } from './arguments.ts';

/** What every command may be given; the help page is made from these. */
export interface CliOption {
  /** flag: no value. integers: comma-separated whole numbers. */
  readonly kind: 'flag' | 'text' | 'file' | 'folder' | 'integer' | 'integers' | 'number';
  /** Code of the sentence that explains it, in the word catalogue. */
  readonly summary: string;
  readonly required?: boolean;
  /** The only words accepted (kind text). */
  readonly choices?: readonly string[];
  /** Smallest accepted number (kinds integer, integers, number). */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Taken when the option is not given; shown in the help. */
  readonly preset?: string;
}

export interface CliCommand {
  /** As typed: `roads build`. */
  readonly name: string;
  /** Code of the one-line summary in the word catalogue. */
  readonly summary: string;
  readonly options: Readonly<Record<string, CliOption>>;
  /** Names of the values that follow without an option, in order. */
  readonly positionals?: readonly string[];
  /**
   * Ends itself, with what it made put away, when `io.signal` is aborted. Without it, an interrupt removes files that
   * are being written and ends the process at once.
   */
  readonly stopsItself?: boolean;
  run(args: CliArguments, io: CliIo): Promise<CommandEnd>;
}

export type CliParams = Readonly<Record<string, string | number>>;

/** Why a command did not do what was asked: a code of the catalogue, its values, and where in which file. */
export interface CliFault {
  readonly code: string;
  readonly file?: string;
  readonly line?: number;
  readonly field?: string;
  readonly params?: CliParams;
}

export type CommandEnd =
  /** With --json `result` is the one line on stdout, else `text` (or `result`, spread over lines). */
  | { readonly end: 'done'; readonly result?: unknown; readonly text?: string }
  | { readonly end: 'bad input'; readonly fault: CliFault }
  | { readonly end: 'fault'; readonly fault: CliFault }
  | { readonly end: 'cancelled' };

export interface CliIo {
  readonly lang: Language;
  readonly json: boolean;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A line of the result on stdout, for commands whose result is a stream of lines. */
  line(text: string): void;
  /** A sentence of the catalogue on stderr: how far the work is. */
  progress(code: string, params?: CliParams): void;
  /** The catalogue's sentence in the user's language. */
  say(code: string, params?: CliParams): string;
  /** Seconds since the process started; for `seconds` in results. */
  elapsedSeconds(): number;
}

export const done = (result?: unknown, text?: string): CommandEnd => ({
  end: 'done',
  ...(result === undefined ? {} : { result }),
  ...(text === undefined ? {} : { text }),
});
export const badInput = (fault: CliFault): CommandEnd => ({ end: 'bad input', fault });
