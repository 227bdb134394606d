export { buildPlaceIndex } from './build.ts';
export { type CrossingRow, joinCrossingTable } from './crossingTable.ts';
export type { Confidence, Language, LineShape, PlaceHit, PlaceKind } from './hit.ts';
export type {
  AddressInput,
  CrossingInput,
  DistrictInput,
  GazetteerInput,
  KilometrePostInput,
  Names,
  NumberRange,
  PlaceInput,
  StreetSegmentInput,
} from './input.ts';
export { openPlaceIndex, type PlaceIndex } from './placeIndex.ts';
export { crossStreetsAt } from './reverse.ts';
export { type SearchOptions, searchPlaces } from './search.ts';
export { PLACE_INDEX_VERSION, type PlaceIndexFault } from './sections.ts';
