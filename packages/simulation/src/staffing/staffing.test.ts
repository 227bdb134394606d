import { describe, expect, test } from 'vitest';
import { Law } from '../chance/law.ts';
import { erlangC } from '../queue/erlang.ts';
import { replicate } from '../simulate.ts';
import { alike, modelOf } from '../testing/scenarios.ts';
import { offeredLoad } from './offered-load.ts';
import { readStaffing, type StaffingPlan, staffing } from './staffing.ts';

/** Quiet nights, a steep morning: two calls an hour until seven, twelve from eight to eight, then six. */
const week = Array.from({ length: 168 }, (_, hour) => (hour % 24 < 8 ? 2 : hour % 24 < 20 ? 12 : 6));
const service = { distribution: 'lognormal', meanSeconds: 3000, coefficientOfVariation: 0.6 } as const;
const base = { callsPerHour: week, service, probabilityOfWait: 0.1 };

function plan(more: object = {}): StaffingPlan {
  const question = readStaffing({ ...base, ...more });
  if (!question.ok) throw new Error(JSON.stringify(question.error));
  const answer = staffing(question.value);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

test('a steady load needs what Erlang says, at every hour', () => {
  const law = new Law(service);
  const load = offeredLoad(new Array(168).fill(6), seconds => law.longerThan(seconds));
  for (const one of load) expect(one).toBeCloseTo(5, 4);
  const steady = plan({ callsPerHour: new Array(168).fill(6) });
  expect(new Set(steady.units)).toEqual(new Set(steady.hourByHourUnits));
  expect(erlangC(steady.units[0]!, 5)).toBeLessThanOrEqual(0.1);
  expect(erlangC(steady.units[0]! - 1, 5)).toBeGreaterThan(0.1);
});

test('one hour of calls is worked off as long as the jobs last', () => {
  const once = Array.from({ length: 168 }, (_, hour) => (hour === 10 ? 4 : 0));
  const law = new Law({ distribution: 'deterministic', meanSeconds: 2 * 3600 });
  const load = offeredLoad(once, seconds => law.longerThan(seconds));
  const at = (hour: number) => load[Math.round(hour * 12)]!;
  // Rises through the hour to four, stays an hour, falls through the next.
  expect([at(10), at(10.5), at(11), at(12), at(12.5), at(13)].map(one => Number(one.toFixed(3)))).toEqual([
    0, 2, 4, 4, 2, 0,
  ]);
});

describe('168 hours in simulation, jobs of fifty minutes', () => {
  /** Share of calls that find nobody free, by hour of the day. */
  function waits(units: readonly number[]): number[] {
    const most = Math.max(...units);
    const shifts = Array.from({ length: most }, (_, i) =>
      units.flatMap((count, hour) => (count > i ? [{ from: hour, until: hour + 1 }] : [])),
    );
    const raw = alike(most, 1, {
      seed: 3,
      replications: 20,
      callsPerReplication: 20_000,
      warmUpCalls: 500,
      zones: [{ id: 'z1', callsPerHour: week }],
      service,
    });
    const model = modelOf({ ...raw, units: raw.units.map((unit, i) => ({ ...unit, shifts: shifts[i]! })) });
    const calls = new Float64Array(24);
    const none = new Float64Array(24);
    for (let i = 0; i < model.replications; i++) {
      const tally = replicate(model, i);
      for (let hour = 0; hour < 168; hour++) {
        calls[hour % 24]! += tally.hourCalls[hour]!;
        none[hour % 24]! += tally.hourNoneFree[hour]!;
      }
    }
    return [...calls].map((count, hour) => none[hour]! / count);
  }
  const { units, hourByHourUnits } = plan();

  test('the plan keeps its promise in every hour, and two units less break it in every hour: it is right to within one', () => {
    for (const wait of waits(units)) expect(wait).toBeLessThanOrEqual(0.1);
    for (const wait of waits(units.map(count => count - 2))) expect(wait).toBeGreaterThan(0.1);
  });

  test('hour-by-hour Erlang is wrong: too few after the evening, too many when the morning begins', () => {
    const wait = waits(hourByHourUnits);
    expect(wait[20]!).toBeGreaterThan(0.13);
    expect(wait[0]!).toBeGreaterThan(0.12);
    expect(hourByHourUnits[8]! - units[8]!).toBeGreaterThanOrEqual(3);
  });
});

describe('shifts and crews', () => {
  const shifts = [
    { id: 'early', startHour: 6, hours: 8 },
    { id: 'late', startHour: 14, hours: 8 },
    { id: 'night', startHour: 22, hours: 8 },
    { id: 'rush', startHour: 8, hours: 12 },
  ];
  const crew = {
    roles: [
      { id: 'officer', perUnit: 1 },
      { id: 'auxiliary', perUnit: 3 },
    ],
    ratio: { officer: 'officer', auxiliary: 'auxiliary', atMost: 2 },
    weeklyHours: 40,
  };

  test('every hour is covered, at the least cost', () => {
    const answer = plan({ shifts });
    for (const [hour, count] of answer.units.entries())
      expect(answer.onDuty![hour]!).toBeGreaterThanOrEqual(count);
    expect(answer.proven).toBe(true);
    expect(answer.cost).toBe(answer.bound);
    expect(answer.cost).toBeGreaterThanOrEqual(answer.unitHours);
  });

  test('a crew has as many officers as the ratio asks for', () => {
    const answer = plan({ shifts, crew });
    for (const { units, people } of answer.shifts!)
      expect(people).toEqual({ officer: Math.ceil((3 * units) / 2), auxiliary: 3 * units });
    const { hoursPerWeek, atLeast } = answer.people!['auxiliary']!;
    expect(hoursPerWeek).toBe(3 * answer.cost!);
    expect(atLeast).toBe(Math.ceil(hoursPerWeek / 40));
  });

  test.each([
    ['a typo', { serviec: 1 }, 'FieldUnknown serviec'],
    ['a short week', { callsPerHour: [1, 2] }, 'FieldUnfit callsPerHour'],
    ['hours in no shift', { shifts: shifts.slice(0, 2) }, 'FieldUnfit shifts'],
    [
      'an unknown role',
      { shifts, crew: { ...crew, ratio: { officer: 'chief', auxiliary: 'auxiliary', atMost: 2 } } },
      'NameUnknown crew.ratio',
    ],
  ])('%s is named by its field', (_, change, fault) => {
    const question = readStaffing({ ...base, ...change });
    const answer = question.ok ? staffing(question.value) : question;
    expect(answer.ok ? 'fine' : `${answer.error.code} ${answer.error.field}`).toBe(fault);
  });
});
