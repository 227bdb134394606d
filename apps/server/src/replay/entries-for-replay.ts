import { type Entry, type Incident, subjectsOf } from '@clarion/dispatch';
import type { Log } from '@clarion/store';

const PAGE = 2000;
/** A call that rang long before its incident was opened is looked for this far back. */
const BACK = 20_000;

/**
 * Everything that the replay of an incident needs, in order: its own entries, those of its calls from the first ring on,
 * and what its units reported in between.
 */
export async function entriesForReplay(
  log: Pick<Log, 'read' | 'readAbout'>,
  incident: Incident,
  /** What is part of it; both stories are told. */
  family: readonly string[] = [incident.incidentId],
): Promise<readonly Entry[]> {
  const stories = await Promise.all(family.map(incidentId => log.readAbout({ incidentId })));
  const own = stories.flat().sort((a, b) => a.seq - b.seq);
  const opened = own[0]?.seq ?? 1;
  const last = own.at(-1)?.seq ?? opened;
  const callIds = new Set(incident.callIds);
  const unitIds = new Set(own.flatMap(entry => subjectsOf(entry).unitIds));
  const isWanted = (entry: Entry) => {
    const about = subjectsOf(entry);
    if (about.incidentId !== undefined && family.includes(about.incidentId)) return true;
    if (about.callId !== undefined) return callIds.has(about.callId);
    return entry.seq > opened && about.unitIds.some(unitId => unitIds.has(unitId));
  };

  const found: Entry[] = [];
  for (let from = opened; from <= last; from += PAGE)
    found.push(...(await log.read(from, Math.min(last, from + PAGE - 1))).filter(isWanted));
  const missing = new Set(callIds);
  const before: Entry[] = [];
  const note = (entries: readonly Entry[]) => {
    for (const entry of entries) if (isBeginning(entry)) missing.delete(entry.data.callId);
  };
  note(found);
  for (let to = opened - 1; to >= 1 && to > opened - BACK && missing.size > 0; to -= PAGE) {
    const entries = (await log.read(Math.max(1, to - PAGE + 1), to)).filter(isWanted);
    before.unshift(...entries);
    note(entries);
  }
  return [...before, ...found];
}

function isBeginning(entry: Entry): entry is Entry & { type: 'CallReceived' } {
  return entry.type === 'CallReceived';
}
