import { distance, type LngLat } from '@clarion/measure';

/** The line between two fractions of its length, and for each of its points the share of that part, 0–1. */
export function cutLine(
  line: readonly LngLat[],
  from: number,
  to: number,
): { points: readonly LngLat[]; shares: readonly number[] } {
  const along = [0];
  for (let i = 1; i < line.length; i++) along.push(along[i - 1]! + distance(line[i - 1]!, line[i]!));
  const whole = along[along.length - 1]!;
  if (whole === 0) return { points: [line[0]!, line[line.length - 1]!], shares: [0, 1] };
  const at = (fraction: number): LngLat => {
    let i = 1;
    while (i < line.length - 1 && along[i]! < fraction * whole) i++;
    const step = along[i]! - along[i - 1]!;
    const share = step > 0 ? (fraction * whole - along[i - 1]!) / step : 0;
    const [a, b] = [line[i - 1]!, line[i]!];
    return share >= 1 ? b : [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  };
  const points = [at(from)];
  const shares = [0];
  for (let i = 0; i < line.length; i++) {
    const fraction = along[i]! / whole;
    if (fraction <= from || fraction >= to) continue;
    points.push(line[i]!);
    shares.push((fraction - from) / (to - from));
  }
  points.push(at(to));
  shares.push(1);
  return { points, shares };
}
