import type { Board, Unit } from '../board.ts';
import { applyDeployment } from '../deployment.ts';
import type { Entry } from '../entry.ts';
import { leaveGone } from './hand-over.ts';

/** New units come available; those that are gone leave, at once or when their last assignment ends. */
export function evolveConfiguration(
  board: Board,
  entry: Extract<Entry, { type: 'ConfigurationAdopted' }>,
): void {
  const { configuration } = entry.data;
  leaveGone(board, configuration.desks, entry);
  board.configuration = configuration;
  const staying = new Set<string>();
  for (const description of configuration.units) {
    const { unitId } = description;
    staying.add(unitId);
    const known = board.units.get(unitId);
    if (known) {
      const { leaving: _, ...unit } = known;
      board.units.set(unitId, { ...unit, description, changedSeq: entry.seq });
    } else {
      const unit: Unit = {
        unitId,
        description,
        status: 'available',
        statusSince: entry.at,
        assignmentIds: [],
        changedSeq: entry.seq,
      };
      board.units.set(unitId, unit);
    }
  }
  for (const [unitId, unit] of board.units) {
    if (staying.has(unitId)) continue;
    if (unit.assignmentIds.length === 0) board.units.delete(unitId);
    else board.units.set(unitId, { ...unit, leaving: true, changedSeq: entry.seq });
  }
  applyDeployment(board, entry.seq);
}
