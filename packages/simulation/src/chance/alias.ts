import { subKey, uniform } from './keyed.ts';

/** Draws an index with given weights in constant time. Source: A. J. Walker (1977), set up as M. D. Vose (1991) does. */
export class Alias {
  readonly #keep: Float64Array;
  readonly #other: Int32Array;

  /** `weights`: one or more, none negative, not all zero. */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += weights[i]!;
    if (!(sum > 0)) throw new Error('Alias: no weight is positive');
    const scaled = Float64Array.from({ length: n }, (_, i) => (weights[i]! * n) / sum);
    this.#keep = new Float64Array(n).fill(1);
    this.#other = Int32Array.from({ length: n }, (_, i) => i);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < n; i++) (scaled[i]! < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
      const less = small.pop()!;
      const more = large.at(-1)!;
      this.#keep[less] = scaled[less]!;
      this.#other[less] = more;
      scaled[more] = scaled[more]! + scaled[less]! - 1;
      if (scaled[more]! < 1) {
        large.pop();
        small.push(more);
      }
    }
    // What is left over is 1 but for rounding; a weight of nothing must still never be drawn.
    for (const left of small) if (!(weights[left]! > 0)) this.#handOver(left, weights);
  }

  #handOver(index: number, weights: ArrayLike<number>): void {
    this.#keep[index] = 0;
    for (let i = 0; i < weights.length; i++) if (weights[i]! > 0) this.#other[index] = i;
  }

  draw(key: number): number {
    const n = this.#keep.length;
    if (n === 1) return 0;
    const index = Math.floor(uniform(key) * n);
    return uniform(subKey(key, 1)) < this.#keep[index]! ? index : this.#other[index]!;
  }
}
