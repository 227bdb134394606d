import { randomUUID } from 'node:crypto';
import type { Command, PositionDoubt, Unit } from '@clarion/dispatch';
import type { Bounds, Instant } from '@clarion/measure';
import type { Fix } from '@clarion/protocol';
import type { Log, Positions } from '@clarion/store';
import { judgeFix } from './judge.ts';
import type { Keeping } from './keeping.ts';
import type { PositionTable } from './table.ts';

/** Good fixes in a row after which a doubted unit is trusted again, and bad ones that together outweigh the last good. */
const ENOUGH_IN_A_ROW = 3;
const SAY_AGAIN_MS = 30_000;

export type SetAside = { readonly unitId: string; readonly fixAt: Instant; readonly reason: string };
export interface IntakeAnswer {
  readonly taken: number;
  readonly known: number;
  readonly keptAside: readonly SetAside[];
}

export interface Intake {
  /** Judges, stores and shows a batch. Sent twice, it counts once. */
  accept(fixes: readonly Fix[]): Promise<IntakeAnswer>;
}

export interface IntakeMeans {
  readonly log: Log;
  readonly stored: Positions;
  readonly keeping: Keeping;
  readonly table: PositionTable;
  readonly bounds: Bounds;
  readonly now: () => Instant;
  readonly onTaken?: (fixes: readonly Fix[]) => void;
}

interface Trail {
  goodInARow: number;
  /** Fixes that were absurd seen from the last good one, but not seen from each other. */
  odd: Fix[];
  saidAt: number;
}

export function createIntake(means: IntakeMeans): Intake {
  const { log, stored, keeping, table, bounds } = means;
  const trails = new Map<string, Trail>();

  function judge(fix: Fix, unit: Unit, last: Fix | undefined, now: Instant, trail: Trail) {
    const assignment = log.board.assignments.get(unit.assignmentIds.at(-1) ?? '');
    const scene = log.board.incidents.get(assignment?.incidentId ?? '')?.place;
    const around = { unit, scene, bounds, now };
    const doubt = judgeFix(fix, { ...around, last });
    if (doubt !== 'absurd') {
      trail.odd = [];
      return doubt;
    }
    // A unit that was carried by ferry, or whose one wrong fix was believed, is found again where it insists to be.
    const agrees = judgeFix(fix, { ...around, last: trail.odd.at(-1) }) === undefined;
    trail.odd = agrees ? [...trail.odd, fix] : [fix];
    if (trail.odd.length < ENOUGH_IN_A_ROW) return doubt;
    trail.odd = [];
    return undefined;
  }

  const isAtWork = (unitId: string) => (log.board.units.get(unitId)?.assignmentIds.length ?? 0) > 0;

  /** Marks the unit, or clears it, by an entry; not more often than people can read. */
  function say(
    unit: Unit,
    doubt: PositionDoubt | undefined,
    trail: Trail,
    now: Instant,
  ): Promise<unknown> | undefined {
    trail.goodInARow = doubt === undefined ? trail.goodInARow + 1 : 0;
    const { unitId } = unit;
    let command: Command | undefined;
    if (doubt !== undefined && unit.doubt === undefined)
      command = { type: 'DoubtPosition', unitId, reason: doubt };
    if (doubt === undefined && unit.doubt !== undefined && trail.goodInARow >= ENOUGH_IN_A_ROW)
      command = { type: 'TrustPosition', unitId };
    if (command === undefined || Math.abs(now - trail.saidAt) < SAY_AGAIN_MS) return undefined;
    trail.saidAt = now;
    const actor = { kind: 'system', id: 'positions' } as const;
    return log.append({ commandId: randomUUID(), actor, command }, { now });
  }

  /** The same fix may be on its way to the disk: only behind it is told whether one was known. */
  async function insertAfter(fixes: readonly Fix[], now: Instant) {
    await keeping.settled();
    return stored.insert(fixes, now);
  }

  return {
    async accept(fixes) {
      const now = means.now();
      const fresh: Fix[] = [];
      /** Good ones that may be there already: not newer than what is known of their unit. */
      const older: Fix[] = [];
      const bad: (Fix & { reason: PositionDoubt })[] = [];
      const keptAside: SetAside[] = [];
      const verdicts = new Map<string, PositionDoubt | undefined>();
      const newest = new Map<string, Fix | undefined>();
      for (const fix of fixes.toSorted((a, b) => a.fixAt - b.fixAt)) {
        const unit = log.board.units.get(fix.unitId);
        if (unit === undefined) {
          keptAside.push({ unitId: fix.unitId, fixAt: fix.fixAt, reason: 'unknownUnit' });
          continue;
        }
        const trail = trailOf(trails, fix.unitId);
        const last = newest.has(fix.unitId) ? newest.get(fix.unitId) : table.latest(fix.unitId);
        const doubt = judge(fix, unit, last, now, trail);
        const isOlder = last !== undefined && fix.fixAt <= last.fixAt;
        if (doubt === undefined) {
          if (isOlder) older.push(fix);
          else {
            fresh.push(fix);
            newest.set(fix.unitId, fix);
          }
        } else {
          bad.push({ ...fix, reason: doubt });
          keptAside.push({ unitId: fix.unitId, fixAt: fix.fixAt, reason: doubt });
        }
        // What comes late after something newer was believed tells nothing about now.
        if (!isOlder) verdicts.set(fix.unitId, doubt);
      }
      // What is new is shown at once: the disk is not waited for to say where somebody is.
      table.take(fresh);
      if (fresh.length > 0) means.onTaken?.(fresh);
      if (fresh.length > 0) await keeping.keep(fresh, isAtWork);
      const late = older.length > 0 ? await insertAfter(older, now) : { taken: [], known: 0 };
      if (bad.length > 0) await stored.keepAside(bad, now);
      const said: Promise<unknown>[] = [];
      for (const [unitId, doubt] of verdicts) {
        const unit = log.board.units.get(unitId);
        const saying = unit && say(unit, doubt, trailOf(trails, unitId), now);
        if (saying !== undefined) said.push(saying);
      }
      await Promise.all(said);
      return { taken: fresh.length + late.taken.length, known: late.known, keptAside };
    },
  };
}

function trailOf(trails: Map<string, Trail>, unitId: string): Trail {
  let trail = trails.get(unitId);
  if (trail === undefined) {
    trail = { goodInARow: 0, odd: [], saidAt: Number.NEGATIVE_INFINITY };
    trails.set(unitId, trail);
  }
  return trail;
}
