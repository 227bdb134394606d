import type { Board, Unit } from './board.ts';
import type { Capability } from './ids.ts';
import { type LackingQualification, unqualifiedFor } from './shift/crew.ts';

export interface Lacking {
  readonly capability: Capability;
  /** People that it takes, where there are too few; absent with no qualification: the equipment does not work. */
  readonly people?: number;
  /** Too few aboard hold it. */
  readonly qualification?: LackingQualification;
}

/** What the unit can do now: with enough people aboard, and with what works. */
export function capabilitiesNow(board: Board, unit: Unit): readonly Capability[] {
  const { capabilities } = unit.description;
  // Nearly all units are as usual, and there are thousands of them.
  const { staffing, crew, description } = unit;
  if (staffing === undefined && crew === undefined && description.people === undefined) return capabilities;
  return capabilities.filter(capability => lackingFor(board, unit, capability) === undefined);
}

/** Why the unit cannot do now what it was built for; undefined when it can. */
export function lackingFor(board: Board, unit: Unit, capability: Capability): Lacking | undefined {
  if (unit.staffing?.without.includes(capability)) return { capability };
  // What somebody has said goes before who has signed on, and that before what is usual.
  const aboard = unit.staffing?.people ?? unit.crew?.people ?? unit.description.people;
  const people = board.configuration?.minimumPeople?.[capability] ?? 1;
  if (aboard !== undefined && aboard < people) return { capability, people };
  const needs = board.configuration?.shifts?.crewing?.[capability] ?? [];
  const qualification = unit.crew && unqualifiedFor(unit.crew, needs);
  return qualification && { capability, qualification };
}
