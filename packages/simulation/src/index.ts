export { Law, type LawDescription } from './chance/law.ts';
export * from './compare.ts';
export type { CoreState, JobTimes, Recorder } from './core/recorder.ts';
export { Replication } from './core/replication.ts';
export { Tally } from './core/tally.ts';
export type { DivisionFigures, OneArea } from './division-figures.ts';
export { type Interval, intervalOf, studentQuantile } from './interval.ts';
export type { Model } from './model.ts';
export {
  type JudgedArea,
  type JudgedPlans,
  type Judgement,
  judgedChanges,
  judgedFigures,
  judgePlans,
  type KeptRuns,
  keptRuns,
  REACHED_STEP_S,
} from './plan/judge-plans.ts';
export { type PlanToTry, planModel, type TrialRules } from './plan/plan-model.ts';
export { type FigureFit, type Fit, fitOf } from './proof/fit.ts';
export { BLOCK_S, type Gain, type Gains, gainsOf } from './proof/gain.ts';
export { type Responses, responsesOf } from './proof/responses.ts';
export { busyCounts, erlangB, erlangC, erlangWait } from './queue/erlang.ts';
export { type HypercubeResult, hypercube } from './queue/hypercube.ts';
export { hypercubeApproximate } from './queue/hypercube-approximate.ts';
export { hypercubeExact } from './queue/hypercube-exact.ts';
export {
  EXACT_UNITS,
  type HypercubeAnswer,
  type HypercubeProblem,
} from './queue/hypercube-problem.ts';
export type { ReadinessFigures } from './readiness-figures.ts';
export { LogRecorder, type LogRecorderOptions } from './record/log-recorder.ts';
export { compile } from './scenario/compile.ts';
export { meanTurnoutS, onDutyByQuarter } from './scenario/compile-units.ts';
export { faultAt, faultOfIssues, type ScenarioFault } from './scenario/fault.ts';
export { readScenario } from './scenario/read.ts';
export { lawSchema, type Scenario, scenarioJsonSchema, scenarioSchema } from './scenario/schema.ts';
export * from './simulate.ts';
export { coverHours, type ShiftChoice, type ShiftCover } from './staffing/cover-hours.ts';
export {
  coverRoles,
  type RoleCounts,
  type RoleCover,
  type RolesAsked,
  roleCoverOf,
} from './staffing/cover-roles.ts';
export { hourlyLoad, offeredLoad, unitsByHour, waitInHour } from './staffing/offered-load.ts';
export {
  ratioSchema,
  type ShiftDescription,
  type StaffingQuestion,
  shiftsSchema,
  staffingJsonSchema,
  staffingSchema,
} from './staffing/schema.ts';
export { shiftChoices } from './staffing/shift-choices.ts';
export { readStaffing, type StaffingPlan, staffing } from './staffing/staffing.ts';
