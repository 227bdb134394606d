/** A call that waits for a unit, or for more of them. */
export interface WaitingCall {
  readonly number: number;
  readonly key: number;
  readonly at: number;
  readonly zone: number;
  readonly type: number;
  /** Places in the type's list of needs that nobody meets yet. */
  missing: readonly number[];
  /** Units that were sent so far. */
  readonly sent: number[];
  next: WaitingCall | undefined;
}

/** Calls that wait: by class, and within a class as they came. Linked lists, so that one may be taken from the middle. */
export class Waiting {
  count = 0;
  readonly #first: (WaitingCall | undefined)[];
  readonly #last: (WaitingCall | undefined)[];

  constructor(classes: number) {
    this.#first = new Array(classes).fill(undefined);
    this.#last = new Array(classes).fill(undefined);
  }

  add(call: WaitingCall, order: number): void {
    const last = this.#last[order];
    if (last) last.next = call;
    else this.#first[order] = call;
    this.#last[order] = call;
    this.count++;
  }

  /** Offers each call in order to `take`; `done`: it waits no more, `stop`: enough. */
  offer(take: (call: WaitingCall) => 'keep' | 'done' | 'doneAndStop' | 'keepAndStop'): void {
    for (let order = 0; order < this.#first.length; order++) {
      let before: WaitingCall | undefined;
      for (let call = this.#first[order]; call; ) {
        const { next } = call;
        const answer = take(call);
        if (answer === 'done' || answer === 'doneAndStop') {
          if (before) before.next = next;
          else this.#first[order] = next;
          if (!next) this.#last[order] = before;
          this.count--;
        } else before = call;
        if (answer === 'doneAndStop' || answer === 'keepAndStop') return;
        call = next;
      }
    }
  }
}
