import type { NearUnit } from './nearest.ts';

/** The k best units so far, each once with its best time, by time and then id as text (code units). */
export class Ranking {
  private readonly k: number;
  private readonly best: NearUnit[] = [];
  private readonly timeOf = new Map<string, number>();

  constructor(k: number) {
    this.k = k;
  }

  /** No time above this can enter the list; -Infinity when the list takes nothing. */
  get limitMs(): number {
    if (this.k <= 0) return -Infinity;
    return this.best.length < this.k ? Infinity : this.best[this.best.length - 1]!.travelTimeMs;
  }

  offer(unit: string, travelTimeMs: number): void {
    const known = this.timeOf.get(unit);
    if (known !== undefined) {
      if (known <= travelTimeMs) return;
      this.best.splice(
        this.best.findIndex(other => other.unit === unit),
        1,
      );
    }
    let at = this.best.length;
    while (at > 0 && isBefore(unit, travelTimeMs, this.best[at - 1]!)) at--;
    this.best.splice(at, 0, { unit, travelTimeMs });
    this.timeOf.set(unit, travelTimeMs);
    if (this.best.length > this.k) this.timeOf.delete(this.best.pop()!.unit);
  }

  list(): NearUnit[] {
    return this.best;
  }
}

function isBefore(unit: string, travelTimeMs: number, other: NearUnit): boolean {
  return travelTimeMs < other.travelTimeMs || (travelTimeMs === other.travelTimeMs && unit < other.unit);
}
