export {
  type AfterAction,
  afterAction,
  type ExpectationSeen,
  type InjectSeen,
  type Position,
  type TimelineLine,
} from './after-action.ts';
export { assumedUnits } from './assumed-units.ts';
export { assignmentFrom } from './desk.ts';
export {
  createDirector,
  type Directed,
  type Director,
  type DirectorOptions,
  type FoundStreet,
  type InjectStands,
} from './director.ts';
export {
  type DoneToDrill,
  type DrillControl,
  type DrillState,
  doneOf,
  drillState,
  type InjectDone,
  MAX_JUMP_SECONDS,
  PACES,
} from './drill-control.ts';
export {
  type DrillScript,
  type Expected,
  type Inject,
  type InjectKind,
  injectCommandOf,
  kindOfInject,
  withInjects,
} from './drill-script.ts';
export { createExercise, type Exercise, type ExerciseOptions } from './exercise.ts';
export {
  type FirstUnitExclusion,
  type FirstUnits,
  firstUnits,
  type Spread,
  spreadOf,
} from './first-units.ts';
export { type CallSite, type GeneratedCallsOptions, generatedCalls } from './generated-calls.ts';
export type { CrewFix, Happening, Saying } from './happening.ts';
export { homesOf, type Station, type StationedUnit } from './homes.ts';
export type { Drive } from './motion.ts';
export type { RecordedCall, RecordedResponse } from './recorded-call.ts';
export { recordedCalls } from './recorded-calls.ts';
export { recordedType } from './recorded-types.ts';
export {
  type IntervalFigure,
  type IntervalGroup,
  type IntervalReport,
  responseIntervals,
} from './response-intervals.ts';
export type { Bilingual, CallScript, ScriptedCall, Stay } from './script.ts';
export { playUnattended, type Unattended, type UnattendedQuestion } from './unattended.ts';
