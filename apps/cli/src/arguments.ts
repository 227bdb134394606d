import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '@clarion/measure';
import type { CliCommand, CliFault, CliOption } from './command.ts';

/** A command's options after they were checked against its declaration. */
export interface CliArguments {
  /** A required or preset option. */
  text(name: string): string;
  /** An option that may be absent. */
  findText(name: string): string | undefined;
  flag(name: string): boolean;
  number(name: string): number;
  findNumber(name: string): number | undefined;
  numbers(name: string): readonly number[];
  /** The value at this place among those that follow without an option. */
  findPositional(index: number): string | undefined;
}

/** Options that every command takes. */
export const everywhere: Readonly<Record<string, CliOption>> = {
  json: { kind: 'flag', summary: 'cli.option.json' },
  lang: { kind: 'text', summary: 'cli.option.lang', choices: ['en', 'zh-CN'] },
  help: { kind: 'flag', summary: 'cli.option.help' },
};

const splitNumbers = (value: string): number[] =>
  value
    .split(',')
    .map(part => (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(part) ? Number(part) : NaN));

function checkValue(name: string, option: CliOption, value: string): CliFault | undefined {
  const field = `--${name}`;
  if (value === '') return { code: 'OptionEmpty', field };
  if (option.choices !== undefined && !option.choices.includes(value)) {
    return { code: 'OptionChoice', field, params: { value, choices: option.choices.join(', ') } };
  }
  if (option.kind !== 'integer' && option.kind !== 'integers' && option.kind !== 'number') return undefined;
  const values = splitNumbers(value);
  if (option.kind !== 'integers' && values.length !== 1)
    return { code: 'OptionNumber', field, params: { value } };
  for (const number of values) {
    const whole = option.kind === 'number' ? Number.isFinite(number) : Number.isSafeInteger(number);
    if (!whole) {
      return { code: option.kind === 'number' ? 'OptionNumber' : 'OptionInteger', field, params: { value } };
    }
    if (option.minimum !== undefined && number < option.minimum) {
      return { code: 'OptionTooSmall', field, params: { value, minimum: option.minimum } };
    }
    if (option.maximum !== undefined && number > option.maximum) {
      return { code: 'OptionTooLarge', field, params: { value, maximum: option.maximum } };
    }
  }
  return undefined;
}

function parseFault(error: unknown, argv: readonly string[]): CliFault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? argv.join(' ');
  const field = quoted.split(/[ ,<]/)[0] ?? quoted;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { code: 'OptionUnknown', field };
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return { code: 'ArgumentUnexpected', field: quoted };
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return /does not take/.test(message)
      ? { code: 'OptionTakesNoValue', field }
      : { code: 'OptionNeedsValue', field: /(--[\w-]+)/.exec(message)?.[1] ?? field };
  }
  throw error;
}

/** Checks `argv` against the command's declaration. Errors: unknown or repeated option, missing or unfit value. */
export function readArguments(command: CliCommand, argv: readonly string[]): Result<CliArguments, CliFault> {
  const options: Readonly<Record<string, CliOption>> = { ...command.options, ...everywhere };
  const shapes: Record<string, { type: 'string' | 'boolean'; multiple: true; short?: string }> = {};
  for (const [name, option] of Object.entries(options)) {
    shapes[name] = { type: option.kind === 'flag' ? 'boolean' : 'string', multiple: true };
  }
  shapes['help']!.short = 'h';
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...argv],
      options: shapes,
      allowPositionals: command.positionals !== undefined,
    });
  } catch (error) {
    return fail(parseFault(error, argv));
  }
  const extra = parsed.positionals[command.positionals?.length ?? 0];
  if (extra !== undefined) return fail({ code: 'ArgumentUnexpected', field: extra });

  const texts = new Map<string, string>();
  const flags = new Set<string>();
  for (const [name, given] of Object.entries(parsed.values)) {
    const values = Array.isArray(given) ? given : [given];
    if (values.length > 1 && options[name]!.kind !== 'flag')
      return fail({ code: 'OptionTwice', field: `--${name}` });
    const value: unknown = values[0];
    if (typeof value !== 'string') {
      flags.add(name);
      continue;
    }
    const unfit = checkValue(name, options[name]!, value);
    if (unfit) return fail(unfit);
    texts.set(name, value);
  }
  if (!flags.has('help')) {
    for (const [name, option] of Object.entries(options)) {
      if (option.required && !texts.has(name)) return fail({ code: 'OptionMissing', field: `--${name}` });
      if (option.preset !== undefined && !texts.has(name)) texts.set(name, option.preset);
    }
  }
  return ok(checkedArguments(options, texts, flags, parsed.positionals));
}

function checkedArguments(
  options: Readonly<Record<string, CliOption>>,
  texts: ReadonlyMap<string, string>,
  flags: ReadonlySet<string>,
  positionals: readonly string[],
): CliArguments {
  const declared = (name: string): string => {
    if (options[name] === undefined) throw new Error(`the command declares no option --${name}`);
    return name;
  };
  const findText = (name: string) => texts.get(declared(name));
  const text = (name: string) => {
    const value = findText(name);
    if (value === undefined) throw new Error(`--${name} is neither required nor preset: use findText`);
    return value;
  };
  const findNumber = (name: string) => {
    const value = findText(name);
    return value === undefined ? undefined : Number(value);
  };
  return {
    text,
    findText,
    flag: name => flags.has(declared(name)),
    number: name => Number(text(name)),
    findNumber,
    numbers: name => splitNumbers(text(name)),
    findPositional: index => positionals[index],
  };
}
