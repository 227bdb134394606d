import { ok, type Result } from '@clarion/measure';
import { ROAD_CLASSES } from '@clarion/roads';
import { z } from 'zod';
import { type FileFault, fileFault } from '../fault.ts';
import { isTimeZone, TIME_FORMS } from '../local-time.ts';
import { namesSchema } from '../pack/manifest.ts';
import { readJson } from '../read-text.ts';

const column = z.string().min(1);
const words = z.array(z.string());
const agency = z.enum(['fire', 'police', 'ambulance', 'rescue']);
const postKind = z.enum(['fire', 'police', 'ambulance', 'hospital']);

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const streetsSchema = z.strictObject({
  /** Ids of the segment and of the nodes at its ends. */
  id: column,
  from: column,
  to: column,
  /** WKT LINESTRING in WGS84 degrees. */
  geometry: column,
  name: column,
  lengthM: column.exactOptional(),
  class: z.strictObject({
    column,
    /** By the table's word: our road class and the speed where none is posted. */
    values: z.record(
      z.string(),
      z.strictObject({
        class: z.enum(ROAD_CLASSES),
        speed: z.number().positive(),
        link: z.boolean().exactOptional(),
      }),
    ),
  }),
  speed: z
    .strictObject({
      column,
      unit: z.enum(['km/h', 'mph']),
      /** Numbers that mean: nothing posted. An empty cell always does. */
      none: z.array(z.number()).exactOptional(),
    })
    .exactOptional(),
  /** Without it every street is open both ways. */
  oneway: z.strictObject({ column, forward: words, backward: words }).exactOptional(),
  left: z.strictObject({ from: column, to: column }).exactOptional(),
  right: z.strictObject({ from: column, to: column }).exactOptional(),
  zip: column.exactOptional(),
  district: column.exactOptional(),
  /** Rows that are in the place search but carry no vehicles. */
  notDriven: z.array(z.strictObject({ column, values: words })).exactOptional(),
});

const stationsSchema = z.strictObject({
  id: column,
  name: column,
  address: column.exactOptional(),
  kind: z.union([postKind, z.strictObject({ property: column, values: z.record(z.string(), postKind) })]),
  /** What units call their station: a property, or the part of it in the parentheses of the pattern. */
  key: z
    .strictObject({
      property: column,
      pattern: z.string().refine(isPattern, 'not a regular expression').exactOptional(),
    })
    .exactOptional(),
});

const unitsSchema = z.strictObject({
  id: column,
  kind: column,
  /** By the table's word: the kind of vehicle. Other words stay as they are. */
  kinds: z.record(z.string(), z.string()).exactOptional(),
  /** The station's key. */
  station: column,
});

const populationSchema = z.strictObject({
  /** Several columns are joined. */
  id: z.array(column).min(1),
  lng: column,
  lat: column,
  population: column,
});

const areasSchema = z.strictObject({ name: column, id: column.exactOptional() });

const callsSchema = z.strictObject({
  call: column,
  unit: column,
  unitKind: column,
  sequence: column,
  type: column,
  group: column,
  address: column,
  area: column.exactOptional(),
  originalPriority: column,
  finalPriority: column,
  als: z.strictObject({ column, yes: words }).exactOptional(),
  /** "(latitude, longitude)" in one column. */
  latLng: column,
  timeForm: z.enum(TIME_FORMS),
  received: column,
  entry: column,
  dispatch: column,
  enRoute: column,
  onScene: column,
  transport: column,
  hospital: column,
  available: column,
});

const columnsSchema = z.strictObject({
  name: namesSchema,
  id: z.string().exactOptional(),
  timeZone: z.string(),
  countryCode: z.string().exactOptional(),
  attribution: z.string().exactOptional(),
  /** Names of the whole area that people add to an address. */
  region: z.array(namesSchema).exactOptional(),
  /** Agency of units whose kind is not known. */
  agency: agency.exactOptional(),
  streets: streetsSchema.exactOptional(),
  stations: stationsSchema.exactOptional(),
  units: unitsSchema.exactOptional(),
  population: populationSchema.exactOptional(),
  areas: areasSchema.exactOptional(),
  calls: callsSchema.exactOptional(),
});

/** How a city's tables are called and written; see `examples/san-francisco/columns.json`. */
export type CityColumns = z.infer<typeof columnsSchema>;
export type StreetColumns = z.infer<typeof streetsSchema>;
export type StationColumns = z.infer<typeof stationsSchema>;
export type UnitColumns = z.infer<typeof unitsSchema>;
export type PopulationColumns = z.infer<typeof populationSchema>;
export type AreaColumns = z.infer<typeof areasSchema>;
export type CallColumns = z.infer<typeof callsSchema>;

/** Reads a mapping of columns. Errors: as `readJson`; a key that is missing, unknown or of the wrong form; no time zone. */
export async function readColumns(path: string): Promise<Result<CityColumns, FileFault>> {
  const json = await readJson(path);
  if (!json.ok) return json;
  const columns = columnsSchema.safeParse(json.value);
  if (!columns.success) {
    const issue = columns.error.issues[0];
    return fileFault(
      'JsonUnfit',
      path,
      { field: issue?.path.join('.') || '.' },
      { reason: issue?.message ?? '' },
    );
  }
  if (!isTimeZone(columns.data.timeZone)) {
    return fileFault('TimeZoneUnknown', path, { field: 'timeZone' }, { value: columns.data.timeZone });
  }
  return ok(columns.data);
}

/** Whether a table has all columns that its mapping names. Error: the first that it has not. */
export function missingColumn(
  table: { readonly file: string; readonly columns: readonly string[] },
  wanted: readonly (string | undefined)[],
): { readonly ok: false; readonly error: FileFault } | undefined {
  for (const name of wanted) {
    if (name !== undefined && !table.columns.includes(name)) {
      return fileFault(
        'ColumnUnknown',
        table.file,
        { line: 1, field: name },
        { columns: table.columns.join(', ') },
      );
    }
  }
  return undefined;
}
