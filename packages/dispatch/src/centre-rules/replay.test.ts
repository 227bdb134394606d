import { milliseconds } from '@clarion/measure';
import { expect, test } from 'vitest';
import { assigned, at, machine, opened, smallTown, square, Telling } from '../../test/story.ts';
import type { Configuration } from '../configuration.ts';
import type { RecommendationQuestion } from '../recommend.ts';
import { couldDiffer, missingBy, recommendedBy, recommendUnder, replayOf } from './replay.ts';

const engines = (count: number, more: Partial<Configuration> = {}): Configuration => ({
  ...smallTown,
  version: count,
  ...more,
  types: smallTown.types.map(type =>
    type.typeId === 'fire' ? { ...type, needs: [{ capability: 'engine', count }] } : type,
  ),
});
/** A fire while E2 is on something else, as the log has it. */
function then(): Telling {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: engines(1) } });
  for (const act of [opened('I1'), assigned('E2', 'I1'), opened('I2', undefined, 'fire')]) telling.must(act);
  return telling;
}
const asked = { typeId: 'fire', at: square.at };
const question = (telling: Telling): RecommendationQuestion => ({
  board: telling.board,
  for: asked,
  travel: new Map(['E1', 'E2', 'M11'].map((id, i) => [id, milliseconds((i + 1) * 60_000)])),
  fixes: new Map(['E1', 'E2', 'M11'].map(id => [id, { at: square.at, ageMs: 0, source: 'post' as const }])),
  now: at(9),
  minuteOfWeek: 10,
  versions: { graphHash: '', closuresVersion: 0, speedsVersion: 0 },
});

test('a past incident is asked anew with who was free then: more is asked for, and what would have been short is said', () => {
  const telling = then();
  const under = (configuration: Configuration) => {
    const found = recommendUnder(question(telling), configuration);
    return [recommendedBy(found), missingBy(found)];
  };
  expect(under(engines(1))).toEqual([['E1'], []]);
  expect(under(engines(2))).toEqual([['E1'], [{ capability: 'engine', count: 1 }]]);
  // What crews can do is that of the rules that are tried.
  const units = smallTown.units.map(unit =>
    unit.unitId === 'M11' ? { ...unit, capabilities: ['engine'] } : unit,
  );
  expect(under(engines(2, { units }))).toEqual([['E1', 'M11'], []]);
  expect(telling.board.configuration).toEqual(engines(1));
});

test('an open incident’s own version does not answer for the rules that are tried', () => {
  const telling = then();
  expect(telling.board.incidents.get('I2')?.configurationVersion).toBe(1);
  expect(recommendUnder(question(telling), engines(2)).needs).toEqual([{ capability: 'engine', count: 2 }]);
});

test('only what asks for something else there, or changes crews, is reckoned twice', () => {
  const { board } = then();
  const differs = (now: Configuration) => couldDiffer(board, asked, engines(1), now, at(9), 10);
  expect(differs(engines(1))).toBe(false);
  expect(differs({ ...engines(1), clocks: { ...smallTown.clocks, turnoutSeconds: 9 } })).toBe(false);
  expect(differs(engines(2))).toBe(true);
  expect(differs({ ...engines(1), minimumPeople: { engine: 4 } })).toBe(true);
});

test('a replay counts by type what differs and what would have been short, before and after, and shows the newest', () => {
  const one = (incidentId: string, typeId: string, now: readonly string[], short: number) => ({
    incidentId,
    typeId,
    openedAt: at(0),
    was: ['E1'],
    now,
    wasMissing: [],
    nowMissing: short > 0 ? [{ capability: 'engine', count: short }] : [],
  });
  const all = [one('I1', 'fire', ['E1'], 0), one('I2', 'fire', ['E1', 'E2'], 0), one('I3', 'ill', ['E1'], 1)];
  const replay = replayOf(all, { against: 1, since: at(0), until: at(9), left: 0 });
  expect(replay).toMatchObject({ incidents: 3, differing: 2, wasShort: 0, nowShort: 1 });
  expect(replay.byType).toEqual([
    { typeId: 'fire', incidents: 2, differing: 1, wasShort: 0, nowShort: 0 },
    { typeId: 'ill', incidents: 1, differing: 1, wasShort: 0, nowShort: 1 },
  ]);
  expect(replay.differences.map(({ incidentId }) => incidentId)).toEqual(['I3', 'I2']);
});
