import type { NearUnit } from '../nearest.ts';

/** The k best units of one question, each once with its best time, by time and then id as text (code units). */
export class BestUnits {
  private readonly k: number;
  private readonly ids: readonly string[];
  private readonly units: number[] = [];
  private readonly timesMs: number[] = [];
  /** No time above this can enter the list; -1 when the list takes nothing. */
  limitMs: number;

  /** `mostMs`: times from there on are no way. */
  constructor(k: number, ids: readonly string[], mostMs: number) {
    this.k = k;
    this.ids = ids;
    this.limitMs = k > 0 ? mostMs - 1 : -1;
  }

  offer(unit: number, timeMs: number): void {
    if (timeMs > this.limitMs) return;
    const { units, timesMs, k } = this;
    const known = units.indexOf(unit);
    if (known !== -1) {
      if (timesMs[known]! <= timeMs) return;
      units.splice(known, 1);
      timesMs.splice(known, 1);
    }
    let at = units.length;
    while (at > 0 && this.isBefore(unit, timeMs, at - 1)) at--;
    if (at >= k) return;
    units.splice(at, 0, unit);
    timesMs.splice(at, 0, timeMs);
    if (units.length > k) {
      units.pop();
      timesMs.pop();
    }
    if (units.length === k) this.limitMs = timesMs[k - 1]!;
  }

  list(): NearUnit[] {
    return this.units.map((unit, i) => ({ unit: this.ids[unit]!, travelTimeMs: this.timesMs[i]! }));
  }

  private isBefore(unit: number, timeMs: number, at: number): boolean {
    const other = this.timesMs[at]!;
    return timeMs < other || (timeMs === other && this.ids[unit]! < this.ids[this.units[at]!]!);
  }
}
