import { basename } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import type { GazetteerInput } from '@clarion/places';
import type { CityColumns } from '../city/columns.ts';
import { readStreets } from '../city/streets.ts';
import { type FileFault, fileFault } from '../fault.ts';
import { readExtract } from '../osm/extract.ts';
import { osmPlace } from '../osm/place.ts';
import { type RoadSource, readPlainTables } from '../plain-tables.ts';
import type { BasemapLayers } from '../tiles/layers.ts';
import { wayFeatures } from '../tiles/way-features.ts';
import type { PackAreas, PackPost } from './parts.ts';
import { type PlaceInputs, sourceFile } from './place-inputs.ts';
import { waySegments } from './way-segments.ts';
import type { PackProgress } from './write-pack.ts';

/** What a source of streets gives to a pack. */
export interface Ground {
  readonly roads: RoadSource;
  readonly gazetteer: GazetteerInput;
  readonly basemap: BasemapLayers;
  readonly posts: readonly PackPost[];
  readonly areas?: PackAreas;
  readonly attribution?: string;
}

const noMap = { landuse: [], water: [], buildings: [], boundaries: [], places: [] };

/** Reads the streets of a place, in whichever form they are given. Errors: those of the reader. */
export async function readGround(
  inputs: PlaceInputs,
  columns: CityColumns | undefined,
  progress: PackProgress,
): Promise<Result<Ground, FileFault>> {
  const { source } = inputs;
  const file = basename(sourceFile(inputs));
  progress('cli.place.reading', { file });
  if (source.form === 'osm') {
    const extract = await readExtract(source.osm);
    if (!extract.ok) return extract;
    progress('cli.place.read', extract.value.counts);
    return ok({ ...osmPlace(extract.value), attribution: '© OpenStreetMap contributors' });
  }
  if (source.form === 'tables') {
    const roads = await readPlainTables(source.nodes, source.arcs);
    if (!roads.ok) return roads;
    const { ways } = roads.value;
    progress('cli.place.readRows', { file, rows: ways.length });
    const basemap = { ...noMap, roads: wayFeatures(ways) };
    return ok({ roads: roads.value, gazetteer: { segments: waySegments(ways) }, basemap, posts: [] });
  }
  if (columns?.streets === undefined) {
    const other = inputs.columns === undefined ? '--columns' : '--columns (streets)';
    return fileFault('OptionNeeds', inputs.columns ?? source.streets, { field: '--streets' }, { other });
  }
  const streets = await readStreets(source.streets, columns.streets);
  if (!streets.ok) return streets;
  const { roads, segments, features, rows } = streets.value;
  progress('cli.place.readRows', { file, rows });
  return ok({ roads, gazetteer: { segments }, basemap: { ...noMap, roads: features }, posts: [] });
}
