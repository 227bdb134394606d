/** Coefficients are seconds and factors: finer than this nothing is told apart. */
const SETTLED = 1e-4;
const ROUNDS = 40;

/**
 * Least absolute deviations with a pull of each coefficient towards 0: minimises Σ |y − x·b| + Σ pull_j · b_j², by
 * iteratively reweighted least squares (weights 1/|residual|, none above 1/`nearest`). It fits the median, so one drive in
 * ten that stood at a level crossing, or whose button was pressed late, hardly moves it.
 */
export function leastAbsolute(
  rows: readonly Float64Array[],
  values: Float64Array,
  pull: readonly number[],
  nearest: number,
): Float64Array {
  const count = pull.length;
  let weights: Float64Array = new Float64Array(rows.length).fill(1);
  let found: Float64Array = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    const next = weighted(rows, values, weights, pull);
    const moved = next.reduce((most, value, j) => Math.max(most, Math.abs(value - found[j]!)), 0);
    found = next;
    if (moved < SETTLED) break;
    weights = Float64Array.from(
      rows,
      (row, i) => 1 / Math.max(nearest, Math.abs(values[i]! - dot(row, found))),
    );
  }
  return found;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function weighted(
  rows: readonly Float64Array[],
  values: Float64Array,
  weights: Float64Array,
  pull: readonly number[],
): Float64Array {
  const count = pull.length;
  const square = Array.from({ length: count }, () => new Float64Array(count));
  const right = new Float64Array(count);
  rows.forEach((row, i) => {
    const weight = weights[i]!;
    for (let j = 0; j < count; j++) {
      if (row[j] === 0) continue;
      const scaled = weight * row[j]!;
      right[j]! += scaled * values[i]!;
      for (let k = 0; k <= j; k++) square[j]![k]! += scaled * row[k]!;
    }
  });
  const meanOnDiagonal = square.reduce((sum, row, j) => sum + row[j]!, 0) / count;
  pull.forEach((strength, j) => {
    // The hair's breadth keeps a column that no drive has from making the matrix singular.
    square[j]![j]! += strength + 1e-12 * Math.max(1, meanOnDiagonal);
  });
  return solve(square, right);
}

/** Cholesky of a symmetric positive definite matrix, given by its lower half; both arguments are overwritten. */
function solve(square: readonly Float64Array[], right: Float64Array): Float64Array {
  const count = right.length;
  for (let j = 0; j < count; j++) {
    const row = square[j]!;
    for (let k = 0; k <= j; k++) {
      let sum = row[k]!;
      for (let m = 0; m < k; m++) sum -= row[m]! * square[k]![m]!;
      row[k] = j === k ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / square[k]![k]!;
    }
    for (let k = 0; k < j; k++) right[j]! -= row[k]! * right[k]!;
    right[j]! /= row[j]!;
  }
  for (let j = count - 1; j >= 0; j--) {
    for (let k = j + 1; k < count; k++) right[j]! -= square[k]![j]! * right[k]!;
    right[j]! /= square[j]![j]!;
  }
  return right;
}
