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
/** Units come and go at quarters of an hour. */
const QUARTERS = 4 * HOURS;
/** 1 to 4; 0 is nothing's. */
const PRIORITIES = 5;

/** What is kept free, by priority; five numbers, or five for each hour of the week. */
export function compileKeepFree({ dispatch }: Scenario): Int32Array {
  const given = dispatch.keepFree ?? [];
  const rows = given.some(({ hours }) => hours !== undefined) ? HOURS : 1;
  const kept = new Int32Array(rows * PRIORITIES);
  for (const { priority, units, hours } of given) {
    const holds = heldIn(hours, 1);
    for (let hour = 0; hour < rows; hour++) {
      if (!holds[hour]) continue;
      for (let p = priority; p < PRIORITIES; p++)
        kept[hour * PRIORITIES + p] = Math.max(kept[hour * PRIORITIES + p]!, units);
    }
  }
  return kept;
}

/** Changes of duty, of what is kept free and of the levels' time table (`changesAt`) over the week; undefined where nothing ever changes. */
export function compileDuty(
  { units }: Scenario,
  keepFree: Int32Array,
  changesAt: (hour: number) => boolean,
): Duty | undefined {
  const keptAt = (hour: number) => keepFree.subarray(hour * PRIORITIES, (hour + 1) * PRIORITIES).join();
  const keepsByHour = keepFree.length > PRIORITIES;
  const hoursOfChange = Array.from({ length: HOURS }, (_, hour) => hour).filter(
    hour => (keepsByHour && keptAt(hour) !== keptAt((hour + HOURS - 1) % HOURS)) || changesAt(hour),
  );
  if (hoursOfChange.length === 0 && !units.some(({ shifts }) => shifts !== undefined)) return undefined;
  const changes: { quarter: number; unit: number; on: boolean }[] = [];
  const atStart = new Uint8Array(units.length);
  for (const [unit, { shifts }] of units.entries()) {
    const onDuty = onDutyByQuarter(shifts);
    atStart[unit] = onDuty[0] ? 1 : 0;
    for (let quarter = 0; quarter < QUARTERS; quarter++) {
      const before = onDuty[(quarter + QUARTERS - 1) % QUARTERS]!;
      if (onDuty[quarter] !== before) changes.push({ quarter, unit, on: onDuty[quarter]! });
    }
  }
  for (const hour of hoursOfChange) changes.push({ quarter: 4 * hour, unit: NOBODY, on: true });
  // Those who come are there before the others leave.
  changes.sort((a, b) => a.quarter - b.quarter || Number(b.on) - Number(a.on) || a.unit - b.unit);
  return {
    atS: Float64Array.from(changes, ({ quarter }) => quarter * 900),
    unit: Int32Array.from(changes, ({ unit }) => unit),
    on: Uint8Array.from(changes, ({ on }) => (on ? 1 : 0)),
    atStart,
  };
}

/** Whether a unit with these shifts is on duty, for each quarter of an hour of the week. */
export const onDutyByQuarter = (shifts: Spans): readonly boolean[] => heldIn(shifts, 4);

type Spans = Scenario['units'][number]['shifts'];

/** By hour of the week, or part of it. A span whose end is not after its start goes on into the next week. */
export function heldIn(spans: Spans, partsOfHour: number): readonly boolean[] {
  const parts = HOURS * partsOfHour;
  const held = new Array<boolean>(parts).fill(spans === undefined);
  for (const { from, until } of spans ?? []) {
    const [first, end] = [from * partsOfHour, until * partsOfHour];
    const length = end > first ? end - first : end + parts - first;
    for (let i = 0; i < length; i++) held[(first + i) % parts] = true;
  }
  return held;
}
