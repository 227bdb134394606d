import { better, type CellCutter } from './cell-cutter.ts';
import { type Cut, DIRECTIONS } from './cut.ts';
import type { Cell, OrderWork } from './order-work.ts';

/** Cells above this share of all crossings are cut by several threads together, smaller ones are one job each. */
const SHARE_OF_A_JOB = 1 / 32;
/** Crossings of a cell that is not worth a message to another thread. */
const LEAST_OF_A_JOB = 2000;

/** A piece of work on an order that any thread can do, told in a message. */
export type OrderJob =
  | { readonly kind: 'part' | 'finish'; readonly cell: Cell }
  | { readonly kind: 'try'; readonly cell: Cell; readonly direction: number; readonly known: number }
  | { readonly kind: 'divide'; readonly cell: Cell; readonly cut: Cut };

/** What became of it. */
export type OrderOutcome =
  | { readonly kind: 'cells'; readonly cells: readonly Cell[] | undefined }
  | { readonly kind: 'cut'; readonly cut: Cut | undefined };

/** Does a job. `onDone` hears, now and then, how many crossings of a cell that is finished have got their place. */
export function doOrderJob(
  cutter: CellCutter,
  job: OrderJob,
  onDone: (crossings: number) => void = () => undefined,
): OrderOutcome {
  switch (job.kind) {
    case 'part':
      return { kind: 'cells', cells: cutter.part(job.cell) };
    case 'try':
      return { kind: 'cut', cut: cutter.tryCut(job.cell, job.direction, job.known) };
    case 'divide':
      return { kind: 'cells', cells: cutter.divide(job.cell, job.cut) };
    case 'finish':
      for (const crossings of cutter.finish(job.cell)) onDone(crossings);
      return { kind: 'cells', cells: [] };
  }
}

/** A cell that is being looked along in all directions. */
interface Tried {
  readonly cell: Cell;
  readonly cuts: (Cut | undefined)[];
  left: number;
}

/**
 * Who does what of an order. Whoever is free takes a job, and hands back its outcome; halves are worked on
 * at the same time, and the first, large cells are looked along in all directions at once. The order is the
 * same however many take part and whoever is done first: a cell's cut is the best of its directions, the
 * first of equal ones.
 */
export class OrderPlan {
  private readonly waiting: OrderJob[];
  private readonly tried = new Map<number, Tried>();
  private readonly largest: number;
  private readonly allWork: number;
  private workDone = 0;
  private open = 0;

  constructor({ arranged }: Pick<OrderWork, 'arranged'>) {
    const all = arranged.length;
    this.largest = Math.max(LEAST_OF_A_JOB, all * SHARE_OF_A_JOB);
    this.allWork = workOf(all);
    this.waiting = all === 0 ? [] : [this.jobOn({ start: 0, end: all })];
  }

  get isDone(): boolean {
    return this.open === 0 && this.waiting.length === 0;
  }

  /** How much of the work is done, 0–1: what is left is about as much for each halving of each crossing's cell. */
  get share(): number {
    return this.isDone ? 1 : Math.min(1, this.workDone / this.allWork);
  }

  /** So many crossings of a cell that is being finished have got their place. */
  note({ cell: { start, end } }: OrderJob, crossings: number): void {
    this.workDone += (workOf(end - start) * crossings) / (end - start);
  }

  /** The next job, the largest first; undefined: none until another is done. */
  take(): OrderJob | undefined {
    let at = -1;
    let size = 0;
    this.waiting.forEach(({ cell }, i) => {
      if (cell.end - cell.start <= size) return;
      size = cell.end - cell.start;
      at = i;
    });
    const job = this.waiting.splice(at, at === -1 ? 0 : 1)[0];
    if (job === undefined) return undefined;
    this.open++;
    return job.kind === 'try' ? { ...job, known: this.bestOf(job.cell)?.score ?? Infinity } : job;
  }

  give(job: OrderJob, outcome: OrderOutcome): void {
    this.open--;
    if (outcome.kind === 'cells') {
      this.noteCells(job, outcome.cells);
      if (outcome.cells === undefined) this.tryAll(job.cell);
      else this.waiting.push(...outcome.cells.map(cell => this.jobOn(cell)));
      return;
    }
    if (job.kind !== 'try') throw new Error(`OrderPlan: a cut of a job to ${job.kind}`);
    const tried = this.tried.get(job.cell.start)!;
    tried.cuts[job.direction] = outcome.cut;
    tried.left--;
    this.workDone += (job.cell.end - job.cell.start) / DIRECTIONS;
    if (tried.left > 0) return;
    const cut = this.bestOf(job.cell);
    if (!cut) throw new Error('OrderPlan: the cell is not connected');
    this.tried.delete(job.cell.start);
    this.waiting.push({ kind: 'divide', cell: job.cell, cut });
  }

  private noteCells({ kind, cell }: OrderJob, cells: readonly Cell[] | undefined): void {
    if (cells === undefined || kind === 'finish') return;
    const size = cell.end - cell.start;
    const left = cells.reduce((sum, { start, end }) => sum + workOf(end - start), 0);
    // That it was looked along has been counted as a halving.
    this.workDone += workOf(size) - left - (kind === 'divide' ? size : 0);
  }

  private jobOn(cell: Cell): OrderJob {
    return { kind: cell.end - cell.start > this.largest ? 'part' : 'finish', cell };
  }

  private tryAll(cell: Cell): void {
    this.tried.set(cell.start, { cell, cuts: [], left: DIRECTIONS });
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      this.waiting.push({ kind: 'try', cell, direction, known: Infinity });
    }
  }

  private bestOf(cell: Cell): Cut | undefined {
    let best: Cut | undefined;
    for (const cut of this.tried.get(cell.start)!.cuts) best = better(best, cut);
    return best;
  }
}

const workOf = (crossings: number): number => crossings * Math.log2(crossings + 1);
