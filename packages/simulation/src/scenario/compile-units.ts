import { Law } from '../chance/law.ts';
import { type Duty, type Model, NOBODY } from '../model.ts';
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

/** Turnout by unit: its own, or the scenario's, which all others share. */
export function compileTurnout(scenario: Scenario): Pick<Model, 'turnout' | 'turnoutFactor'> {
  const law = scenario.turnout && new Law(scenario.turnout);
  const factor = Float64Array.from([scenario.turnoutFactor].flat());
  return {
    turnout: scenario.units.map(({ turnout }) => (turnout ? new Law(turnout) : law)),
    turnoutFactor: scenario.units.map(({ turnoutFactor }) =>
      turnoutFactor === undefined ? factor : Float64Array.from([turnoutFactor].flat()),
    ),
  };
}

/** Mean seconds from the sending to wheels rolling of a unit, at an hour of the week. */
export const meanTurnoutS = ({ turnout, turnoutFactor }: Model, unit: number, hour: number): number => {
  const factor = turnoutFactor[unit]!;
  return (turnout[unit]?.meanSeconds ?? 0) * factor[factor.length === 1 ? 0 : hour]!;
};

const HOURS = 168;
/** 1 to 4; 0 is nothing's. */
const PRIORITIES = 5;

/** What is kept free, by priority; five numbers, or five for each hour of the week. */
export function compileKeepFree({ dispatch }: Scenario): Int32Array {
  const given = dispatch.keepFree ?? [];
  const rows = given.some(({ hours }) => hours !== undefined) ? HOURS : 1;
  const kept = new Int32Array(rows * PRIORITIES);
  for (const { priority, units, hours } of given) {
    const holds = hoursOf(hours);
    for (let hour = 0; hour < rows; hour++) {
      if (!holds[hour]) continue;
      for (let p = priority; p < PRIORITIES; p++)
        kept[hour * PRIORITIES + p] = Math.max(kept[hour * PRIORITIES + p]!, units);
    }
  }
  return kept;
}

/** Changes of duty, and of what is kept free, over the week; undefined where nothing ever changes. */
export function compileDuty({ units }: Scenario, keepFree: Int32Array): Duty | undefined {
  const keptAt = (hour: number) => keepFree.subarray(hour * PRIORITIES, (hour + 1) * PRIORITIES).join();
  const keepsByHour = keepFree.length > PRIORITIES;
  if (!keepsByHour && !units.some(({ shifts }) => shifts !== undefined)) return undefined;
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
  for (let hour = 0; keepsByHour && hour < HOURS; hour++)
    if (keptAt(hour) !== keptAt((hour + HOURS - 1) % HOURS)) changes.push({ hour, unit: NOBODY, on: true });
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
