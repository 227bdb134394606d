import type { CellsAnswer } from '@clarion/protocol';
import { type Cell, cell } from '../cell.ts';
import type { Requester } from '../link/request.ts';
import { type Division, divisionNow, giveCell, renameArea } from './division.ts';
import type { Variant } from './variant.ts';

/** Steps that can be taken back. */
const STEPS_KEPT = 100;

export type Dividing = ReturnType<typeof createDividing>;

/** What a plan's areas were before a step; absent: those of the floor. */
export interface AreaStep {
  readonly variantId: string;
  readonly areas: Division | undefined;
}

/** Dividing the ground into response areas: cells are given to the area in hand, by map or by keys, and every step can be taken back. */
export function createDividing(parts: {
  readonly request: Requester;
  readonly current: () => Variant;
  /** Takes a plan of one's own into the hand where the floor as it is was in it. @returns whether it did */
  readonly takeOwn: () => boolean;
  readonly change: (step: (variant: Variant) => Variant) => void;
  readonly onFault: (fault: { readonly code: string; readonly message: string }) => void;
}) {
  const { request, current } = parts;
  const ground = cell<CellsAnswer | undefined>(undefined);
  /** The area in hand, and the cell that the keys are at. */
  const hand = cell({ area: 0, cell: 0, draws: true });
  const before: Cell<readonly AreaStep[]> = cell<readonly AreaStep[]>([]);
  /** The name that is being typed: all its letters are one step. */
  let typed: string | undefined;

  /** The plan's own division, where it is one of the cells that there are now. */
  function own(): Division | undefined {
    const { areas } = current();
    return areas?.of === ground.get()?.hash ? areas : undefined;
  }
  /** Of the plan in hand: its own, else that of the floor. */
  function division(): Division | undefined {
    const known = ground.get();
    return known === undefined ? undefined : (own() ?? divisionNow(known));
  }
  const put = (areas: Division | undefined) =>
    parts.change(({ areas: _, ...variant }) => (areas === undefined ? variant : { ...variant, areas }));
  /** Changes the division of the plan in hand; `undefined`: that of the floor again. @returns whether anything is other now */
  function take(step: (division: Division) => Division | undefined, isOneStep = true): boolean {
    typed = undefined;
    // What was meant was meant of the areas on the map: a plan that has others is only shown by it.
    if (parts.takeOwn() && current().areas !== undefined) return false;
    const now = division();
    if (now === undefined) return false;
    const next = step(now);
    if (next === now) return false;
    const { id: variantId, areas } = current();
    if (isOneStep) before.change(all => [...all, { variantId, areas }].slice(-STEPS_KEPT));
    put(next);
    const last = (division()?.areas.length ?? 1) - 1;
    hand.change(({ area, ...rest }) => ({ ...rest, area: Math.min(area, last) }));
    return true;
  }
  const isOfHand = (one: AreaStep) => one.variantId === current().id;
  return {
    ground,
    hand,
    before,
    division,
    take,
    own,
    /** The plan has areas, of other cells than there are now. */
    isOfOthers: () => ground.get() !== undefined && current().areas !== undefined && own() === undefined,
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
      take(now => giveCell(now, at, hand.get().area), isOneStep);
    },
    rename(area: number, names: Division['areas'][number]['names']): void {
      const what = `${current().id} ${area}`;
      const isOneStep = typed !== what;
      take(now => renameArea(now, area, names), isOneStep);
      typed = what;
    },
    /** Whether the plan in hand has a step to take back. */
    hasStep: () => before.get().some(isOfHand),
    undo(): void {
      typed = undefined;
      const last = before.get().findLast(isOfHand);
      if (last === undefined) return;
      before.change(all => all.filter(one => one !== last));
      put(last.areas);
    },
  };
}
