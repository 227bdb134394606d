/** Times with what they are about, the soonest first; ties by id. A binary heap on its own typed arrays, which it mutates. */
export class EventHeap {
  readonly #at: Float64Array;
  readonly #id: Int32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#at = new Float64Array(capacity);
    this.#id = new Int32Array(capacity);
  }

  /** Infinity when there is none. */
  get soonest(): number {
    return this.#size === 0 ? Infinity : this.#at[0]!;
  }

  push(at: number, id: number): void {
    const [times, ids] = [this.#at, this.#id];
    let place = this.#size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const there = times[parent]!;
      if (there < at || (there === at && ids[parent]! < id)) break;
      times[place] = there;
      ids[place] = ids[parent]!;
      place = parent;
    }
    times[place] = at;
    ids[place] = id;
  }

  pop(): number {
    const [times, ids] = [this.#at, this.#id];
    const top = ids[0]!;
    const size = --this.#size;
    const at = times[size]!;
    const id = ids[size]!;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      const right = child + 1;
      if (
        right < size &&
        (times[right]! < times[child]! || (times[right] === times[child] && ids[right]! < ids[child]!))
      )
        child = right;
      const there = times[child]!;
      if (at < there || (at === there && id < ids[child]!)) break;
      times[place] = there;
      ids[place] = ids[child]!;
      place = child;
    }
    times[place] = at;
    ids[place] = id;
    return top;
  }
}
