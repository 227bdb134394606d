import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

/** A value that pages can follow. `set` tells the followers only when the value is another one. */
export interface Cell<T> {
  get(): T;
  set(next: T): void;
  change(step: (now: T) => T): void;
  follow(listener: () => void): () => void;
}

export function cell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    change: step => set(step(value)),
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A cell of which much may come at once. */
export interface CalmCell<T> extends Cell<T> {
  /** Tells the followers now what they were not told yet. */
  tell(): void;
}

/**
 * A cell that has the newest value at once, and tells its followers at once after a quiet time; while values keep coming, every
 * `everyMs`, so that drawing them leaves the thread to the hands.
 */
export function calmCell<T>(initial: T, everyMs: number): CalmCell<T> {
  const inner = cell(initial);
  const told = cell({});
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOwed = false;
  function tell(): void {
    isOwed = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (isOwed) tell();
    }, everyMs);
    told.set({});
  }
  const set = (next: T) => {
    if (Object.is(next, inner.get())) return;
    inner.set(next);
    isOwed = true;
    if (timer === undefined) tell();
  };
  return {
    get: inner.get,
    set,
    change: step => set(step(inner.get())),
    follow: told.follow,
    tell() {
      if (isOwed) tell();
    },
  };
}

/** What `select` makes of a cell; the component is drawn again only when that differs by `equal`. */
export function useCell<T, S = T>(
  from: Cell<T>,
  select: (value: T) => S = value => value as unknown as S,
  equal: (a: S, b: S) => boolean = Object.is,
): S {
  const last = useRef<{ readonly of: T; readonly by: unknown; readonly selected: S } | undefined>(undefined);
  const snapshot = () => {
    const of = from.get();
    const known = last.current;
    if (known !== undefined && Object.is(known.of, of) && known.by === select) return known.selected;
    const fresh = select(of);
    const selected = known !== undefined && equal(known.selected, fresh) ? known.selected : fresh;
    last.current = { of, by: select, selected };
    return selected;
  };
  return useSyncExternalStore(from.follow, snapshot, snapshot);
}

/** The value of a cell, drawn again at most every `everyMs`: for what is costly to draw and read at a glance. */
export function useCalmCell<T>(from: Cell<T>, everyMs: number): T {
  const [shown, setShown] = useState(() => from.get());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => setShown(() => from.get());
    const stop = from.follow(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        show();
      }, everyMs);
    });
    show();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [from, everyMs]);
  return shown;
}
