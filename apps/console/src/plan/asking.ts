import type { CirclesAnswer, CoverageAnswer, PlanningGround } from '@clarion/protocol';
import type { Cell } from '../cell.ts';
import type { Requester } from '../link/request.ts';
import { latest } from './latest.ts';
import type { Desk } from './planner.ts';
import { liveUnits, NOW, postsOfService, questionOf, type Variant } from './variant.ts';

type ByPlan<T> = Cell<ReadonlyMap<string, T>>;

/** Asks for figures and circles of plans: of each one question is under way, the newest is asked next. */
export function createAsking(parts: {
  readonly request: Requester;
  readonly desk: Cell<Desk>;
  readonly ground: Cell<PlanningGround | undefined>;
  readonly figures: ByPlan<CoverageAnswer>;
  readonly circles: ByPlan<CirclesAnswer>;
  readonly findPlan: (variantId: string) => Variant | undefined;
  readonly onFault: (fault: { readonly code: string; readonly message: string }) => void;
}) {
  const { request, desk, findPlan } = parts;
  /** Posts of a plan; of the floor as it is, also its free units where they are now. */
  const startsOf = (variant: Variant, known: PlanningGround) => {
    const { agency, fromUnits } = desk.get();
    return variant.id === NOW && fromUnits
      ? liveUnits(known, agency)
      : postsOfService(variant, known, agency);
  };
  const asking = <T>(path: string, answers: ByPlan<T>) =>
    latest(async (variantId: string) => {
      const { minutes, hourOfWeek } = desk.get();
      const known = parts.ground.get();
      const variant = findPlan(variantId);
      if (known === undefined || variant === undefined) return;
      const posts = startsOf(variant, known);
      if (posts.length === 0) {
        answers.change(all => new Map([...all].filter(([id]) => id !== variantId)));
        return;
      }
      const answer = await request.post<T>(path, questionOf(posts, minutes, hourOfWeek));
      if (answer.ok) answers.change(all => new Map(all).set(variantId, answer.value));
      else parts.onFault(answer.error);
    });
  return {
    figures: asking<CoverageAnswer>('/api/planning/figures', parts.figures),
    circles: asking<CirclesAnswer>('/api/planning/circles', parts.circles),
  };
}
