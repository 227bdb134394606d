import { expect, test } from 'vitest';
import { readPlan } from './read-plan.ts';

const known = {
  unitIds: new Set(['E1', 'M1']),
  deskIds: new Set(['D1']),
  qualificationIds: new Set(['officer', 'driver']),
  timeZone: 'Asia/Shanghai',
};
const HEAD = 'staff,unit,desk,from,to,qualifications';
const read = (...lines: readonly string[]) => readPlan([HEAD, ...lines].join('\n'), known);
const faults = (...lines: readonly string[]) => read(...lines).faults.map(({ line, code }) => [line, code]);
const at = (text: string) => Date.parse(text);

test('a plan is read by the clock of the place, or with an offset; a qualification counts through its last day', () => {
  const plan = read(
    'S7,E1,,2026-11-26 07:00,2026-11-26 19:00,officer:2026-11-30;driver',
    'S8,,D1,2026-11-26T19:00:00+08:00,2026-11-27T07:00:00+08:00,',
  );
  expect(plan.faults).toEqual([]);
  expect(plan.shifts).toEqual([
    {
      shiftId: `s7@${at('2026-11-25T23:00Z')}`,
      staffId: 's7',
      unitId: 'E1',
      from: at('2026-11-25T23:00Z'),
      to: at('2026-11-26T11:00Z'),
    },
    {
      shiftId: `s8@${at('2026-11-26T11:00Z')}`,
      staffId: 's8',
      deskId: 'D1',
      from: at('2026-11-26T11:00Z'),
      to: at('2026-11-26T23:00Z'),
    },
  ]);
  expect(plan.qualifications).toEqual([
    { staffId: 's7', qualificationId: 'officer', expiresAt: at('2026-11-30T16:00Z') },
    { staffId: 's7', qualificationId: 'driver' },
  ]);
});

test('every fault is named with its line', () => {
  const day = '2026-11-26 07:00,2026-11-26 19:00,';
  expect(
    faults(
      `Erika Mustermann,E1,,${day}`,
      `S1,E1,D1,${day}`,
      `S1,,,${day}`,
      `S2,E9,,${day}`,
      `S3,,D9,${day}`,
      'S4,E1,,2026-02-30 07:00,2026-11-26 19:00,',
      'S5,E1,,2026-11-26 19:00,2026-11-26 07:00,',
      'S6,E1,,2026-11-26 19:00,2026-11-29 07:00,',
      `S7,E1,,${day}`,
      'S7,M1,,2026-11-26 18:00,2026-11-27 06:00,',
      `S8,E1,,${day}pilot`,
      `S9,E1,,${day}officer:2026-11-31`,
    ),
  ).toEqual([
    [2, 'staff'],
    [3, 'place'],
    [4, 'place'],
    // S1 stands on two lines at the same time too.
    [4, 'overlap'],
    [5, 'unitUnknown'],
    [6, 'deskUnknown'],
    [7, 'time'],
    [8, 'order'],
    [9, 'tooLong'],
    [11, 'overlap'],
    [12, 'qualificationUnknown'],
    [13, 'expiry'],
  ]);
});

test('a file that is no such table says so', () => {
  expect(readPlan('', known).faults).toMatchObject([{ code: 'file' }]);
  expect(readPlan('staff,unit\nS1,E1\n', known).faults).toEqual([{ line: 1, code: 'column', value: 'from' }]);
  expect(readPlan(`${HEAD}\nS1,E1\n`, known).faults).toMatchObject([{ line: 2, code: 'file' }]);
});

test('what a sign-in may be, a staff id may be, in its one normal form', () => {
  const long = `${'l'.repeat(68)}@example.org`;
  const { shifts, faults: found } = read(
    'Lin@Example.org,,D1,2026-11-26 07:00,2026-11-26 09:00,',
    'Ｗｅｉ７,E1,,2026-11-26 07:00,2026-11-26 09:00,',
    `${long},E1,,2026-11-26 07:00,2026-11-26 09:00,`,
    'WEI7,E1,,2026-11-26 08:00,2026-11-26 09:00,',
    `l${long},E1,,2026-11-27 07:00,2026-11-27 09:00,`,
  );
  expect(shifts.slice(0, 3).map(({ staffId }) => staffId)).toEqual(['lin@example.org', 'wei7', long]);
  expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual(['5 overlap', '6 staff']);
});
