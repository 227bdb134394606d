import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The table of what a centre asks for: each row says how far it is, and what says so is there. */
const root = join(import.meta.dirname, '..');
const states = ['yes', 'partly', 'no', 'never'] as const;

interface Row {
  readonly asked: string;
  readonly state: string;
  readonly rest: string;
  /** What shows it: a test file and words of a title in it. */
  readonly shown: readonly { readonly file: string; readonly title: string }[];
}

function rowsOf(text: string): Row[] {
  return text.split('\n').flatMap(line => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim());
    const [asked = '', state = '', rest = ''] = cells;
    if (cells.length !== 3 || asked === 'what is asked' || /^-+$/.test(asked)) return [];
    const shown = [...rest.matchAll(/`([^`]+?) › ([^`]+)`/g)].map(([, file = '', title = '']) => ({
      file,
      title,
    }));
    return [{ asked, state, rest, shown }];
  });
}

/** What is wrong with a row; empty where nothing is. */
function wrongWith({ state, rest, shown }: Row): readonly string[] {
  if (!(states as readonly string[]).includes(state)) return [`state ${state}`];
  if (state === 'no') return rest === '' ? ['no reason'] : [];
  if (shown.length === 0) return ['nothing shows it'];
  const missing = shown.filter(({ file, title }) => {
    const path = join(root, file);
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
  });
  return missing.map(({ file, title }) => `${file} › ${title}`);
}

const rows = rowsOf(readFileSync(join(root, 'docs', 'self-assessment.md'), 'utf8'));

test('every row of the self-assessment says how far it is, and names a test that is there', () => {
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.flatMap(row => wrongWith(row).map(wrong => `${row.asked}: ${wrong}`))).toEqual([]);
});

test('the check would notice a test that is gone, a row that shows nothing, and a state that says nothing', () => {
  const bad = rowsOf(
    '| a | yes | `test/gone.test.ts › a title` |\n| b | yes | |\n| c | maybe | |\n| d | no | |',
  );
  expect(bad.map(row => wrongWith(row).length)).toEqual([1, 1, 1, 1]);
});

/** What happens to a feed, in the order of the table's columns behind its file. */
const happenings = ['right', 'wrong key', 'wrong clock', 'flood', 'cut line'] as const;

/** What is wrong with the rows of the table of feeds. */
function wrongWithFeeds(text: string): readonly string[] {
  return feedsOf(text).flatMap(([feed = '', where = '', ...tests]) => {
    const file = /^`([^`]+)`$/.exec(where)?.[1] ?? '';
    const path = join(root, file);
    if (file === '' || !existsSync(path)) return [`${feed}: no file ${where}`];
    const source = readFileSync(path, 'utf8');
    return happenings.flatMap((happening, i) => {
      const cell = tests[i] ?? '';
      if (cell === 'none told' && happening === 'wrong clock') return [];
      const title = /^`([^`]+)`$/.exec(cell)?.[1];
      return title !== undefined && source.includes(title) ? [] : [`${feed}, ${happening}: ${cell}`];
    });
  });
}

const feedsOf = (text: string) =>
  text.split('\n').flatMap(line => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim());
    return cells.length === happenings.length + 2 && cells[0] !== 'feed' && !/^-+$/.test(cells[0] ?? '')
      ? [cells]
      : [];
  });

test('every feed has a test of each thing that happens to it', () => {
  const text = readFileSync(join(root, 'docs', 'self-assessment.md'), 'utf8');
  expect(feedsOf(text).length).toBeGreaterThan(10);
  expect(wrongWithFeeds(text)).toEqual([]);
  const here = '`test/self-assessment.test.ts`';
  const bad = `| a | ${here} | \`gone for ever, since 1999\` | | none told | none told | \`every feed\` |\n| b | \`gone.test.ts\` | | | | | |`;
  expect(wrongWithFeeds(bad.replace('gone for ever', ['gone', 'for', 'ever'].join('–')))).toHaveLength(4);
});
