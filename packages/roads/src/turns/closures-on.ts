import type { Closures } from '../closures.ts';
import type { RoadArcs, TurnMap } from '../road-arcs.ts';

/** Closures as the searches of a view need them: closed arcs are the view's, closed stretches the streets' own. */
export function closuresOn(roads: RoadArcs, closures: Closures | undefined): Closures | undefined {
  if (!roads.turns || !closures) return closures;
  const { arcOf } = roads.turns;
  let found = ofView.get(closures);
  if (!found || found.roads !== roads.turns) {
    const closed = Uint8Array.from(arcOf, arc => closures.closed[arc]!);
    found = { roads: roads.turns, closures: { closed, stretches: closures.stretches } };
    ofView.set(closures, found);
  }
  return found.closures;
}

const ofView = new WeakMap<Closures, { readonly roads: TurnMap; readonly closures: Closures }>();
