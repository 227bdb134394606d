import { randomUUID } from 'node:crypto';
import { type Configuration, type Evidence, expiredHazards, type Incident } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import { boardOf, type Centre } from '../centre/centre.ts';

/** Where the machine cannot reckon a drive, or not all that is needed could come: long enough for help from far away. */
export const UNKNOWN_LEAD_SECONDS = 1800;
/** No drive of a centre takes longer; before that nothing is reckoned. */
const LOOKS_AHEAD_MS = 3 * 3_600_000;
/** Units move: what was reckoned is believed for so long, by the centre's clock. */
const BELIEVED_MS = 60_000;
const EVERY_MS = 1000;

export interface Scheduler {
  /** Brings into the queue what is due, and ends hazards that have expired. What is otherwise done every second. */
  check(): Promise<void>;
  stop(): void;
}

/**
 * Brings what is for later into the queue when its lead has come. It reads the board alone and keeps nothing, so a restart loses
 * nothing; what two servers ask for at once, the log takes once.
 */
export function startScheduler(centre: Centre, onTrouble: (error: unknown) => void): Scheduler {
  const reckoned = new Map<string, { readonly at: Instant; readonly leadSeconds: number }>();
  let running: Promise<void> | undefined;

  async function once(): Promise<void> {
    const board = boardOf(centre);
    for (const { incidentId, hazard } of expiredHazards(board, centre.clock.now())) {
      const done = await centre.submit({
        commandId: randomUUID(),
        actor: { kind: 'system', id: 'schedule' },
        command: { type: 'EndHazard', incidentId, hazard },
      });
      if (!done.ok && !['HazardStands', 'IncidentClosedAlready'].includes(done.error.code))
        throw new Error(`${hazard} of ${incidentId} does not end: ${done.error.code}`);
    }
    for (const incidentId of reckoned.keys())
      if (!board.scheduled.has(incidentId)) reckoned.delete(incidentId);
    for (const incidentId of board.scheduled) {
      const incident = board.incidents.get(incidentId);
      const { schedule } = incident ?? {};
      if (incident === undefined || schedule === undefined) continue;
      const now = centre.clock.now();
      if (schedule.leadSeconds === undefined && now < schedule.needAt - LOOKS_AHEAD_MS) continue;
      const leadSeconds = schedule.leadSeconds ?? leadOf(incident, now);
      if (now < schedule.needAt - leadSeconds * 1000) continue;
      const done = await centre.submit({
        commandId: randomUUID(),
        actor: { kind: 'system', id: 'schedule' },
        command: { type: 'ReleaseScheduled', incidentId, leadSeconds },
      });
      // Somebody was faster, or has put it off meanwhile: the next look sees the new board.
      if (!done.ok && !['NotYetDue', 'IncidentClosedAlready', 'NotScheduled'].includes(done.error.code))
        throw new Error(`${incidentId} does not come into the queue: ${done.error.code}`);
    }
  }

  function leadOf(incident: Incident, now: Instant): number {
    const { incidentId } = incident;
    const known = reckoned.get(incidentId);
    if (known !== undefined && now - known.at < BELIEVED_MS) return known.leadSeconds;
    const evidence =
      incident.place === undefined ? undefined : centre.recommender.whatIf({ incidentId }, { without: [] });
    const leadSeconds = leadFor(evidence, boardOf(centre).configuration?.clocks);
    reckoned.set(incidentId, { at: instant(now), leadSeconds });
    return leadSeconds;
  }

  const check = () => {
    running ??= once().finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => {
    const board = boardOf(centre);
    if (board.scheduled.size > 0 || expiredHazards(board, centre.clock.now()).length > 0)
      void check().catch(onTrouble);
  }, EVERY_MS);
  return { check, stop: () => clearInterval(timer) };
}

/** Time to send, to turn out, and to drive for the last of those who would go. */
export function leadFor(evidence: Evidence | undefined, clocks: Configuration['clocks'] | undefined): number {
  const chosen = evidence?.candidates.filter(one => one.recommended) ?? [];
  if (evidence === undefined || clocks === undefined || chosen.length === 0) return UNKNOWN_LEAD_SECONDS;
  const last = chosen.reduce(
    (most, { eta, travelTimeMs = 0 }) =>
      Math.max(
        most,
        (eta?.ms ?? travelTimeMs) + (eta?.turnoutMs === undefined ? clocks.turnoutSeconds * 1000 : 0),
      ),
    0,
  );
  const needed = Math.ceil(last / 1000) + (clocks.dispatchSeconds ?? clocks.releaseSeconds);
  return evidence.missing.length > 0 ? Math.max(needed, UNKNOWN_LEAD_SECONDS) : needed;
}
