import { type FiledIncident, filedIncident } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { Filed, Log } from '@clarion/store';
import type { Centre } from '../centre/centre.ts';

/** What demand is reckoned from goes back no further. */
const KEPT_MS = 90 * 24 * 3_600_000;

/** What was filed lately, so that demand does not end where the board does. */
export interface FiledAtHand {
  lately(now: Instant): readonly FiledIncident[];
  stop(): void;
}

export async function openFiledAtHand(
  log: Pick<Log, 'onBoard'>,
  filed: Filed,
  now: Instant,
): Promise<FiledAtHand> {
  let known = new Map<string, FiledIncident>();
  // What is too old goes as new ones come, whether or not anybody asks.
  const trim = (at: Instant) => {
    for (const one of known.values()) {
      if (one.closedAt >= at - KEPT_MS) break;
      known.delete(one.incidentId);
    }
  };
  const stop = log.onBoard(entries => {
    for (const entry of entries) {
      if (entry.type !== 'RecordsFiled') continue;
      for (const one of entry.data.incidents) known.set(one.incidentId, one);
      trim(entry.at);
    }
  });
  const before = await filed.since(instant(now - KEPT_MS));
  known = new Map([...before.map(one => [one.incidentId, one] as const), ...known]);
  return {
    lately(at) {
      trim(at);
      return [...known.values()];
    },
    stop,
  };
}

/** Every incident of the last months, filed or on the board, the oldest first. */
export function incidentsLately({
  log,
  clock,
  filedAtHand,
}: Pick<Centre, 'log' | 'clock' | 'filedAtHand'>): readonly FiledIncident[] {
  const { board } = log;
  return [
    ...filedAtHand.lately(clock.now()),
    ...[...board.incidents.values()].map(incident => filedIncident(board, incident)),
  ];
}
