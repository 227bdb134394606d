import type { Names } from '@clarion/places';
import { type BuiltGround, type Footprint, footprintAt } from './footprint.ts';
import type { Bank, Ground } from './ground.ts';
import type { Point } from './plane.ts';

/** A place people name, with its building or its ground. */
export interface LandmarkPlan {
  readonly id: string;
  readonly kind: string;
  readonly names: Names;
  readonly aliases?: readonly string[];
  readonly spot: readonly [Bank, a: number, b: number];
  /** Front and depth in metres; absent: open ground, no building. */
  readonly size?: Point;
  readonly heightM?: number;
}

export interface Landmark extends LandmarkPlan {
  readonly at: Point;
  readonly print?: Footprint;
}

/** Puts each as near to its spot as the streets allow. */
export function putUpLandmarks(
  ground: Ground,
  built: BuiltGround,
  plans: readonly LandmarkPlan[],
): Landmark[] {
  return plans.map(plan => {
    const [bank, a, b] = plan.spot;
    const wanted = ground.at(bank, a, b);
    if (!plan.size) return { ...plan, at: wanted };
    const east = ground.at(bank, a + 0.05, b);
    const length = Math.hypot(east[0] - wanted[0], east[1] - wanted[1]);
    const dir: Point = [(east[0] - wanted[0]) / length, (east[1] - wanted[1]) / length];
    // Where the streets leave no room for it, it is built smaller.
    for (let scale = 1; scale > 0.3; scale *= 0.85) {
      for (let step = 0; step < 600; step++) {
        // A spiral outwards, so that the first fit is about the nearest.
        const turn = step * 2.4;
        const out = 6 * Math.sqrt(step);
        const at: Point = [wanted[0] + out * Math.cos(turn), wanted[1] + out * Math.sin(turn)];
        const print = footprintAt(at, dir, plan.size[0] * scale, plan.size[1] * scale);
        if (built.build(print, 3)) return { ...plan, at, print };
      }
    }
    throw new Error(`putUpLandmarks: no room for ${plan.id}`);
  });
}
