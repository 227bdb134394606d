import { type Board, defaultConfiguration, emptyBoard } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { rulesOfFile } from './rules-at-hand.ts';

const area = (areaId: string) => ({ areaId, names: {}, rings: [] });
const usual = defaultConfiguration({
  placeName: {},
  units: [{ unitId: 'E1', kind: 'ENGINE', agency: 'fire', capabilities: ['engine'] }],
  posts: [],
});
const ground = { usual, areas: [area('harbour')] };
const board = (...drawn: readonly string[]): Board => {
  const made: Board = { ...emptyBoard(), adopted: usual, configuration: usual };
  const areas = drawn.map(area);
  const planned = { deploymentId: 'G1', state: 'begun', begunSeq: 9, areas };
  if (drawn.length > 0) made.deployments.set('G1', planned as never);
  return made;
};
const naming = (areaId: string) => ({
  types: { outsideFire: { runCards: [{ areaIds: [areaId], needs: [{ capability: 'engine', count: 1 }] }] } },
});

test('rules name the place’s areas, or those that the deployment in force has drawn, and no others', () => {
  const unfit = { ok: false, error: { field: 'types.outsideFire.runCards.0.areaIds', reason: 'unknown' } };
  expect(rulesOfFile(naming('harbour'), ground, board())).toMatchObject({ ok: true });
  expect(rulesOfFile(naming('quay'), ground, board())).toMatchObject(unfit);
  // A card for an area that nothing lies in would never hold.
  expect(rulesOfFile(naming('harbour'), ground, board('quay'))).toMatchObject(unfit);
  expect(rulesOfFile(naming('quay'), ground, board('quay'))).toMatchObject({
    ok: true,
    value: { areas: [{ areaId: 'quay' }] },
  });
});

test('what is no file of rules is told with its field', () => {
  expect(rulesOfFile('no', ground, board())).toMatchObject({
    ok: false,
    error: { field: '', reason: 'unfit' },
  });
  expect(rulesOfFile({ paging: {} }, ground, board())).toMatchObject({ error: { field: 'paging' } });
});
