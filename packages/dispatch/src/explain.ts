import type { Instant } from '@clarion/measure';
import type { Actor } from './command.ts';
import type { Entry } from './entry.ts';
import type { Candidate, Evidence } from './evidence.ts';
import type { AssignmentId, UnitId } from './ids.ts';

/** The answer to "why that unit?", from the entry alone. Codes and values only. */
export interface Explanation {
  readonly seq: number;
  readonly assignmentId: AssignmentId;
  readonly by: Actor;
  readonly at: Instant;
  /** The unit came from the list on the screen, or was typed by hand. */
  readonly chosenFrom: 'displayed' | 'typed';
  /** Its place in that list, from 1. */
  readonly rank?: number;
  /** What was known of the unit; absent when it was typed by hand and not among the candidates kept. */
  readonly candidate?: Candidate;
  /** Candidates that would have been there sooner and were not sent in the same command, with their reasons. */
  readonly nearer: readonly Candidate[];
  readonly versions?: Pick<
    Evidence,
    | 'graphHash'
    | 'closuresVersion'
    | 'speedsVersion'
    | 'feedVersion'
    | 'configurationVersion'
    | 'calibrationHash'
    | 'turns'
  >;
}

/** Undefined when the entry did not send this unit. */
export function explain(entry: Entry, unitId: UnitId): Explanation | undefined {
  if (entry.type !== 'UnitsAssigned') return undefined;
  const { assignments, displayed, evidence } = entry.data;
  const given = assignments.find(assignment => assignment.unitId === unitId);
  if (!given) return undefined;
  const rank = displayed.indexOf(unitId) + 1;
  const candidate = evidence?.candidates.find(one => one.unitId === unitId);
  const sent = new Set(assignments.map(assignment => assignment.unitId));
  const ownTime = candidate === undefined ? undefined : arrivalOf(candidate);
  const nearer = (evidence?.candidates ?? []).filter(
    other => !sent.has(other.unitId) && ownTime !== undefined && (arrivalOf(other) ?? Infinity) < ownTime,
  );
  return {
    seq: entry.seq,
    assignmentId: given.assignmentId,
    by: entry.actor,
    at: entry.at,
    chosenFrom: rank > 0 ? 'displayed' : 'typed',
    ...(rank > 0 ? { rank } : {}),
    ...(candidate ? { candidate } : {}),
    nearer,
    ...(evidence ? { versions: versionsOf(evidence) } : {}),
  };
}

/** What a candidate was ranked by. */
const arrivalOf = ({ eta, travelTimeMs }: Candidate): number | undefined => eta?.ms ?? travelTimeMs;

function versionsOf(evidence: Evidence): NonNullable<Explanation['versions']> {
  const { graphHash, closuresVersion, speedsVersion, configurationVersion, calibrationHash } = evidence;
  const calibration = calibrationHash === undefined ? {} : { calibrationHash };
  const feed = evidence.feedVersion === undefined ? {} : { feedVersion: evidence.feedVersion };
  const turns = evidence.turns === undefined ? {} : { turns: evidence.turns };
  return {
    graphHash,
    closuresVersion,
    speedsVersion,
    configurationVersion,
    ...feed,
    ...calibration,
    ...turns,
  };
}
