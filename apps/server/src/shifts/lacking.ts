import { type Board, lackingFor } from '@clarion/dispatch';
import type { UnitCrewAnswer } from '@clarion/protocol';

/** What a unit was built for and cannot do with who is aboard. */
export function lackingOf(board: Board, unitId: string): UnitCrewAnswer['lacking'] {
  const unit = board.units.get(unitId);
  return (unit?.description.capabilities ?? []).flatMap(
    capability => lackingFor(board, unit!, capability) ?? [],
  );
}
