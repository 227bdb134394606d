import { parentPort, workerData } from 'node:worker_threads';
import type { WholeAnswer } from '@clarion/coverage';
import highsModule from 'highs';
import type { SolveTask } from './solve-whole.ts';

/** HiGHS takes larger numbers for no bound. */
const NO_BOUND = 1e30;
const TOLERANCE = 1e-9;

const { model, seconds, start } = workerData as SolveTask;
const begun = performance.now();
// Its types are those of a CommonJS module; what is loaded is the ES module, whose default is the loader.
const highs = await (highsModule as unknown as typeof highsModule.default)();
const bounded = (values: Float64Array) =>
  values.map(value => (Number.isFinite(value) ? value : Math.sign(value) * NO_BOUND));
const answer = highs.withModel(
  {
    numCols: model.gain.length,
    numRows: model.rowLower.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: model.gain,
    colLower: bounded(model.lower),
    colUpper: bounded(model.upper),
    rowLower: bounded(model.rowLower),
    rowUpper: bounded(model.rowUpper),
    matrix: {
      format: 'csr',
      numRows: model.rowLower.length,
      numCols: model.gain.length,
      starts: Int32Array.from(model.rowStart),
      indices: Int32Array.from(model.rowColumn),
      values: model.rowValue,
    },
    integrality: Int32Array.from(model.whole),
  },
  (solver): WholeAnswer => {
    solver.options.set({
      output_flag: false,
      // Good values are known already; what is wanted is the bound.
      mip_heuristic_effort: 0,
      mip_lp_solver: 'ipm',
      time_limit: Math.max(0.01, seconds - (performance.now() - begun) / 1000),
      mip_rel_gap: 0,
      mip_abs_gap: TOLERANCE,
      mip_feasibility_tolerance: TOLERANCE,
      primal_feasibility_tolerance: TOLERANCE,
    });
    if (start !== undefined) solver.setSolution({ colValue: start });
    solver.run();
    const { modelStatus, solutionStatus } = highs.constants;
    const fits = solver.info.get('primal_solution_status') === solutionStatus.feasible;
    const bound = Number(solver.info.get('mip_dual_bound'));
    return {
      values: fits ? Float64Array.from(solver.getSolution().colValue) : undefined,
      bound: Math.abs(bound) < NO_BOUND ? bound : Infinity,
      impossible: solver.getModelStatus() === modelStatus.infeasible,
    };
  },
);
parentPort?.postMessage(answer);
