import { useRef, useState } from 'react';

export interface Frozen {
  /** Ids in the order to draw: the old order with newcomers at the end while it is held. */
  readonly ids: readonly string[];
  /** How many rows stand elsewhere than they would, are new, or are gone. */
  readonly changed: number;
  /** New since the order was held. */
  readonly fresh: ReadonlySet<string>;
  /** Still drawn though no longer in the list. */
  readonly gone: ReadonlySet<string>;
}

/** The order to draw while the list is held: no row that was there moves. */
export function freeze(held: readonly string[], wanted: readonly string[]): Frozen {
  const known = new Set(held);
  const present = new Set(wanted);
  const fresh = wanted.filter(id => !known.has(id));
  const gone = held.filter(id => !present.has(id));
  const kept = held.filter(id => present.has(id));
  const keptWanted = wanted.filter(id => known.has(id));
  const moved = kept.filter((id, i) => keptWanted[i] !== id).length;
  return {
    ids: [...held, ...fresh],
    changed: moved + fresh.length + gone.length,
    fresh: new Set(fresh),
    gone: new Set(gone),
  };
}

/**
 * Holds the order of rows while the list has the focus or the pointer. `resort` lets the rows go to their places once.
 */
export function useFrozenOrder(wanted: readonly string[]): Frozen & {
  readonly resort: () => void;
  readonly holders: {
    readonly onFocus: () => void;
    readonly onBlur: (event: React.FocusEvent) => void;
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
  };
} {
  const [focused, setFocused] = useState(false);
  const [pointed, setPointed] = useState(false);
  const [, redraw] = useState(0);
  const held = useRef<readonly string[]>(wanted);
  const holding = focused || pointed;
  if (!holding) held.current = wanted;
  const frozen = holding
    ? freeze(held.current, wanted)
    : { ids: wanted, changed: 0, fresh: new Set<string>(), gone: new Set<string>() };
  return {
    ...frozen,
    resort: () => {
      held.current = wanted;
      redraw(n => n + 1);
    },
    holders: {
      onFocus: () => setFocused(true),
      onBlur: event => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
    },
  };
}
