import type { Board } from '../board.ts';
import type { Candidate, Reason } from '../evidence.ts';
import { type Deployment, leftWithout } from '../readiness.ts';

/** Says of each unit that could go where its going, with that of those recommended, leaves fewer than a level asks for. */
export function withMinimums(
  board: Board,
  candidates: readonly Candidate[],
  deployments: readonly Deployment[],
): readonly Candidate[] {
  if (deployments.length === 0) return candidates;
  const recommended = candidates.flatMap(one => (one.recommended ? [one.unitId] : []));
  return candidates.map(candidate => {
    const { unitId } = candidate;
    const going = new Set([...recommended, unitId]);
    const labels = deployments.flatMap((one): readonly Reason[] => {
      if (!one.counted.has(unitId)) return [];
      const left = leftWithout(board, one, going);
      const { capability, count: wanted } = one.minimum;
      if (left >= wanted) return [];
      const area = one.areaId === undefined ? {} : { areaId: one.areaId };
      return [{ code: 'belowMinimum', capability, left, wanted, ...area }];
    });
    return labels.length === 0 ? candidate : { ...candidate, reasons: [...candidate.reasons, ...labels] };
  });
}
