import type { WireCommand } from '@clarion/protocol';
import type { Console } from '../console.ts';
import { sendable } from '../recommendation/offer.ts';

/** The command for the units that are marked on the screen at this moment; undefined when there is nothing to send. */
export function dispatchShown(console: Console): Extract<WireCommand, { type: 'AssignUnits' }> | undefined {
  const offer = console.offer.get();
  const incidentId = console.desk.get().incidentId;
  if (incidentId === undefined || offer.incidentId !== incidentId) return undefined;
  const { unitIds, displayed, evidenceId } = sendable(offer);
  if (unitIds.length === 0) return undefined;
  return {
    type: 'AssignUnits',
    incidentId,
    unitIds: [...unitIds],
    displayed: [...displayed],
    ...(evidenceId === undefined ? {} : { evidenceId }),
  };
}

/** Units marked for sending that another incident has: sending them wants a word on purpose. */
export function markedElsewhere(
  console: Console,
): readonly { readonly unitId: string; readonly incidentId: string }[] {
  const command = dispatchShown(console);
  const board = console.board();
  return (command?.unitIds ?? []).flatMap(unitId => {
    const open = (board.units.get(unitId)?.assignmentIds ?? []).flatMap(
      id => board.assignments.get(id) ?? [],
    );
    const other = open.find(one => one.incidentId !== command?.incidentId);
    return other === undefined ? [] : [{ unitId, incidentId: other.incidentId }];
  });
}
