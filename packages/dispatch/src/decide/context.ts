import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type { Board, Incident, Unit } from '../board.ts';
import type { CommandEnvelope } from '../command.ts';
import type { EntryBody, NewEntry } from '../entry.ts';
import type { CallId, IncidentId, UnitId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';

export type Decision = Result<readonly NewEntry[], Refusal>;

/** What every rule needs beside its own command. */
export interface Context {
  readonly board: Board;
  readonly envelope: CommandEnvelope;
  /** When it is written. Never before what the board already holds: clocks of several servers differ a little. */
  readonly now: Instant;
  /** When it happened: now, or the time on the paper card. */
  readonly at: Instant;
}

/** A device's clock may be this far ahead; the time is then taken as now. */
const AHEAD_MS = 120_000;
/** Nothing is entered afterwards that is older. */
const BEHIND_MS = 7 * 24 * 3_600_000;

export function context(board: Board, envelope: CommandEnvelope, clock: Instant): Result<Context, Refusal> {
  const now = clock < board.at ? board.at : clock;
  if (!envelope.onPaper) return ok({ board, envelope, now, at: now });
  const at = plausible(envelope.onPaper.happenedAt, now);
  return at.ok ? ok({ board, envelope, now, at: at.value }) : at;
}

/** A time that somebody states, taken as now when it is a little ahead. */
export function plausible(said: Instant, now: Instant): Result<Instant, Refusal> {
  if (!Number.isSafeInteger(said) || said > now + AHEAD_MS || said < now - BEHIND_MS) {
    return fail({ code: 'TimeImplausible', at: said });
  }
  return ok(instant(Math.min(said, now)));
}

/** Clocks of a crew's device and of the centre agree within this. */
const CLOCKS_AGREE_MS = 10_000;

/**
 * When a crew's device answered an order that was given at `since`. What it said before that was about another one, which the
 * floor has replaced meanwhile: refused.
 */
export function saidAfter(
  context: Context,
  happenedAt: Instant | undefined,
  since: Instant,
): Result<Instant, Refusal> {
  if (happenedAt === undefined) return ok(context.at);
  const said = plausible(happenedAt, context.now);
  if (!said.ok) return said;
  if (said.value < since - CLOCKS_AGREE_MS) return fail({ code: 'OrderNewer', at: since });
  return ok(instant(Math.max(said.value, since)));
}

export function written(context: Context, body: EntryBody, at: Instant = context.at): NewEntry {
  const { actor, commandId, onPaper } = context.envelope;
  return { ...body, at, actor, commandId, ...(onPaper ? { onPaper: { card: onPaper.card } } : {}) };
}

export const nothing: Decision = ok([]);
export const refused = (refusal: Refusal): { readonly ok: false; readonly error: Refusal } => fail(refusal);

export function openIncident(board: Board, incidentId: IncidentId): Result<Incident, Refusal> {
  const incident = board.incidents.get(incidentId);
  if (!incident) return fail(noIncident(board, incidentId));
  if (incident.merged) {
    return fail({ code: 'IncidentMergedAlready', incidentId, into: incident.merged.into });
  }
  if (incident.state === 'closed') {
    return fail({ code: 'IncidentClosedAlready', incidentId, at: incident.closedAt ?? incident.openedAt });
  }
  return ok(incident);
}

/** Why there is no such incident: it was filed, or the number was never given. */
export const noIncident = (board: Board, incidentId: IncidentId): Refusal =>
  isGiven(incidentId, 'I', board.lastIncident)
    ? { code: 'FiledAlready', number: incidentId }
    : { code: 'IncidentUnknown', incidentId };

export const noCall = (board: Board, callId: CallId): Refusal =>
  isGiven(callId, 'C', board.lastCall)
    ? { code: 'FiledAlready', number: callId }
    : { code: 'CallUnknown', callId };

function isGiven(number: string, letter: string, last: number): boolean {
  const count = Number(number.slice(1));
  return number === `${letter}${count}` && count >= 1 && count <= last;
}

export function knownUnit(board: Board, unitId: UnitId): Result<Unit, Refusal> {
  const unit = board.units.get(unitId);
  return unit ? ok(unit) : fail({ code: 'UnitUnknown', unitId });
}
