import type { Duty, Model } from '../model.ts';
import type { Scenario } from './schema.ts';

/** Who shares a crew with whom; undefined where nobody does. */
export function compileCrewmates({ units }: Scenario): Model['crewmates'] {
  if (!units.some(({ crew }, i) => crew !== undefined && units.findIndex(u => u.crew === crew) !== i))
    return undefined;
  return units.map(({ crew }, self) =>
    crew === undefined
      ? []
      : units.flatMap((other, index) => (index !== self && other.crew === crew ? [index] : [])),
  );
}

const HOURS = 168;

/** Changes of duty over the week; undefined when all are on duty always. */
export function compileDuty({ units }: Scenario): Duty | undefined {
  if (!units.some(({ shifts }) => shifts !== undefined)) return undefined;
  const changes: { hour: number; unit: number; on: boolean }[] = [];
  const atStart = new Uint8Array(units.length);
  for (const [unit, { shifts }] of units.entries()) {
    const onDuty = hoursOf(shifts);
    atStart[unit] = onDuty[0] ? 1 : 0;
    for (let hour = 0; hour < HOURS; hour++) {
      const before = onDuty[(hour + HOURS - 1) % HOURS]!;
      if (onDuty[hour] !== before) changes.push({ hour, unit, on: onDuty[hour]! });
    }
  }
  // Those who come are there before the others leave.
  changes.sort((a, b) => a.hour - b.hour || Number(b.on) - Number(a.on) || a.unit - b.unit);
  return {
    atS: Float64Array.from(changes, ({ hour }) => hour * 3600),
    unit: Int32Array.from(changes, ({ unit }) => unit),
    on: Uint8Array.from(changes, ({ on }) => (on ? 1 : 0)),
    atStart,
  };
}

/** On duty by hour of the week. A span whose end is not after its start goes on into the next week. */
function hoursOf(shifts: Scenario['units'][number]['shifts']): readonly boolean[] {
  const hours = new Array<boolean>(HOURS).fill(shifts === undefined);
  for (const { from, until } of shifts ?? []) {
    const length = until > from ? until - from : until + HOURS - from;
    for (let i = 0; i < length; i++) hours[(from + i) % HOURS] = true;
  }
  return hours;
}
