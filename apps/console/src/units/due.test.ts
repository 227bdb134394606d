import { emptyBoard, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { createSpeech } from '../words/speak.ts';
import { countOf, dueSigns, pressing, unitsByDue } from './due.ts';
import { dueInShort, dueInWords } from './due-words.ts';

/** Crews on scene of one fire: since which second, last heard and last counted when. */
function floor(
  crews: Readonly<
    Record<string, { readonly since: number; readonly heard?: number; readonly counted?: number }>
  >,
) {
  const board = emptyBoard();
  board.configuration = {
    types: [{ typeId: 'fire', names: {}, category: 'fire', priority: 1, needs: [] }],
    checks: {
      rules: [
        { check: 'contact', statuses: ['onScene'], warnSeconds: 600, overdueSeconds: 900 },
        {
          check: 'accountability',
          statuses: ['onScene'],
          categories: ['fire'],
          warnSeconds: 1200,
          overdueSeconds: 1500,
        },
      ],
    },
  } as never;
  board.openIncidents.add('I1');
  const assignmentIds: string[] = [];
  for (const [i, [unitId, { since, heard, counted }]] of Object.entries(crews).entries()) {
    const assignmentId = `A${i + 1}`;
    assignmentIds.push(assignmentId);
    const times = { dispatched: instant(0), onScene: instant(since * 1000) };
    board.assignments.set(assignmentId, {
      assignmentId,
      incidentId: 'I1',
      unitId,
      by: { kind: 'operator', id: 'anna', role: 'dispatcher' },
      times,
    });
    board.units.set(unitId, {
      unitId,
      description: { unitId, kind: 'ENGINE', agency: 'fire', capabilities: [] },
      status: 'onScene',
      statusSince: times.onScene,
      assignmentIds: [assignmentId],
      changedSeq: 0,
      ...(heard === undefined ? {} : { heard: { at: instant(heard * 1000), via: 'voice' } }),
      ...(counted === undefined ? {} : { accountedAt: instant(counted * 1000) }),
    } satisfies Unit);
  }
  board.incidents.set('I1', { incidentId: 'I1', typeId: 'fire', state: 'open', assignmentIds } as never);
  return board;
}
const at = (second: number) => instant(second * 1000);

test('crews stand by urgency: overdue the longest, then overdue soonest, then due soonest, then by number', () => {
  const board = floor({
    E10: { since: 900 },
    E2: { since: 900 },
    E3: { since: 100, counted: 900 },
    E4: { since: 50, counted: 900 },
    E5: { since: 100, heard: 350, counted: 900 },
    E6: { since: 100, heard: 300, counted: 900 },
  });
  const due = pressing(board, at(1000));
  expect(unitsByDue(due)).toEqual(['E4', 'E3', 'E6', 'E5', 'E2', 'E10']);
  expect([countOf(due, 'overdue'), countOf(due, 'due'), countOf(due, 'fine')]).toEqual([2, 2, 2]);
});

test('of two checks the one that presses most is shown, and a crew that is heard goes back', () => {
  const board = floor({ E1: { since: 0, heard: 1400 } });
  expect(pressing(board, at(1600)).get('E1')).toMatchObject({ check: 'accountability', state: 'overdue' });
  const counted = floor({ E1: { since: 0, heard: 1600, counted: 1600 } });
  expect(pressing(counted, at(1600)).get('E1')).toMatchObject({ check: 'contact', state: 'fine' });
});

test('a row says by sign and word what is due and overdue, in both languages, and no two states alike', () => {
  expect(new Set(Object.values(dueSigns)).size).toBe(3);
  const board = floor({ E1: { since: 0, counted: 900 } });
  for (const [language, said] of [
    ['en', ['5m', 'due 4m', 'overdue 3m', 'contact overdue by 3m']],
    ['zh-CN', ['5m', '应联络 4m', '超时 3m', '联络：已超时3m']],
  ] as const) {
    const w = createSpeech(language, 'UTC');
    const short = (second: number) => dueInShort(pressing(board, at(second)).get('E1')!, second * 1000, w);
    const words = dueInWords(pressing(board, at(1080)).get('E1')!, 1_080_000, w);
    expect([short(300), short(660), short(1080), words]).toEqual(said);
  }
});
