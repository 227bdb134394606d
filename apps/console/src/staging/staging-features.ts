import { type Board, type Incident, isStaged, type Place, stagingAhead } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { collection } from '../map/features.ts';
import { placeNow } from '../moving/moved-places.ts';
import type { Speech } from '../words/speak.ts';

type Drawn = ReturnType<typeof collection>;

/** Where units of open incidents wait: each place once for its incident, with who is there already, and the way in as a line. */
export function stagingFeatures(board: Board, moved: ReadonlyMap<string, Place | null>, w: Speech): Drawn {
  const features: Drawn['features'] = [];
  for (const incidentId of board.openIncidents) {
    const incident = board.incidents.get(incidentId);
    if (incident === undefined) continue;
    const scene = placeNow(moved, incident).place?.at;
    for (const { at, reason, there, waiting } of stagingPlaces(board, incident)) {
      const count = waiting === 0 ? '' : ` ${there}/${waiting}`;
      const label = `${incidentId} ${w('staging.stage', { reason: w(`staging.${reason}`) })}${count}`;
      features.push({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [at[0], at[1]] },
        properties: { incidentId, sign: w('staging.sign'), label },
      });
      if (scene !== undefined)
        features.push({
          type: 'Feature',
          geometry: { type: 'LineString', coordinates: [[...at], [...scene]] },
          properties: { incidentId },
        });
    }
  }
  return collection(features);
}

interface StagedAt {
  readonly at: LngLat;
  readonly reason: string;
  readonly there: number;
  readonly waiting: number;
}

/** The places of the incident's order and of its units' own, with how many wait for it and how many of them are there. */
export function stagingPlaces(board: Board, incident: Incident): readonly StagedAt[] {
  const places = new Map<string, StagedAt>();
  const ahead = stagingAhead(incident);
  const staged = incident.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter(isStaged)
    .flatMap(({ staging }) => staging ?? []);
  for (const { place, reason } of [...(ahead ? [ahead] : []), ...staged])
    if (place) places.set(place.at.join(), { at: place.at, reason, there: 0, waiting: 0 });
  for (const { place, reachedAt } of staged) {
    const known = place && places.get(place.at.join());
    if (known)
      places.set(known.at.join(), {
        ...known,
        waiting: known.waiting + 1,
        there: known.there + (reachedAt === undefined ? 0 : 1),
      });
  }
  return [...places.values()];
}
