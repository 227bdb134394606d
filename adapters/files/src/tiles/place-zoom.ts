const from: Readonly<Record<string, number>> = {
  city: 8,
  town: 8,
  borough: 10,
  district: 11,
  suburb: 11,
  quarter: 12,
  village: 10,
  neighbourhood: 13,
  hamlet: 12,
  hospital: 12,
  fire_station: 12,
  police: 12,
  ambulance_station: 12,
  station: 12,
  university: 13,
  airport: 11,
  aerodrome: 11,
  stadium: 13,
  park: 13,
  bridge: 13,
  square: 13,
};

/** Zoom from which a place of this kind is named on the map: the near view names everything. */
export const placeMinZoom = (kind: string): number => from[kind] ?? 14;
