import { expect, test } from 'vitest';
import { badInput, type CliCommand, done } from './command.ts';
import { runCli } from './run.ts';

const greet: CliCommand = {
  name: 'greet people',
  summary: 'cli.place.build',
  options: {
    name: { kind: 'text', summary: 'cli.place.build.name', required: true },
    tone: { kind: 'text', summary: 'cli.place.build.name', choices: ['warm', 'cool'], preset: 'warm' },
    times: { kind: 'integer', summary: 'cli.place.build.name', minimum: 1 },
    within: { kind: 'integers', summary: 'cli.place.build.name', minimum: 0 },
  },
  async run(args, io) {
    if (args.text('name') === 'break') throw new Error('the disk is gone');
    if (args.text('name') === 'nobody') {
      return badInput({ code: 'CellEmpty', file: 'people.csv', line: 4, field: 'name' });
    }
    io.progress('cli.place.reading', { file: 'people.csv' });
    return done({
      name: args.text('name'),
      tone: args.text('tone'),
      times: args.findNumber('times') ?? null,
      within: args.findText('within') === undefined ? [] : args.numbers('within'),
    });
  },
};

async function cli(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
    commands: { 'greet people': { summary: 'cli.place.build', load: async () => ({ command: greet }) } },
  });
  return { code, out: out.join(''), err: err.join('') };
}

test('a command that is done exits 0 with one JSON result on stdout and progress on stderr', async () => {
  const end = await cli('greet', 'people', '--name', 'Ada', '--within', '60,180', '--json');
  expect(end.code).toBe(0);
  expect(JSON.parse(end.out)).toEqual({ name: 'Ada', tone: 'warm', times: null, within: [60, 180] });
  expect(end.err).toBe('reading people.csv\n');
});

test('bad input exits 2 and says code, message, file, line and field', async () => {
  const end = await cli('greet', 'people', '--name', 'nobody', '--json');
  expect(end.code).toBe(2);
  expect(end.out).toBe('');
  expect(JSON.parse(end.err)).toEqual({
    code: 'CellEmpty',
    message: 'Column name is empty in this row.',
    file: 'people.csv',
    line: 4,
    field: 'name',
  });
  expect((await cli('greet', 'people', '--name', 'nobody', '--lang', 'zh-CN')).err).toBe(
    'clarion: people.csv:4: 该行的 name 列为空。\n',
  );
});

test('an exception is a fault and exits 1', async () => {
  const end = await cli('greet', 'people', '--name', 'break', '--json');
  expect(end.code).toBe(1);
  expect(JSON.parse(end.err)).toMatchObject({
    code: 'Broken',
    message: expect.stringContaining('the disk is gone'),
  });
});

test.each([
  ['OptionUnknown', '--nmae', ['--nmae', 'Ada']],
  ['OptionMissing', '--name', []],
  ['OptionEmpty', '--name', ['--name', '']],
  ['OptionTwice', '--name', ['--name', 'Ada', '--name', 'Eve']],
  ['OptionNeedsValue', '--name', ['--name']],
  ['OptionTakesNoValue', '--json', ['--json=yes']],
  ['OptionChoice', '--tone', ['--name', 'Ada', '--tone', 'loud']],
  ['OptionInteger', '--times', ['--name', 'Ada', '--times', '1.5']],
  ['OptionInteger', '--times', ['--name', 'Ada', '--times', 'NaN']],
  ['OptionTooSmall', '--times', ['--name', 'Ada', '--times', '0']],
  ['OptionInteger', '--within', ['--name', 'Ada', '--within', '60,,180']],
  ['ArgumentUnexpected', 'stray', ['--name', 'Ada', 'stray']],
])('%s of %s is bad input', async (code, field, argv) => {
  const end = await cli('greet', 'people', ...argv, '--json');
  expect(end.code).toBe(2);
  expect(JSON.parse(end.err)).toMatchObject({ code, field });
});

test('an unknown command is bad input and names the known ones', async () => {
  for (const argv of [['sing'], ['greet'], ['greet', 'cats'], ['--nope']]) {
    const end = await cli(...argv, '--json');
    expect(end.code).toBe(2);
    expect(JSON.parse(end.err)).toMatchObject({
      code: 'CommandUnknown',
      message: expect.stringContaining('greet people'),
    });
  }
});

test('help is given everywhere and exits 0', async () => {
  for (const argv of [[], ['--help'], ['-h'], ['help'], ['greet', '--help'], ['greet', 'people', '-h']]) {
    const end = await cli(...argv);
    expect([argv, end.code, end.err]).toEqual([argv, 0, '']);
    expect(end.out).toContain('greet people');
  }
  expect((await cli('greet', 'people', '--help')).out).toContain('--tone warm|cool');
});
