import { basename } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { readAreas } from '../city/areas.ts';
import { readCalls } from '../city/calls.ts';
import type { CityColumns } from '../city/columns.ts';
import { readPopulation } from '../city/population.ts';
import { readStations, stationsOf } from '../city/stations.ts';
import { readUnits, unitsOfCalls } from '../city/units.ts';
import { type FileFault, fileFault } from '../fault.ts';
import type { PackAreas, PackPost, PackUnit, PopulationCell, RecordedCall } from './parts.ts';
import type { PlaceInputs } from './place-inputs.ts';
import type { PackProgress } from './write-pack.ts';

/** Parts of a pack beside streets and map; undefined where nothing was given. */
export interface City {
  readonly posts: readonly PackPost[] | undefined;
  readonly units: readonly PackUnit[];
  readonly areas: PackAreas | undefined;
  readonly population: readonly PopulationCell[] | undefined;
  readonly calls: readonly RecordedCall[] | undefined;
  readonly ignored: Readonly<Record<string, number>>;
}

/**
 * Reads stations, units, population, areas and recorded calls, as far as they are given. Without stations, units are at
 * those of the ground (of the map extract). Errors: those of the readers; calls without a mapping of their columns.
 */
export async function readCity(
  inputs: Pick<PlaceInputs, 'columns' | 'stations' | 'units' | 'areas' | 'population' | 'calls'>,
  columns: CityColumns | undefined,
  place: { readonly timeZone: string; readonly posts: readonly PackPost[] },
  progress: PackProgress,
): Promise<Result<City, FileFault>> {
  const reading = <T>(path: string, read: (path: string) => Promise<T>): Promise<T> => {
    progress('cli.place.reading', { file: basename(path) });
    return read(path);
  };
  const nothing = ok(undefined);
  const { stations, units, areas, population, calls } = inputs;
  const posts = stations ? await reading(stations, path => readStations(path, columns?.stations)) : nothing;
  if (!posts.ok) return posts;
  const bases = posts.value ?? stationsOf(place.posts);
  const agency = columns?.agency ?? 'fire';
  const fleet = units
    ? await reading(units, path => readUnits(path, columns?.units, bases, agency))
    : nothing;
  if (!fleet.ok) return fleet;
  const cells = population
    ? await reading(population, path => readPopulation(path, columns?.population))
    : nothing;
  if (!cells.ok) return cells;
  const districts = areas ? await reading(areas, path => readAreas(path, columns?.areas)) : nothing;
  if (!districts.ok) return districts;
  const callColumns = columns?.calls;
  if (calls !== undefined && callColumns === undefined) {
    const file = inputs.columns ?? calls;
    return fileFault('OptionNeeds', file, { field: '--calls' }, { other: '--columns (calls)' });
  }
  const record =
    calls && callColumns
      ? await reading(calls, path => readCalls(path, callColumns, place.timeZone))
      : nothing;
  if (!record.ok) return record;
  if (record.value !== undefined) {
    progress('cli.place.calls', { calls: record.value.calls.length, responses: record.value.responses });
  }
  const known = fleet.value?.units ?? [];
  const others = record.value ? unitsOfCalls(record.value.calls, known, agency) : [];
  return ok({
    posts: posts.value?.posts,
    units: [...known, ...others],
    areas: districts.value,
    population: cells.value,
    calls: record.value?.calls,
    ignored: fleet.value?.ignored ?? {},
  });
}
