const ORDER = 16;

/**
 * Position along the Hilbert curve of a point with x and y in 0–1: near numbers are near places, so a
 * search that spreads over the map stays in the cache.
 */
export function hilbert(x: number, y: number): number {
  const side = 2 ** ORDER;
  let px = Math.min(side - 1, Math.floor(x * side));
  let py = Math.min(side - 1, Math.floor(y * side));
  let position = 0;
  for (let s = side / 2; s >= 1; s /= 2) {
    const right = (px & s) > 0 ? 1 : 0;
    const upper = (py & s) > 0 ? 1 : 0;
    position += s * s * ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        px = side - 1 - px;
        py = side - 1 - py;
      }
      [px, py] = [py, px];
    }
  }
  return position;
}
