import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { sits, smallTown, Telling } from '../../../../packages/dispatch/test/story.ts';
import { dutyLines, type KnownDuties } from './duty-lines.ts';

const HOUR = 3_600_000;
const NOW = 1_000_000 * HOUR;
const at = (hours: number) => instant(NOW + hours * HOUR);
const telling = new Telling();
telling.must({
  actor: { kind: 'system', id: 'server' },
  command: { type: 'AdoptConfiguration', configuration: smallTown },
});
telling.must(sits('D1'));

const lines = (more: Partial<KnownDuties>) =>
  dutyLines({
    now: instant(NOW),
    soonMs: 2 * HOUR,
    planned: [],
    duties: [],
    worked: [],
    qualifications: [],
    board: telling.board,
    limits: [],
    ...more,
  }).map(({ staffId, state, unitId, deskId, at: where }) => [
    staffId,
    state,
    deskId ?? unitId,
    ...(where ? [where] : []),
  ]);
const shift = (staffId: string, place: object, from: number, to: number) => ({
  shiftId: `${staffId}@${from}`,
  staffId,
  ...place,
  from: at(from),
  to: at(to),
});

test('planned against there: by place and time, nobody by rank', () => {
  expect(
    lines({
      planned: [
        shift('anna', { deskId: 'D1' }, -1, 7),
        shift('ben', { deskId: 'D2' }, -1, 7),
        shift('S3', { unitId: 'E1' }, -1, 7),
        shift('S1', { unitId: 'E1' }, -1, 7),
        shift('S2', { unitId: 'E2' }, 1, 9),
        shift('S4', { unitId: 'E2' }, 3, 9),
        shift('S5', { unitId: 'E2' }, -9, 0),
      ],
      duties: [
        { staffId: 'S1', unitId: 'E1', from: at(-1) },
        { staffId: 'S3', unitId: 'E2', from: at(-1) },
        { staffId: 'S5', unitId: 'E2', from: at(-9) },
      ],
    }),
  ).toEqual([
    ['anna', 'there', 'D1'],
    ['ben', 'missing', 'D2'],
    ['S1', 'there', 'E1'],
    ['S3', 'elsewhere', 'E1', 'E2'],
    ['S5', 'unplanned', 'E2'],
    ['S3', 'unplanned', 'E2'],
    ['S2', 'coming', 'E2'],
  ]);
});

test('who is on duty is warned of the limits that this duty passes by its planned end, and of what has expired', () => {
  const [line] = dutyLines({
    now: instant(NOW),
    soonMs: 0,
    planned: [shift('S1', { unitId: 'E1' }, -1, 15)],
    duties: [{ staffId: 'S1', unitId: 'E1', from: at(-1) }],
    worked: [
      { staffId: 'S1', unitId: 'E1', from: at(-1) },
      { staffId: 'S1', unitId: 'E1', from: at(-20), to: at(-6) },
    ],
    qualifications: [
      { staffId: 'S1', qualificationId: 'officer', expiresAt: instant(NOW) },
      { staffId: 'S1', qualificationId: 'driver', expiresAt: at(1) },
    ],
    board: new Telling().board,
    limits: [
      { limit: 'duty', hours: 13, source: 'a' },
      { limit: 'rest', hours: 11, source: 'b' },
    ],
  });
  expect(line?.expired).toEqual(['officer']);
  expect(line?.warnings.map(({ limit, actual, at: when }) => [limit, actual, (when - NOW) / HOUR])).toEqual([
    ['duty', 14, -20],
    ['duty', 16, -1],
    ['rest', 5, -1],
  ]);
});
