import { catalogue, type Language, say } from '@clarion/protocol';
import type { CliFault, CliIo, CliParams, CommandEnd } from './command.ts';

/** A run that fails at once says only why: progress is held back this long. */
const HOLD_BACK_MS = 400;

export interface Streams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
}

export interface CliOutput extends CliIo {
  /** Writes the result or the fault and gives the exit code. */
  finish(end: CommandEnd): number;
}

export function createIo(settings: {
  readonly lang: Language;
  readonly json: boolean;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
  /** Milliseconds of a steady clock that began with the process. */
  readonly now: () => number;
}): CliOutput {
  const { lang, json, streams, now } = settings;
  const started = now();
  let held: string[] | undefined = [];
  const release = () => {
    for (const line of held ?? []) streams.err.write(line);
    held = undefined;
  };
  return {
    lang,
    json,
    signal: settings.signal,
    environment: settings.environment,
    line: text => {
      streams.out.write(`${text}\n`);
    },
    progress: (code, params) => {
      const line = `${say(lang, code, params)}\n`;
      if (held !== undefined && now() - started < HOLD_BACK_MS) {
        held.push(line);
        return;
      }
      release();
      streams.err.write(line);
    },
    say: (code, params) => say(lang, code, params),
    elapsedSeconds: () => now() / 1000,
    finish: end => {
      if (end.end === 'done') {
        release();
        const result = resultText(end, json);
        if (result !== '') streams.out.write(result);
        return 0;
      }
      const fault = end.end === 'cancelled' ? { code: 'Cancelled' } : end.fault;
      streams.err.write(faultText(fault, lang, json));
      return end.end === 'bad input' ? 2 : end.end === 'cancelled' ? 3 : 1;
    },
  };
}

function resultText(end: { readonly result?: unknown; readonly text?: string }, json: boolean): string {
  if (json) return end.result === undefined ? '' : `${JSON.stringify(end.result)}\n`;
  if (end.text !== undefined) return end.text === '' || end.text.endsWith('\n') ? end.text : `${end.text}\n`;
  return end.result === undefined ? '' : `${JSON.stringify(end.result, null, 2)}\n`;
}

/** One line of JSON with --json, else a sentence that begins with the place: `arcs.csv:12: …`. */
export function faultText(fault: CliFault, lang: Language, json: boolean): string {
  const params: CliParams = {
    ...fault.params,
    ...(fault.file === undefined ? {} : { file: fault.file }),
    ...(fault.line === undefined ? {} : { line: fault.line }),
    ...(fault.field === undefined ? {} : { field: fault.field }),
  };
  const message = faultMessage(fault.code, lang, params);
  if (json) {
    return `${JSON.stringify({
      code: fault.code,
      message,
      file: fault.file ?? null,
      line: fault.line ?? null,
      field: fault.field ?? null,
    })}\n`;
  }
  const place = [fault.file, fault.line].filter(part => part !== undefined).join(':');
  return `clarion: ${place === '' ? '' : `${place}: `}${message}\n`;
}

/** A fault without a sentence is shown with its values: a missing word must not hide what went wrong. */
function faultMessage(code: string, lang: Language, params: CliParams): string {
  const key = `cli.fault.${code}`;
  if (catalogue[lang][key] !== undefined) return say(lang, key, params);
  return Object.keys(params).length > 0 ? `${code} ${JSON.stringify(params)}` : code;
}
