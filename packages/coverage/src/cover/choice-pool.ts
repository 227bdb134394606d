import type { Random } from '../random.ts';

export interface Choice {
  readonly value: number;
  /** One for each unit, in rising order. */
  readonly columns: readonly number[];
}

/** Good choices that differ, to start a search from (an elite set as in Resende and Werneck 2004). */
export class ChoicePool {
  readonly #choices: Choice[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#choices.length;
  }

  /** Once there are the most, it takes the place of a worse one: of those the one it is most like. */
  keep(choice: Choice): void {
    const alike = this.#choices.map(kept => shared(kept.columns, choice.columns));
    if (alike.includes(choice.columns.length)) return;
    if (this.#choices.length < this.#most) {
      this.#choices.push(choice);
      return;
    }
    let place = -1;
    for (const [i, kept] of this.#choices.entries()) {
      if (kept.value < choice.value && (place === -1 || alike[i]! > alike[place]!)) place = i;
    }
    if (place !== -1) this.#choices[place] = choice;
  }

  /** There is one. */
  any(random: Random): Choice {
    return this.#choices[Math.floor(random() * this.#choices.length)]!;
  }
}

/** How many columns both have; both in rising order. */
function shared(a: readonly number[], b: readonly number[]): number {
  let [i, k, count] = [0, 0, 0];
  while (i < a.length && k < b.length) {
    if (a[i] === b[k]) {
      i++;
      k++;
      count++;
    } else if (a[i]! < b[k]!) i++;
    else k++;
  }
  return count;
}
