export { type BuildOptions, type BuiltGraph, buildGraph, type TurnInput } from './build.ts';
export { type Closures, resolveClosures, type UnknownPair } from './closures.ts';
export { type AreaFault, checkArea, type HazardArea, type Ring } from './cordon/area.ts';
export { closuresWith } from './cordon/closures-with.ts';
export { type Cordon, type CordonFault, type CordonQuestion, cordon, entriesOf } from './cordon/cordon.ts';
export type { CordonArc, CordonExit, CordonPart, CordonPoint } from './cordon/describe.ts';
export { type Detour, type DrawnDetour, detours, drawnDetours } from './cordon/detours.ts';
export { type PeopleCell, type PeopleInside, peopleInside } from './cordon/people-inside.ts';
export { type PointAccess, pointAccess } from './cordon/point-access.ts';
export type { CordonVariant } from './cordon/point-flow.ts';
export { circleRing } from './cordon/shape.ts';
export { streetEnds } from './cordon/street-ends.ts';
export {
  arcClass,
  arcLengthM,
  arcNames,
  arcPoints,
  type GraphFault,
  nodeAt,
  nodeIdOf,
  openGraph,
  type RoadGraph,
} from './graph.ts';
export { buildHierarchy, type HierarchyOptions } from './hierarchy/build-hierarchy.ts';
export { CellCutter } from './hierarchy/cell-cutter.ts';
export { type Hierarchy, type HierarchyFault, openHierarchy } from './hierarchy/hierarchy.ts';
export { createLiveUnits, type LiveUnits, type UnitQuestion } from './hierarchy/live-units.ts';
export {
  blankMetric,
  createMetric,
  customise,
  type Metric,
  type MetricOptions,
  NO_WAY_MS,
  setLinkTimes,
} from './hierarchy/metric.ts';
export { orderNodes } from './hierarchy/order.ts';
export { doOrderJob, type OrderJob, type OrderOutcome, OrderPlan } from './hierarchy/order-plan.ts';
export { beginOrder, endOrder, type OrderWork } from './hierarchy/order-work.ts';
export { type Path, pathBetween } from './hierarchy/path.ts';
export { sweepMatrix } from './hierarchy/sweep-matrix.ts';
export { timeBetween } from './hierarchy/time-between.ts';
export { updateMetric } from './hierarchy/update-metric.ts';
export { nodesWithin, type Within } from './hierarchy/within.ts';
export { matrix, UNREACHABLE } from './matrix.ts';
export { ROAD_OPERATIONS, type RoadFigure, type RoadOperation } from './measuring/figure.ts';
export { type MeasureOptions, measureRoads } from './measuring/measure-roads.ts';
export {
  createLiveNearest,
  type LiveNearest,
  type NearestOptions,
  type NearUnit,
  nearest,
} from './nearest.ts';
export { type Reach, reach } from './reach.ts';
export type { RoadArcs, TurnMap } from './road-arcs.ts';
export { type IgnoredRoad, type RoadTags, roadOf, type Tags } from './road-of.ts';
export { type Leg, type Route, route, routeAlong } from './route.ts';
export { type ArcPlace, type Snap, type SnapOptions, snap, snapToId } from './snap.ts';
export { postedKmh, typicalKmh } from './speed.ts';
export { STEP_KINDS, type Step, type StepKind, stepsOf } from './steps.ts';
export {
  calibrate,
  LEAST_DRIVES,
  type Learned,
  type RecordedDrive,
  type TimesModel,
} from './times/calibrate.ts';
export { type ExpectedArrival, expectedArrival } from './times/eta.ts';
export type { FitFigures } from './times/figures.ts';
export { HOURS_OF_WEEK, type SpeedProfile, timesAtHour, withTimes } from './times/profile.ts';
export { type RangeTable, rangeAround, type TimeRange, uncalibratedRange } from './times/ranges.ts';
export { type RecordedTurnout, type TurnoutRow, turnoutAtPost } from './times/turnout.ts';
export { closuresOn } from './turns/closures-on.ts';
export { orderOfView } from './turns/order-of-view.ts';
export { BROKEN_RULE_MS, PROFILES, type Profile, TURNS, type Turns } from './turns/turn-costs.ts';
export type { Signals, TurnRuleInput } from './turns/turn-rule.ts';
export { type TurnView, turnView } from './turns/turn-view.ts';
export { viewArcTimeMs, viewWithTimes } from './turns/view-times.ts';
export {
  type GraphNodeInput,
  isRoadClass,
  MAX_ARC_TIME_MS,
  ROAD_CLASSES,
  type RoadClass,
  type RoadNames,
  type WayInput,
} from './way.ts';
