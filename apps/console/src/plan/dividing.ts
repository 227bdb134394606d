import type { CellsAnswer } from '@clarion/protocol';
import { type Cell, cell } from '../cell.ts';
import type { Requester } from '../link/request.ts';
import { type Division, divisionNow, giveCell } from './division.ts';
import type { Variant } from './variant.ts';

/** Steps that can be taken back. */
const STEPS_KEPT = 100;

export type Dividing = ReturnType<typeof createDividing>;

/** Dividing the ground into response areas: cells are given to the area in hand, by map or by keys, and every step can be taken back. */
export function createDividing(parts: {
  readonly request: Requester;
  readonly current: () => Variant;
  readonly change: (step: (variant: Variant) => Variant) => void;
  readonly onFault: (fault: { readonly code: string; readonly message: string }) => void;
}) {
  const { request, current } = parts;
  const ground = cell<CellsAnswer | undefined>(undefined);
  /** The area in hand, and the cell that the keys are at. */
  const hand = cell({ area: 0, cell: 0, draws: true });
  const before: Cell<readonly (Division | undefined)[]> = cell<readonly (Division | undefined)[]>([]);

  /** Of the plan in hand; one of other cells than there are now does not count. */
  function division(): Division | undefined {
    const known = ground.get();
    if (known === undefined) return undefined;
    const own = current().areas;
    return own !== undefined && own.of === known.hash ? own : divisionNow(known);
  }
  const put = (areas: Division | undefined) =>
    parts.change(({ areas: _, ...variant }) => (areas === undefined ? variant : { ...variant, areas }));
  function take(next: Division | undefined, isOneStep = true): void {
    if (isOneStep) before.change(all => [...all, current().areas].slice(-STEPS_KEPT));
    put(next);
    const last = (division()?.areas.length ?? 1) - 1;
    hand.change(now => ({ ...now, area: Math.min(now.area, last) }));
  }
  return {
    ground,
    hand,
    before,
    division,
    take,
    async load() {
      if (ground.get() !== undefined) return;
      const answer = await request.get<CellsAnswer>('/api/planning/cells');
      if (answer.ok) ground.set(answer.value);
      else parts.onFault(answer.error);
    },
    /** Whatever was handed out is asked anew: areas of the floor may be others by now. */
    forget() {
      ground.set(undefined);
    },
    /** A cell goes to the area in hand. A stroke of the hand over many cells is one step. */
    give(at: number, isOneStep = true): void {
      const now = division();
      if (now === undefined) return;
      const next = giveCell(now, at, hand.get().area);
      if (next !== now) take(next, isOneStep);
    },
    undo(): void {
      const last = before.get().at(-1);
      if (before.get().length === 0) return;
      before.change(all => all.slice(0, -1));
      put(last);
    },
  };
}
