import { type Board, type Entry, type Incident, newestMove, type Place } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { placeSchema } from '@clarion/protocol';
import type { Sealing } from '@clarion/store';

/** Where moving incidents are now, in the clear and in memory only, so that a recommendation can go there. */
export interface MovedPlaces {
  /** What was just sealed here: it need not be opened again. */
  note(sealedId: string, place: Place): void;
  /** The newest place that was told, when it is at hand; else the one that the log has. */
  placeOf(incident: Incident): Place | undefined;
  /** Opens the newest place, where another server sealed it or this one was started anew; that reading is written down. */
  bringUpToDate(incidentId: string): Promise<void>;
}

export interface MovedPlacesMeans {
  readonly logId: string;
  readonly board: () => Board;
  readonly onBoard: (changed: (entries: readonly Entry[]) => void) => void;
  readonly sealing: Pick<Sealing, 'read'>;
  readonly now: () => Instant;
}

export function createMovedPlaces({ logId, board, onBoard, sealing, now }: MovedPlacesMeans): MovedPlaces {
  const known = new Map<string, Place>();
  /** Sealed and not yet in the log. */
  const coming = new Map<string, Place>();
  const current = (incident: Incident) => newestMove(incident)?.place.sealedId;

  onBoard(entries => {
    for (const entry of entries) {
      if (entry.type !== 'PlaceMoved') continue;
      const { sealedId } = entry.data.place;
      const place = coming.get(sealedId);
      coming.delete(sealedId);
      if (place !== undefined) known.set(sealedId, place);
      const incident = board().incidents.get(entry.data.incidentId);
      for (const { place: before } of incident?.moves?.slice(0, -1) ?? []) known.delete(before.sealedId);
    }
  });

  return {
    note(sealedId, place) {
      coming.set(sealedId, place);
      // Of a command that was refused nothing comes.
      const oldest = coming.keys().next().value;
      if (coming.size > 100 && oldest !== undefined) coming.delete(oldest);
    },
    placeOf: incident => known.get(current(incident) ?? '') ?? incident.place,
    async bringUpToDate(incidentId) {
      const incident = board().incidents.get(incidentId);
      const sealedId = incident && current(incident);
      if (incident?.state !== 'open' || sealedId === undefined || known.has(sealedId)) return;
      const asked = { logId, sealedIds: [sealedId], reader: 'server', purpose: 'callInHand', now: now() };
      const [reading] = await sealing.read(asked);
      if (reading?.state !== 'open') return;
      const place = placeSchema.safeParse(JSON.parse(reading.text));
      if (place.success) known.set(sealedId, place.data as Place);
    },
  };
}
