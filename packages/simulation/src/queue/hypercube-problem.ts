/** Units that are asked in an order, place by place: what both hypercube models answer. Indices throughout. */
export interface HypercubeProblem {
  readonly units: number;
  /** Calls of one kind of place. */
  readonly zones: readonly {
    /** In calls for each second. */
    readonly rate: number;
    /** First choice first; with a queue all units must be in it. */
    readonly order: Int32Array;
  }[];
  /** Calls that find all busy wait, first come first served; otherwise they are lost. */
  readonly queue: boolean;
}

export interface HypercubeAnswer {
  /** Share of its time in which each unit is busy. */
  readonly workload: Float64Array;
  /** Share of calls that find no unit of their list free. */
  readonly probabilityOfWait: number;
  /** Share of dispatches that send another than the first choice. */
  readonly interdispatchShare: number;
  /** Dispatches of each unit to each zone for each second; row unit, column zone. */
  readonly dispatches: Float64Array;
  /** Over all calls, in seconds; 0 where nobody waits. */
  readonly meanWaitS: number;
  readonly method: 'exact' | 'approximate';
}

/** The most units for which all states are worked out (2^15 of them). */
export const EXACT_UNITS = 15;
