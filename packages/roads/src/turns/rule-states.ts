/**
 * What of the way so far matters for rules still to come, as states of an automaton (Aho and Corasick, 1975):
 * a state is the beginning of one or more rules, state 0 is none. It is what has just been driven, and the
 * longest such.
 */
export interface RuleStates {
  readonly count: number;
  /** the last arc of each state; of state 0 none */
  readonly lastArc: readonly number[];
  /** how many arcs a state is long */
  readonly length: readonly number[];
  /** the highest price of the lists that driving an arc in this state completes; 0 when it completes none */
  price(state: number, arc: number): number;
  next(state: number, arc: number): number;
}

/** Lists of two or more arcs that are not to be driven one after the other, with what doing it costs. */
export interface PricedLists {
  readonly lists: Iterable<readonly number[]>;
  /** > 0 */
  readonly price: number;
}

export function ruleStates(all: readonly PricedLists[]): RuleStates {
  const lastArc = [-1];
  const length = [0];
  const back = [0];
  const onward: Map<number, number>[] = [new Map()];
  const ends: Map<number, number>[] = [new Map()];
  const add = (rule: readonly number[], price: number) => {
    let state = 0;
    for (const arc of rule.slice(0, -1)) {
      let next = onward[state]!.get(arc);
      if (next === undefined) {
        next = lastArc.push(arc) - 1;
        length.push(length[state]! + 1);
        back.push(0);
        onward.push(new Map());
        ends.push(new Map());
        onward[state]!.set(arc, next);
      }
      state = next;
    }
    const last = rule[rule.length - 1]!;
    ends[state]!.set(last, Math.max(price, ends[state]!.get(last) ?? 0));
  };
  for (const { lists, price } of all) for (const list of lists) add(list, price);
  const next = (state: number, arc: number): number => {
    for (let at = state; ; at = back[at]!) {
      const found = onward[at]!.get(arc);
      if (found !== undefined) return found;
      if (at === 0) return 0;
    }
  };
  // Shorter ones first: the longest ending of a state that is itself a state.
  const byLength = lastArc.map((_, state) => state).sort((a, b) => length[a]! - length[b]! || a - b);
  for (const state of byLength) {
    for (const [arc, child] of onward[state]!) back[child] = state === 0 ? 0 : next(back[state]!, arc);
  }
  return {
    count: lastArc.length,
    lastArc,
    length,
    next,
    price(state, arc) {
      let dearest = 0;
      for (let at = state; at !== 0; at = back[at]!) dearest = Math.max(dearest, ends[at]!.get(arc) ?? 0);
      return dearest;
    },
  };
}
