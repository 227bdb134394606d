import type { Entry } from '@clarion/dispatch';
import type pg from 'pg';
import type { Answer, Job } from '../log/batch.ts';

/**
 * Stores the sealed texts that the new entries refer to, with the call or incident they belong to. A text that no entry
 * refers to (the command was refused, or is a repetition) is not stored; its key opens nothing.
 */
export async function insertSealed(
  client: pg.ClientBase,
  logId: string,
  jobs: readonly Job[],
  answers: ReadonlyMap<Job, Answer>,
): Promise<void> {
  for (const job of jobs) {
    const answer = answers.get(job);
    if (job.sealed === undefined || answer === undefined || !answer.ok || answer.value.repeated) continue;
    for (const text of job.sealed) {
      const entry = answer.value.entries.find(candidate => refersTo(candidate.data, text.ref.sealedId));
      if (entry === undefined) continue;
      const { callId, incidentId } = subjectOf(entry);
      await client.query({
        name: 'insert-sealed',
        text: `INSERT INTO clarion.sealed (log_id, sealed_id, kind, call_id, incident_id, sealed_at, key_id, body)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        values: [logId, text.ref.sealedId, text.kind, callId, incidentId, job.now, text.keyId, text.body],
      });
    }
  }
}

function refersTo(value: unknown, sealedId: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('sealedId' in value && value.sealedId === sealedId) return true;
  return Object.values(value).some(member => refersTo(member, sealedId));
}

function subjectOf(entry: Entry): { readonly callId: string | null; readonly incidentId: string | null } {
  const named = entry.data as { readonly callId?: string; readonly incidentId?: string };
  return { callId: named.callId ?? null, incidentId: named.incidentId ?? null };
}
