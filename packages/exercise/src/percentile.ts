/** The smallest value that at least `share` of all are not above (nearest rank); undefined of none. */
export function nearestRank(values: readonly number[], share: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
