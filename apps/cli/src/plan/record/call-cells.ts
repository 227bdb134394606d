import type { RecordedCall } from '@clarion/files';

const METRES_PER_DEGREE = 111_195;

/** Square cells of so many metres, wherever the record has a call; all of the record, so that weeks can be compared. */
export function callCells(calls: readonly RecordedCall[], cellM: number) {
  const middleLat = calls.reduce((sum, call) => sum + call.at[1], 0) / calls.length;
  const stepLat = cellM / METRES_PER_DEGREE;
  const stepLng = stepLat / Math.cos((middleLat * Math.PI) / 180);
  const idOf = ({ at: [lng, lat] }: RecordedCall) =>
    `${Math.floor(lng / stepLng)}_${Math.floor(lat / stepLat)}`;
  const ids = [...new Set(calls.map(idOf))].sort();
  const places = new Map(ids.map((id, place) => [id, place]));
  return {
    ids,
    placeOf: (call: RecordedCall) => places.get(idOf(call))!,
    middle: (place: number): [number, number] => {
      const [x, y] = ids[place]!.split('_').map(Number) as [number, number];
      return [(x + 0.5) * stepLng, (y + 0.5) * stepLat];
    },
  };
}
