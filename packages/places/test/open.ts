import { buildPlaceIndex, type GazetteerInput, openPlaceIndex, type PlaceIndex } from '../src/index.ts';

export function indexOf(input: GazetteerInput): PlaceIndex {
  const opened = openPlaceIndex(buildPlaceIndex(input));
  if (!opened.ok) throw new Error(`the index just built does not open: ${opened.error.code}`);
  return opened.value;
}
