import type { Board, Unit } from './board.ts';
import type { Capability } from './ids.ts';

export interface Lacking {
  readonly capability: Capability;
  /** People that it takes, where there are too few; absent: the equipment does not work. */
  readonly people?: number;
}

/** What the unit can do now: with enough people aboard, and with what works. */
export function capabilitiesNow(board: Board, unit: Unit): readonly Capability[] {
  const { capabilities } = unit.description;
  // Nearly all units are as usual, and there are thousands of them.
  if (unit.staffing === undefined && unit.description.people === undefined) return capabilities;
  return capabilities.filter(capability => lackingFor(board, unit, capability) === undefined);
}

/** Why the unit cannot do now what it was built for; undefined when it can. */
export function lackingFor(board: Board, unit: Unit, capability: Capability): Lacking | undefined {
  if (unit.staffing?.without.includes(capability)) return { capability };
  const aboard = unit.staffing?.people ?? unit.description.people;
  const people = board.configuration?.minimumPeople?.[capability] ?? 1;
  return aboard !== undefined && aboard < people ? { capability, people } : undefined;
}
