import { type Cells, cellsOf } from '../areas/cells.ts';
import { seededRandom } from '../random.ts';

/** A grid of cells with uneven workload, parted by a river with three bridges where it is wide enough. */
export function gridCells(width: number, height: number, seed: number): Cells {
  const random = seededRandom(seed);
  const workload = Float64Array.from({ length: width * height }, () => 1 + Math.floor(random() ** 3 * 50));
  const [first, second]: [number[], number[]] = [[], []];
  const river = width >= 20 ? Math.floor(width * 0.37) : -1;
  const bridges = [0.2, 0.5, 0.8].map(share => Math.floor(share * height));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = y * width + x;
      if (x + 1 < width && (x !== river || bridges.includes(y))) {
        first.push(cell);
        second.push(cell + 1);
      }
      if (y + 1 < height) {
        first.push(cell);
        second.push(cell + width);
      }
    }
  }
  const length = new Float64Array(first.length).fill(1);
  return cellsOf(workload, Uint32Array.from(first), Uint32Array.from(second), length);
}
