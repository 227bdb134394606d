export {
  type BuiltRoads,
  buildRoadsFromOsm,
  buildRoadsFromTables,
  type KeptTurns,
  type ReadProgress,
} from './build-roads.ts';
export { type CalibrationInputs, calibratePlace } from './calibration/calibrate-place.ts';
export {
  type Calibration,
  type CalibrationFile,
  calibrationBytes,
  readCalibration,
} from './calibration/calibration-file.ts';
export { recordedDrives } from './calibration/recorded-drives.ts';
export { type RecordedCalls, readCalls } from './city/calls.ts';
export { type CityColumns, readColumns } from './city/columns.ts';
export { type ClosureRow, readClosures } from './closures.ts';
export { type FileFault, fileFault, readFault, writeFault } from './fault.ts';
export { openGraphFile } from './graph-file.ts';
export { readHazardArea } from './hazard-area.ts';
export { type LocalHour, localClock, localHourOf, localTimes, parseNaive } from './local-time.ts';
export { type OsmExtract, readExtract, readOsm } from './osm/extract.ts';
export { buildPlace } from './pack/build-place.ts';
export {
  CALIBRATION_FILE,
  PACK_FORMAT,
  PACK_VERSION,
  type PackManifest,
  readManifest,
} from './pack/manifest.ts';
export { type OpenPackOptions, openPack, type Pack } from './pack/open-pack.ts';
export type {
  CallFlag,
  PackAreas,
  PackPost,
  PackUnit,
  PopulationCell,
  RecordedCall,
  RecordedResponse,
} from './pack/parts.ts';
export type { PlaceInputs } from './pack/place-inputs.ts';
export { buildTownPack } from './pack/town-pack.ts';
export { checkOutput, type PackContent, type PackProgress, writePack } from './pack/write-pack.ts';
export { readPeople } from './people.ts';
export { type RoadSource, readPlainTables } from './plain-tables.ts';
export { type CapacityTable, readCapacityTable } from './plan/capacity-table.ts';
export { type CellTable, readCellTable } from './plan/cell-table.ts';
export { type DemandTable, readDemandTable } from './plan/demand-table.ts';
export { type IdColumn, type PairTable, readPairTable } from './plan/pair-table.ts';
export { readPointTable, type TablePoint } from './point-table.ts';
export { readBytes, readJson, readText, sha256 } from './read-text.ts';
export { makeHierarchy } from './roads/make-hierarchy.ts';
export { type OrderOptions, orderInThreads, orderThreads } from './roads/order-in-threads.ts';
export { parseTable, readTable, type Table, type TableRow } from './table.ts';
export { markUnfinished, removeUnfinished, writeWhole } from './write-whole.ts';
