import type { Intention, Situation } from './intention.ts';
import { clockToday } from './paper-time.ts';
import type { Parsed } from './parse.ts';

/**
 * `replay I17`, `replay I17 14:05`, `replay 14:05`: an incident from its beginning or from a time on, or the floor from a time
 * on. A filed incident is not on the board, so its number is taken as it is written; the server knows it.
 */
export function replayIntention(parsed: Parsed, situation: Situation): Intention {
  const words = parsed.rest.split(/\s+/).filter(word => word !== '');
  const clock = words.find(word => word.includes(':'));
  const filed = words.find(word => /^i\d+$/i.test(word))?.toUpperCase();
  const since = clock === undefined ? undefined : clockToday(clock, situation.now, situation.timeZone);
  const isRead = words.every(word => word === clock || word.toUpperCase() === filed);
  if (!isRead || (clock !== undefined && since === undefined)) return problem('replayForm');
  const named = parsed.incidentId ?? filed;
  const from = since === undefined ? {} : { since };
  if (named !== undefined) return { kind: 'replay', incidentId: named, ...from };
  if (since !== undefined) return { kind: 'replay', since };
  const { incidentId } = situation;
  return incidentId === undefined ? problem('incidentMissing') : { kind: 'replay', incidentId };
}

const problem = (code: string): Intention => ({ kind: 'problem', code, params: {} });
