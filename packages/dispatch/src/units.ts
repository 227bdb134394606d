import type { Unit } from './board.ts';
import type { CrewId, UnitId } from './ids.ts';

/** What was changed since somebody last looked. */
export interface UnitChanges {
  readonly units: Set<UnitId>;
  readonly crews: Set<CrewId>;
}

/**
 * The units of a board, which notes who changed: whoever keeps counts of them need not walk over all. Notes nothing until
 * somebody keeps counts, so folding a log costs no more than with a plain map.
 */
export class Units extends Map<UnitId, Unit> {
  #changes: UnitChanges | undefined;

  constructor(units: Iterable<readonly [UnitId, Unit]> = []) {
    super();
    for (const [unitId, unit] of units) super.set(unitId, unit);
  }

  /** From now on changes are noted there; whoever counts empties it. */
  noteIn(changes: UnitChanges): void {
    this.#changes = changes;
  }

  override set(unitId: UnitId, unit: Unit): this {
    if (this.#changes !== undefined) this.#note(this.#changes, unitId, unit);
    return super.set(unitId, unit);
  }

  override delete(unitId: UnitId): boolean {
    if (this.#changes !== undefined) this.#note(this.#changes, unitId);
    return super.delete(unitId);
  }

  override clear(): void {
    for (const unitId of [...this.keys()]) this.delete(unitId);
  }

  #note({ units, crews }: UnitChanges, unitId: UnitId, unit?: Unit): void {
    units.add(unitId);
    for (const one of [this.get(unitId), unit]) {
      const crewId = one?.description.crewId;
      if (crewId !== undefined) crews.add(crewId);
    }
  }
}
