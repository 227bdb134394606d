import type { Board, Incident } from '../board.ts';
import type { Priority } from '../configuration.ts';

/**
 * The clocks of an incident, in the order in which they run. `ring`: from the ring to the first unit at the place;
 * `answer`: ring to answer; `interpreter`: from asking for one to one on the line, where one was asked; `location`, `type`, `release`: from the answer until it is known, or dispatch has it; `notify`:
 * from then to the first unit told; `acknowledge`, `turnout`: from being told; `travel`: from wheels rolling to the place;
 * `onScene`: from the first there to the last gone; `clear`: from then until the incident is closed.
 */
export const incidentClocks = [
  'ring',
  'answer',
  'interpreter',
  'location',
  'type',
  'release',
  'notify',
  'acknowledge',
  'turnout',
  'travel',
  'onScene',
  'clear',
] as const;
export type IncidentClock = (typeof incidentClocks)[number];

/** What a clock is measured against: never a number of the program, always one of the centre, with who asks for it. */
export interface ClockTarget {
  readonly clock: IncidentClock;
  readonly seconds: number;
  /** The share of cases that its source asks it for. */
  readonly percent?: number;
  /** The standard with its edition, or the local rule. */
  readonly source: string;
  readonly priorities?: readonly Priority[];
  readonly categories?: readonly string[];
}

/** Of the targets that hold for the incident the one with most conditions, the first of equals. */
export function targetOf(
  board: Board,
  clock: IncidentClock,
  { priority, typeId }: Partial<Pick<Incident, 'priority' | 'typeId'>>,
): ClockTarget | undefined {
  const category = board.configuration?.types.find(type => type.typeId === typeId)?.category;
  let found: ClockTarget | undefined;
  for (const target of board.configuration?.targets ?? []) {
    if (target.clock !== clock) continue;
    if (target.priorities && (priority === undefined || !target.priorities.includes(priority))) continue;
    if (target.categories && (category === undefined || !target.categories.includes(category))) continue;
    if (!found || conditionsOf(target) > conditionsOf(found)) found = target;
  }
  return found;
}

const conditionsOf = ({ priorities, categories }: ClockTarget) => (priorities ? 1 : 0) + (categories ? 1 : 0);
