/** Work of the search for each of the bound: where both get on, or neither; where the search alone does; where the bound alone does. */
const EVEN = 1;
const SEARCH_ALONE = 4;
const BOUND_ALONE = 0.15;
/** A side gets on until it has worked so many times as much as up to its last success. */
const PATIENCE = 4;
/** A success of the bound: the gap is smaller by so much of itself. */
const SMALLER_GAP = 0.01;

/** Shares work between the search for a better choice and the bound, by which of them gets on. Mutates its own numbers. */
export class WorkShare {
  /** Neither gets on. */
  isStalled = false;
  #foundAt = 0;
  /** What the search may have done by now. */
  #allowed = Infinity;
  #boundWork = 0;
  #closedAt = 0;
  #bound = Infinity;

  /** Work on the bound begins; before, the search has all. */
  begin(searched: number, bound: number): void {
    this.#allowed = searched;
    this.#bound = bound;
    this.#boundWork = this.#closedAt = 0;
  }

  /** The search has found a better choice. */
  found(searched: number): void {
    this.#foundAt = searched;
  }

  /** So much was done on the bound, and `bound` is what came of it, with the best choice worth `value`. */
  bounded(
    work: number,
    { bound, value }: { readonly bound: number; readonly value: number },
    search: { readonly work: number; readonly isExhausted: boolean },
  ): void {
    this.#boundWork += work;
    if (this.#bound - bound > SMALLER_GAP * (this.#bound - value)) {
      this.#bound = bound;
      this.#closedAt = this.#boundWork;
    }
    const searchGetsOn = !search.isExhausted || search.work <= PATIENCE * this.#foundAt;
    const boundGetsOn = this.#boundWork <= PATIENCE * this.#closedAt;
    this.isStalled = !searchGetsOn && !boundGetsOn;
    const share = searchGetsOn === boundGetsOn ? EVEN : searchGetsOn ? SEARCH_ALONE : BOUND_ALONE;
    this.#allowed += work * share;
  }

  isSearchDue = (searched: number): boolean => searched < this.#allowed;
}
