import type { PlanningGround } from '@clarion/protocol';
import type { RoadGraph } from '@clarion/roads';
import type { Centre } from '../centre/centre.ts';
import { incidentsLately } from '../filing/filed-at-hand.ts';
import { type GroundCells, groundCells } from './cells.ts';
import { createDesk, type PlanningDesk } from './desk.ts';
import { type DemandGround, demandGround } from './ground.ts';
import { createJobs, type PlanningJobs } from './jobs.ts';
import type { PlanningWork } from './work.ts';

/** Demand from the centre's own log grows; it is gathered anew when older than this. */
const LOG_DEMAND_MS = 3_600_000;

/** What the planner's page works with: made by its first question, and let go when the server stops. */
export interface Planning {
  /** Undefined: no demand is known here. */
  open(): OpenPlanning | undefined;
  readonly jobs: PlanningJobs;
  stop(): Promise<void>;
}
export interface OpenPlanning {
  readonly demand: DemandGround;
  readonly desk: PlanningDesk;
  readonly work: PlanningWork;
  readonly inputs: PlanningGround['inputs'];
  /** Made when it is asked for first. */
  cells(): GroundCells;
}

export function createPlanning(
  centre: Pick<Centre, 'place' | 'log' | 'wall' | 'clock' | 'filedAtHand'>,
  onTrouble: (error: unknown) => void,
): Planning {
  const { place, wall } = centre;
  const jobs = createJobs(onTrouble);
  let current: { readonly since: number; readonly open: OpenPlanning } | undefined;
  return {
    jobs,
    open() {
      const isOld =
        current?.open.demand.source === 'calls' &&
        place.calls === undefined &&
        wall() - current.since > LOG_DEMAND_MS;
      if (current !== undefined && !isOld) return current.open;
      const demand = demandGround(place, incidentsLately(centre));
      if (demand === undefined) return undefined;
      void current?.open.desk.stop().catch(onTrouble);
      const { graph, calibration } = place;
      if (!(graph.buffer instanceof SharedArrayBuffer))
        throw new Error('planning: a graph that threads cannot share');
      const work = { graph: graph.buffer, demand, profile: calibration?.calibration.profile };
      const inputs = {
        graph: graph.hash,
        demand: demand.hash,
        ...(calibration === undefined ? {} : { calibration: calibration.sha256 }),
      };
      current = {
        since: wall(),
        open: { demand, work, inputs, desk: createDesk(work), cells: once(graph, demand) },
      };
      return current.open;
    },
    async stop() {
      await jobs.stop();
      await current?.open.desk.stop();
    },
  };
}

function once(graph: RoadGraph, demand: DemandGround): () => GroundCells {
  let made: GroundCells | undefined;
  return () => {
    made ??= groundCells(graph, demand);
    return made;
  };
}
