import type { UnitId } from '../ids.ts';

export type QualificationId = string;

/** How many aboard hold a qualification that is valid, and how many one that has expired. */
export interface QualificationCount {
  readonly qualificationId: QualificationId;
  readonly valid: number;
  readonly expired: number;
}

/** Who has signed on to a unit, as numbers: the log never says who. */
export interface CrewAboard {
  readonly people: number;
  /** By id; only those that somebody holds. */
  readonly holds: readonly QualificationCount[];
}

/** What a capability needs of the crew aboard. */
export interface CrewNeed {
  readonly qualificationId: QualificationId;
  readonly count: number;
}

/** A qualification that too few aboard hold. */
export interface LackingQualification extends CrewNeed {
  /** Aboard and expired: these do not count. */
  readonly expired: number;
}

/** The first need that the crew does not meet; undefined when it meets all. */
export function unqualifiedFor(
  { holds }: CrewAboard,
  needs: readonly CrewNeed[],
): LackingQualification | undefined {
  for (const { qualificationId, count } of needs) {
    const held = holds.find(one => one.qualificationId === qualificationId);
    if ((held?.valid ?? 0) < count) return { qualificationId, count, expired: held?.expired ?? 0 };
  }
  return undefined;
}

/** One who is aboard, as the shift plan knows them, for counting alone. */
export interface Aboard {
  readonly qualifications: readonly {
    readonly qualificationId: QualificationId;
    readonly expiresAt?: number;
  }[];
}

/** Counts a crew at a time: whose qualification has ended by then holds it expired. */
export function countCrew(aboard: readonly Aboard[], now: number): CrewAboard {
  const counts = new Map<QualificationId, { valid: number; expired: number }>();
  for (const { qualifications } of aboard)
    for (const { qualificationId, expiresAt } of qualifications) {
      const count = counts.get(qualificationId) ?? { valid: 0, expired: 0 };
      counts.set(qualificationId, count);
      if (expiresAt === undefined || expiresAt > now) count.valid += 1;
      else count.expired += 1;
    }
  const holds = [...counts].map(([qualificationId, count]) => ({ qualificationId, ...count }));
  return {
    people: aboard.length,
    holds: holds.sort((a, b) => (a.qualificationId < b.qualificationId ? -1 : 1)),
  };
}

export type CountedCrew = { readonly unitId: UnitId } & CrewAboard;
