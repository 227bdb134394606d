/**
 * A turn restriction as a source states it, its ways by `WayInput.id`. `no`: who comes along one of `from`
 * may not go on, over `via`, into any of `to`. `only`: who comes along `from` may go nowhere else, at any
 * junction from there to `to`. Via is the node (source id) where the ways meet, or the ways between them in
 * order.
 */
export interface TurnRuleInput {
  readonly kind: 'no' | 'only';
  readonly from: readonly string[];
  readonly via: { readonly node: string } | { readonly ways: readonly string[] };
  readonly to: readonly string[];
}

/**
 * Why a rule cannot be kept. `turnElsewhere`: a way or the node is not on a road of this graph, or cannot be
 * driven as the rule says, so that nobody can break it. `turnUnclear`: its ways do not meet, or meet in a
 * way that leaves open which turn is meant.
 */
export type UnusableTurn = 'turnElsewhere' | 'turnUnclear';

/** Signals by source id of the node: those for traffic in both directions of the way, or in one. */
export type Signals = ReadonlyMap<string, 'both' | 'forward' | 'backward'>;
