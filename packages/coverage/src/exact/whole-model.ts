/**
 * A linear model some of whose columns are whole numbers: the largest Σ gain × column within bounds and rows. Rows are one
 * flat list: row i is `rowLower[i] ≤ Σ rowValue[k] × column[rowColumn[k]] ≤ rowUpper[i]` for k from `rowStart[i]` to
 * `rowStart[i + 1]`.
 */
export interface WholeModel {
  readonly gain: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1: a whole number. */
  readonly whole: Uint8Array;
  readonly rowStart: Uint32Array;
  readonly rowColumn: Uint32Array;
  readonly rowValue: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

/** What a solver of such models found in the time that it had. */
export interface WholeAnswer {
  /** The best found; undefined: none. */
  readonly values: Float64Array | undefined;
  /** No values are worth more; Infinity when nothing is known. */
  readonly bound: number;
  /** No values fit the rows. */
  readonly impossible: boolean;
}

/** Builds a model column by column and row by row. */
export class WholeModelBuilder {
  readonly #columns: { gain: number; lower: number; upper: number; whole: boolean }[] = [];
  readonly #rows: {
    terms: readonly (readonly [column: number, value: number])[];
    lower: number;
    upper: number;
  }[] = [];

  /** Its number. */
  column(gain: number, lower: number, upper: number, whole: boolean): number {
    return this.#columns.push({ gain, lower, upper, whole }) - 1;
  }

  row(terms: readonly (readonly [column: number, value: number])[], lower: number, upper: number): void {
    this.#rows.push({ terms, lower, upper });
  }

  build(): WholeModel {
    const rowStart = new Uint32Array(this.#rows.length + 1);
    for (const [i, { terms }] of this.#rows.entries()) rowStart[i + 1] = rowStart[i]! + terms.length;
    const terms = this.#rows.flatMap(row => row.terms);
    return {
      gain: Float64Array.from(this.#columns, ({ gain }) => gain),
      lower: Float64Array.from(this.#columns, ({ lower }) => lower),
      upper: Float64Array.from(this.#columns, ({ upper }) => upper),
      whole: Uint8Array.from(this.#columns, ({ whole }) => (whole ? 1 : 0)),
      rowStart,
      rowColumn: Uint32Array.from(terms, ([column]) => column),
      rowValue: Float64Array.from(terms, ([, value]) => value),
      rowLower: Float64Array.from(this.#rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(this.#rows, ({ upper }) => upper),
    };
  }
}
