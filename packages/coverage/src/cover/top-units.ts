/**
 * The price above which columns take all their units when `units` are given to the dearest: `Σ limit(price > t) < units ≤
 * Σ limit(price ≥ t)`. −Infinity where there is room for all. Quickselect over `order`, which it permutes.
 */
export function thresholdOf(
  price: Float64Array,
  limit: Uint16Array | Float64Array,
  units: number,
  order: Uint32Array,
): number {
  let low = 0;
  let high = order.length - 1;
  let left = units;
  while (low <= high) {
    const pivot = price[order[(low + high) >> 1]!]!;
    // Dearer columns to the front, cheaper ones to the back, equal ones between.
    let dear = low;
    let cheap = high;
    let dearUnits = 0;
    let equalUnits = 0;
    for (let at = low; at <= cheap; ) {
      const column = order[at]!;
      const value = price[column]!;
      if (value > pivot) {
        order[at++] = order[dear]!;
        order[dear++] = column;
        dearUnits += limit[column]!;
      } else if (value < pivot) {
        order[at] = order[cheap]!;
        order[cheap--] = column;
      } else {
        at++;
        equalUnits += limit[column]!;
      }
    }
    if (dearUnits >= left) high = dear - 1;
    else if (dearUnits + equalUnits >= left) return pivot;
    else {
      left -= dearUnits + equalUnits;
      low = cheap + 1;
    }
  }
  return -Infinity;
}
