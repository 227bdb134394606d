import type { Instant } from '@clarion/measure';
import type { Board, Incident } from './board.ts';

/** For when help is needed, where that is later: a transport at 14:00, a standby. */
export interface Schedule {
  readonly needAt: Instant;
  /** How long before the need it enters the queue; absent: as long as turnout and drive take. */
  readonly leadSeconds?: number;
  /** When it entered the queue; absent: it is still ahead. */
  readonly releasedAt?: Instant;
}

/** Whether the incident is still kept apart from the queue. */
export const isAhead = ({ state, schedule }: Incident): boolean =>
  state === 'open' && schedule !== undefined && schedule.releasedAt === undefined;

/** What is kept apart until its time, the soonest needed first. */
export function scheduledAhead(board: Board): readonly Incident[] {
  return [...board.scheduled]
    .flatMap(incidentId => board.incidents.get(incidentId) ?? [])
    .sort((a, b) => (a.schedule?.needAt ?? 0) - (b.schedule?.needAt ?? 0) || numberOf(a) - numberOf(b));
}

const numberOf = ({ incidentId }: Incident) => Number(incidentId.slice(1));
