import type { JobTimes, Recorder } from '../core/recorder.ts';
import { Replication } from '../core/replication.ts';
import type { Model } from '../model.ts';

/** Calls of one replication in order, those of the warm-up left out. Seconds; `responseS` is NaN where nobody came. */
export interface Responses {
  readonly atS: Float64Array;
  readonly zone: Int32Array;
  readonly responseS: Float64Array;
}

/** One replication, call by call: when the first unit was there. */
export function responsesOf(model: Model, replication: number): Responses {
  const total = model.warmUp + model.calls;
  const atS = new Float64Array(total);
  const zoneOf = new Int32Array(total);
  const responseS = new Float64Array(total).fill(NaN);
  const nothing = () => undefined;
  const recorder: Recorder = {
    called(at, call, zone) {
      atS[call] = at;
      zoneOf[call] = zone;
    },
    assigned(_, call, _units, times: readonly JobTimes[]) {
      if (!Number.isNaN(responseS[call]!)) return;
      responseS[call] = Math.min(...times.map(({ onSceneS }) => onSceneS)) - atS[call]!;
    },
    lost: nothing,
    freed: nothing,
    inService: nothing,
    levels: nothing,
    moved: nothing,
    settled: nothing,
  };
  new Replication(model, replication, recorder).run();
  const { warmUp } = model;
  return { atS: atS.subarray(warmUp), zone: zoneOf.subarray(warmUp), responseS: responseS.subarray(warmUp) };
}
