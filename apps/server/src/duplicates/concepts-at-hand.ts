import { type Call, type ConceptId, type Entry, readConcepts } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { Log, Sealing } from '@clarion/store';

/** Who stands in the list of readings when the server has to read words to sort calls. */
export const READER = 'clarion';
export const PURPOSE = 'duplicates';

export interface ConceptsAtHand {
  /** The sealing that is given, noting of words what they speak of while they pass through. */
  readonly sealing: Sealing;
  of(call: Call): ReadonlySet<ConceptId>;
  /** Reads what is not known yet: after a restart, or of another server's calls. Every reading is written down. */
  learn(calls: Iterable<Call>, now: Instant): Promise<void>;
  /** How often something was learnt or forgotten. */
  readonly version: number;
}

const none: ReadonlySet<ConceptId> = new Set();

/**
 * What the words of calls in hand speak of, as codes out of a closed list, in memory alone: neither the log nor a table has
 * them. They go when the incident is closed, or the call ended without one.
 */
export function createConceptsAtHand(log: Log, sealing: Sealing): ConceptsAtHand {
  const known = new Map<string, ReadonlySet<ConceptId>>();
  const byCall = new Map<string, { readonly words: number; readonly concepts: ReadonlySet<ConceptId> }>();
  let version = 0;

  const forget = (call: Call | undefined) => {
    if (call === undefined) return;
    for (const { sealedId } of call.words) known.delete(sealedId);
    byCall.delete(call.callId);
  };
  log.onBoard((entries: readonly Entry[]) => {
    const { board } = log;
    for (const entry of entries) {
      if (entry.type === 'CallEnded') {
        const call = board.calls.get(entry.data.callId);
        if (call?.incidentId === undefined && !board.openCalls.has(entry.data.callId)) forget(call);
      }
      if (entry.type === 'IncidentClosed')
        for (const callId of board.incidents.get(entry.data.incidentId)?.callIds ?? [])
          forget(board.calls.get(callId));
    }
  });

  return {
    sealing: {
      ...sealing,
      seal: async (kind, text) => {
        const sealed = await sealing.seal(kind, text);
        if (kind === 'words') known.set(sealed.ref.sealedId, readConcepts(text));
        return sealed;
      },
    },
    of(call) {
      if (call.words.length === 0) return none;
      const last = byCall.get(call.callId);
      if (last !== undefined && last.words === call.words.length) return last.concepts;
      const parts = call.words.flatMap(({ sealedId }) => known.get(sealedId) ?? []);
      const concepts = new Set(parts.flatMap(part => [...part]));
      if (parts.length === call.words.length) byCall.set(call.callId, { words: call.words.length, concepts });
      return concepts;
    },
    async learn(calls, now) {
      const sealedIds = [...calls].flatMap(call => call.words.map(ref => ref.sealedId));
      const missing = sealedIds.filter(sealedId => !known.has(sealedId));
      if (missing.length === 0) return;
      const readings = await sealing.read({
        logId: log.logId,
        sealedIds: missing,
        reader: READER,
        purpose: PURPOSE,
        now,
      });
      for (const reading of readings)
        known.set(
          reading.sealedId,
          'state' in reading && reading.state === 'open' ? readConcepts(reading.text) : none,
        );
      version += 1;
    },
    get version() {
      return version;
    },
  };
}
