import { type Cut, coverCut, cutAlong, DIRECTIONS } from './cut.ts';
import { MaxFlow } from './max-flow.ts';
import type { Neighbours } from './neighbours.ts';
import type { Cell, OrderWork } from './order-work.ts';
import { orderSmallCell } from './small-cell.ts';

/** Cells of up to this many crossings are not cut further. */
const SMALL_CELL = 24;

/** A cell that was looked at last, with its crossings numbered 0 …: ascending as they lie. */
interface Looked {
  readonly cell: Cell;
  readonly inside: Neighbours;
  readonly flow: MaxFlow;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Cuts cells of one order; each thread has its own. Mutates its own arrays and the cell's stretch of the work. */
export class CellCutter {
  private readonly work: OrderWork;
  /** a number for each cell that this one has looked at, at its crossings */
  private readonly cellOf: Int32Array;
  private readonly local: Int32Array;
  private cells = 0;
  private looked: Looked | undefined;

  constructor(work: OrderWork) {
    this.work = work;
    this.cellOf = new Int32Array(work.nodes.length);
    this.local = new Int32Array(work.nodes.length);
  }

  /** Orders a cell that is small, or takes one that is not joined apart; undefined: it is to be cut. */
  part(cell: Cell): readonly Cell[] | undefined {
    const { arranged, neighbours } = this.work;
    const nodes = arranged.slice(cell.start, cell.end);
    if (nodes.length <= SMALL_CELL) {
      this.mark(nodes);
      const order = orderSmallCell(nodes.length, this.linksOf(neighbours, nodes));
      order.forEach((v, i) => {
        arranged[cell.start + i] = nodes[v]!;
      });
      return [];
    }
    const parts = componentsOf(this.look(cell).inside);
    if (parts.length === 1) return undefined;
    let end = cell.end;
    return parts.map(part => {
      const start = end - part.length;
      part.forEach((v, i) => {
        arranged[start + i] = nodes[v]!;
      });
      const piece = { start, end };
      end = start;
      return piece;
    });
  }

  /** See `cutAlong`. */
  tryCut(cell: Cell, direction: number, known: number): Cut | undefined {
    const { flow, x, y } = this.look(cell);
    return cutAlong(flow, x, y, direction, known);
  }

  /** Puts the fewest crossings that part the two sides last, and gives what is left of both. */
  divide(cell: Cell, cut: Cut): readonly Cell[] {
    const { arranged } = this.work;
    const side = cut.side.slice();
    coverCut(this.look(cell).inside, side);
    const nodes = arranged.slice(cell.start, cell.end);
    let end = cell.end;
    nodes.forEach((v, i) => {
      if (side[i] === 2) arranged[--end] = v;
    });
    const halves: Cell[] = [];
    for (const half of [0, 1]) {
      const inHalf = nodes.filter((_, i) => side[i] === half);
      const start = end - inHalf.length;
      arranged.set(inHalf, start);
      if (inHalf.length > 0) halves.push({ start, end });
      end = start;
    }
    return halves;
  }

  /** Orders a cell to the end: yields how many crossings have got their place since it last did, after each cut. */
  *finish(cell: Cell): Generator<number, void> {
    const stack: Cell[] = [cell];
    let done = 0;
    for (let next = stack.pop(); next; next = stack.pop()) {
      const size = next.end - next.start;
      let cells = this.part(next);
      if (cells === undefined) {
        let best: Cut | undefined;
        for (let direction = 0; direction < DIRECTIONS; direction++) {
          best = better(best, this.tryCut(next, direction, best?.score ?? Infinity));
        }
        cells = this.divide(next, best!);
      }
      done += size - cells.reduce((sum, { start, end }) => sum + end - start, 0);
      stack.push(...cells);
      if (done === 0) continue;
      yield done;
      done = 0;
    }
  }

  private mark(nodes: Int32Array): void {
    this.cells++;
    this.looked = undefined;
    for (let i = 0; i < nodes.length; i++) {
      this.cellOf[nodes[i]!] = this.cells;
      this.local[nodes[i]!] = i;
    }
  }

  private look(cell: Cell): Looked {
    const known = this.looked;
    if (known && known.cell.start === cell.start && known.cell.end === cell.end) return known;
    const { arranged, neighbours, x, y } = this.work;
    const nodes = arranged.slice(cell.start, cell.end);
    this.mark(nodes);
    const inside = this.cellGraph(neighbours, nodes);
    this.looked = {
      cell,
      inside,
      flow: new MaxFlow(inside),
      x: Float64Array.from(nodes, v => x[v]!),
      y: Float64Array.from(nodes, v => y[v]!),
    };
    return this.looked;
  }

  /** The marked cell alone. */
  private cellGraph(core: Neighbours, nodes: Int32Array): Neighbours {
    const { cellOf, local, cells } = this;
    const first = new Int32Array(nodes.length + 1);
    let size = 0;
    nodes.forEach((v, i) => {
      for (let e = core.first[v]!; e < core.first[v + 1]!; e++) if (cellOf[core.to[e]!] === cells) size++;
      first[i + 1] = size;
    });
    const to = new Int32Array(size);
    size = 0;
    for (const v of nodes) {
      for (let e = core.first[v]!; e < core.first[v + 1]!; e++) {
        if (cellOf[core.to[e]!] === cells) to[size++] = local[core.to[e]!]!;
      }
    }
    return { count: nodes.length, first, to };
  }

  /** For each crossing of the marked cell, what it is joined to; those around the cell are numbered from its size on. */
  private linksOf(core: Neighbours, nodes: Int32Array): number[][] {
    const { cellOf, local, cells } = this;
    const around = new Map<number, number>();
    return Array.from(nodes, v => {
      const links: number[] = [];
      for (let e = core.first[v]!; e < core.first[v + 1]!; e++) {
        const w = core.to[e]!;
        if (cellOf[w] === cells) {
          links.push(local[w]!);
        } else {
          if (!around.has(w)) around.set(w, nodes.length + around.size);
          links.push(around.get(w)!);
        }
      }
      return links;
    });
  }
}

/** The better of two cuts; of equal ones the first. */
export function better(first: Cut | undefined, second: Cut | undefined): Cut | undefined {
  if (!first || !second) return first ?? second;
  return second.score < first.score ? second : first;
}

function componentsOf({ count, first, to }: Neighbours): Int32Array[] {
  const part = new Int32Array(count).fill(-1);
  const sizes: number[] = [];
  const queue = new Int32Array(count);
  for (let start = 0; start < count; start++) {
    if (part[start] !== -1) continue;
    let size = 0;
    part[start] = sizes.length;
    queue[size++] = start;
    for (let i = 0; i < size; i++) {
      for (let e = first[queue[i]!]!; e < first[queue[i]! + 1]!; e++) {
        if (part[to[e]!] !== -1) continue;
        part[to[e]!] = sizes.length;
        queue[size++] = to[e]!;
      }
    }
    sizes.push(size);
  }
  const parts = sizes.map(size => new Int32Array(size));
  const filled = sizes.map(() => 0);
  for (let v = 0; v < count; v++) {
    parts[part[v]!]![filled[part[v]!]!] = v;
    filled[part[v]!]! += 1;
  }
  return parts;
}
