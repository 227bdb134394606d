import { type Actor, checksOnFloor, defaultConfiguration, dueSteps, usualAlarms } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { generatedCalls } from './generated-calls.ts';
import { play } from './testing/play.ts';
import { generatedOptions, hospitals, morning, units } from './testing/town.ts';

const LOOK_MS = 5_000;
const HOURS = 8;
/** As many calls for each crew as in the drill of a town: 20 an hour for 32 crews. */
const CALLS_PER_HOUR = (20 / 32) * units.length;
/** Two dispatch desks share the town by what they send, as centres do. */
const shared: Readonly<Record<string, readonly string[]>> = {
  D1: ['fire', 'rescue', 'hazard', 'traffic'],
  D2: ['medical', 'publicOrder', 'service'],
};
const system: Actor = { kind: 'system', id: 'watch' };
const sits = (id: string): Actor => ({ kind: 'operator', id, role: 'commander' });

/**
 * A shift of eight hours through the fold, with the calls and crews of the drill. EEMUA 191 (3rd ed.) and ISA-18.2-2016 take
 * six alarms an hour and operator as very likely to be acceptable; whoever sits there acknowledges within half a minute.
 */
test('alarms of a shift stay within the budget at every desk', () => {
  const p = play(units, {
    seed: 7,
    script: generatedCalls({ ...generatedOptions, callsPerHour: CALLS_PER_HOUR }),
    hospitals,
    from: morning,
    attended: false,
  });
  const { configuration } = p.board;
  const { desks, targets, checks, alarms } = defaultConfiguration({ placeName: {}, units: [], posts: [] });
  p.submit(
    morning,
    { kind: 'system', id: 'start' },
    {
      type: 'AdoptConfiguration',
      configuration: {
        ...configuration!,
        version: configuration!.version + 1,
        desks: desks!.map(desk =>
          shared[desk.deskId] ? { ...desk, categories: shared[desk.deskId]! } : desk,
        ),
        targets: targets!,
        checks: checks!,
        alarms: alarms!,
      },
    },
  );
  for (const { deskId } of desks!) p.submit(morning, sits(`at ${deskId}`), { type: 'TakeDesk', deskId });
  let forgets = 0;
  for (let t = morning + LOOK_MS; t <= morning + HOURS * 3_600_000; t += LOOK_MS) {
    const now = instant(t);
    p.run(now);
    for (const { key, step } of dueSteps(p.board, now, {}))
      p.submit(now, system, { type: 'StepAlarm', key, step });
    for (const { key, raisedAt, repeatedAt, acknowledged } of [...p.board.alarms.values()])
      if (!acknowledged && now - (repeatedAt ?? raisedAt) >= 30_000)
        p.submit(now, sits('at D1'), { type: 'AcknowledgeAlarm', key });
    // A crew that is due is called on the radio, as a dispatcher does before it is an alarm; one call in three is forgotten.
    for (const { unitId, state, check } of checksOnFloor(p.board, now))
      if (state === 'due' && (t / LOOK_MS) % 60 === 0 && forgets++ % 3 > 0)
        p.submit(now, sits('at D1'), {
          type: 'HearUnits',
          unitIds: [unitId],
          via: 'voice',
          accounted: check === 'accountability',
        });
      else if (state === 'overdue')
        p.submit(now, sits('at D1'), { type: 'HearUnits', unitIds: [unitId], via: 'voice', accounted: true });
  }
  expect(p.refusals).toEqual([]);
  const raised = p.log.filter(({ type }) => type === 'FloorAlarmRaised' || type === 'FloorAlarmRepeated');
  const perHour = desks!.map(({ deskId }) => {
    const own = p.board.alarmRaises.filter(one => (one.deskId ?? 'S1') === deskId).length;
    return [deskId, own / HOURS] as const;
  });
  console.log(
    `alarms an hour in a shift of ${HOURS} h: ${perHour.map(([desk, n]) => `${desk} ${n.toFixed(1)}`).join(', ')}`,
  );
  // A shift without a single alarm would prove nothing.
  expect(raised.length).toBeGreaterThan(0);
  for (const [deskId, n] of perHour) expect(n, deskId).toBeLessThanOrEqual(usualAlarms.budgetPerHour);
});
