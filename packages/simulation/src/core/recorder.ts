/** When a unit that was sent reaches each step; seconds of the replication. */
export interface JobTimes {
  readonly enRouteS: number;
  readonly onSceneS: number;
  readonly transportingS: number | undefined;
  readonly atDestinationS: number | undefined;
  readonly freeS: number;
}

/** Told of everything that the core does, in order. Units, zones and kinds by index, calls by number. */
export interface Recorder {
  called(atS: number, call: number, zone: number, type: number): void;
  /** Nobody was free and nothing waits. */
  lost(atS: number, call: number): void;
  /** `missing`: how many more units it still needs. */
  assigned(
    atS: number,
    call: number,
    units: readonly number[],
    times: readonly JobTimes[],
    missing: number,
  ): void;
  freed(atS: number, call: number, unit: number): void;
  /** On duty, or not; a unit that is on a call goes off duty when it is free. */
  inService(atS: number, unit: number, yes: boolean): void;
  /** Levels in force from now on, by index: of the whole service, then of each area. */
  levels(atS: number, levels: Int32Array): void;
  /** Told to stand at another post than before, for a minimum. */
  moved(atS: number, unit: number, post: number): void;
  /** After everything that happened at this time. */
  settled(atS: number, state: CoreState): void;
}

/** What the core holds, for comparison with a board. */
export interface CoreState {
  readonly busy: Uint8Array;
  readonly free: Uint8Array;
  /** Call of each busy unit. */
  readonly callOf: Int32Array;
  /** Where each unit stands or drives to. */
  readonly post: Int32Array;
  /** Of the whole service, then of each area; undefined: the scenario has no levels. */
  readonly levels: Int32Array | undefined;
  /** Calls that wait for their first or for more units, in the order in which they are asked. */
  readonly waiting: readonly number[];
}
