import { type Language, say } from '@clarion/protocol';
import { everywhere } from './arguments.ts';
import type { CliCommand, CliOption } from './command.ts';

/** The page that `clarion <command> --help` prints. */
export function commandHelp(command: CliCommand, lang: Language): string {
  const required = Object.entries(command.options).filter(([, option]) => option.required);
  const usage = [
    `clarion ${command.name}`,
    ...(command.positionals ?? []).map(name => `[${name}]`),
    ...required.map(([name, option]) => optionForm(name, option)),
    `[${say(lang, 'cli.help.options')}]`,
  ].join(' ');
  return [
    say(lang, command.summary),
    '',
    `${say(lang, 'cli.help.usage')}: ${usage}`,
    '',
    ...optionLines(command.options, lang),
    '',
    ...optionLines(everywhere, lang),
    '',
    say(lang, 'cli.help.exit'),
    '',
  ].join('\n');
}

/** The page of `clarion --help` (and of a group): names and summaries. */
export function listHelp(
  title: string,
  rows: readonly (readonly [name: string, summary: string])[],
  lang: Language,
): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return [
    say(lang, title),
    '',
    `${say(lang, 'cli.help.usage')}: clarion <${say(lang, 'cli.help.command')}> [${say(lang, 'cli.help.options')}]`,
    '',
    ...rows.map(([name, summary]) => `  ${name.padEnd(width)}${say(lang, summary)}`),
    '',
    say(lang, 'cli.help.more'),
    '',
  ].join('\n');
}

function optionLines(options: Readonly<Record<string, CliOption>>, lang: Language): string[] {
  const rows = Object.entries(options).map(([name, option]) => {
    const notes = [
      option.required ? say(lang, 'cli.help.required') : '',
      option.preset === undefined ? '' : say(lang, 'cli.help.preset', { value: option.preset }),
    ].filter(note => note !== '');
    const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
    return [optionForm(name, option), `${say(lang, option.summary)}${note}`] as const;
  });
  const width = Math.max(0, ...rows.map(([form]) => form.length)) + 2;
  return rows.map(([form, words]) => `  ${form.padEnd(width)}${words}`);
}

function optionForm(name: string, option: CliOption): string {
  if (option.kind === 'flag') return `--${name}`;
  if (option.choices !== undefined) return `--${name} ${option.choices.join('|')}`;
  const values = {
    text: 'TEXT',
    file: 'FILE',
    folder: 'FOLDER',
    integer: 'N',
    integers: 'N,N,…',
    number: 'N',
  };
  return `--${name} ${values[option.kind]}`;
}
