import type { Call, Entry, ReportedLocation } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { Log, SealedText, Sealing } from '@clarion/store';
import { PURPOSE, READER } from '../duplicates/concepts-at-hand.ts';

export interface LocationsAtHand {
  /** Sealed as a contact is, with its clock, and known here at once. */
  seal(location: ReportedLocation): Promise<SealedText>;
  /** The newest of the call, if it is known. */
  newest(call: Call): ReportedLocation | undefined;
  /** Reads what is not known yet, after a restart or of another server's calls. Every reading is written down. */
  learn(calls: Iterable<Call>, now: Instant): Promise<void>;
}

/** Where the phones of calls in hand are, in memory alone; it goes when the incident is closed, or the call ended without one. */
export function createLocationsAtHand(log: Log, sealing: Sealing): LocationsAtHand {
  const known = new Map<string, ReportedLocation | undefined>();
  const newestRef = (call: Call) => call.locations?.at(-1)?.sealedId;
  const forget = (callId: string) => {
    for (const { sealedId } of log.board.calls.get(callId)?.locations ?? []) known.delete(sealedId);
  };
  log.onBoard((entries: readonly Entry[]) => {
    const { board } = log;
    for (const entry of entries) {
      if (entry.type === 'CallEnded' && board.calls.get(entry.data.callId)?.incidentId === undefined)
        if (!board.openCalls.has(entry.data.callId)) forget(entry.data.callId);
      if (entry.type === 'IncidentClosed')
        for (const callId of board.incidents.get(entry.data.incidentId)?.callIds ?? []) forget(callId);
    }
  });
  return {
    async seal(location) {
      const sealed = await sealing.seal('contact', JSON.stringify(location));
      known.set(sealed.ref.sealedId, location);
      return sealed;
    },
    newest(call) {
      return known.get(newestRef(call) ?? '');
    },
    async learn(calls, now) {
      const missing = [...calls].flatMap(call => {
        const sealedId = newestRef(call);
        return sealedId === undefined || known.has(sealedId) ? [] : [sealedId];
      });
      if (missing.length === 0) return;
      const { logId } = log;
      const readings = await sealing.read({
        logId,
        sealedIds: missing,
        reader: READER,
        purpose: PURPOSE,
        now,
      });
      for (const reading of readings)
        known.set(
          reading.sealedId,
          'state' in reading && reading.state === 'open'
            ? (JSON.parse(reading.text) as ReportedLocation)
            : undefined,
        );
    },
  };
}
