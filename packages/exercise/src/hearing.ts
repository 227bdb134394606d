import { type Board, type Command, openAssignments, openOrders, type UnitId } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { CrewWorld } from './crew.ts';
import { crewActor, type Happening } from './happening.ts';
import { uuidOf } from './keyed-chance.ts';
import { acknowledgeMs } from './turnout.ts';

/** What a crew was told or ordered and has not said yet that it has heard. */
export interface Heard {
  /** The message or the order. */
  readonly key: string;
  readonly due: Instant;
  readonly command: Command;
}

/** What this crew has to say that it has heard, each a moment after it was told; nothing of what a person's own device answers. */
export function toHear(board: Board, unitId: UnitId, world: CrewWorld): readonly Heard[] {
  const heard: Heard[] = [];
  const dueOf = (key: string, at: Instant) => instant(at + acknowledgeMs(world.seed, key));
  for (const id of board.units.get(unitId)?.assignmentIds ?? []) {
    const assignment = board.assignments.get(id);
    const incident = assignment && board.incidents.get(assignment.incidentId);
    if (!assignment || !incident || world.spokenFor?.has(id)) continue;
    if (!openAssignments(board, incident).some(one => one.assignmentId === id)) continue;
    const { assignmentId, incidentId } = assignment;
    for (const { seq, at, acknowledged } of assignment.messages ?? []) {
      const key = `${assignmentId} message ${seq}`;
      const command = { type: 'AcknowledgeMessage', unitId, assignmentId, seq } as const;
      if (acknowledged === undefined) heard.push({ key, due: dueOf(key, at), command });
    }
    for (const order of openOrders(board, incident)) {
      const { number, at } = order;
      const key = `${incidentId} order ${number}`;
      const command = { type: 'AcknowledgeOrder', unitId, incidentId, number } as const;
      if (order.unitId === unitId) heard.push({ key, due: dueOf(key, at), command });
    }
  }
  return heard;
}

/** What it says at `at`. */
export const saidHeard = ({ key, command }: Heard, at: Instant, { seed }: CrewWorld): Happening => ({
  kind: 'command',
  at,
  actor: crewActor,
  commandId: uuidOf(seed, key, command.type, at),
  command,
});
