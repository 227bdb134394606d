export { areaRings, type CellGrid, type Corner, filledGrid } from './areas/cell-grid.ts';
export { type AreaFigures, areaFigures, type Cells, cellsOf, partsOf } from './areas/cells.ts';
export { joinedCells } from './areas/join-cells.ts';
export { type AreasAnswer, solveAreas } from './areas/solve-areas.ts';
export { type Budget, finish, ofIterations, type Progress } from './budget.ts';
export {
  type CapacityProblem,
  type CapacityStock,
  coverWithin,
  medianWithin,
} from './capacity/capacity-problem.ts';
export { NOBODY } from './capacity/capacity-state.ts';
export {
  type CapacityAnswer,
  isAllowed,
  loadsOf,
  servedCost,
  solveCapacity,
} from './capacity/solve-capacity.ts';
export { solveCenter } from './center/solve-center.ts';
export { type FewestAnswer, solveFewest } from './center/solve-fewest.ts';
export { type CoverProblem, problemOf } from './cover/cover-problem.ts';
export { type CoverRows, coverRowsOf } from './cover/cover-rows.ts';
export {
  backedUp,
  coveredOnce,
  expectedCover,
  type Levels,
  levelsOf,
  reliableCover,
} from './cover/levels.ts';
export { type CoverChoice, solveCover } from './cover/solve-cover.ts';
export { type Settled, settle, solveSettled } from './cover/solve-settled.ts';
export {
  type AskedWork,
  type DemandEstimate,
  estimateDemand,
  HOURS_OF_WEEK,
  type Rate,
} from './demand/estimate-demand.ts';
export { type CapacityModel, capacityModel, capacityModelSize } from './exact/capacity-model.ts';
export { type CoverModel, coverModel, coverModelSize } from './exact/cover-model.ts';
export { type SitingModel, sitingModel } from './exact/siting-model.ts';
export { type WholeAnswer, type WholeModel, WholeModelBuilder } from './exact/whole-model.ts';
export { type OwnBusyAnswer, ownBusyValue, solveOwnBusy } from './expected/solve-own-busy.ts';
export { gapOf, PROVEN_GAP } from './gap.ts';
export type { CostTable } from './median/cost-table.ts';
export { costOf, type SitesAnswer, type SitesOptions, solveMedian } from './median/solve-median.ts';
export { type ComplianceRow, complianceTable } from './moveup/compliance-table.ts';
export { followTable } from './moveup/follow-table.ts';
export {
  adviseMoves,
  type FreeUnit,
  type Move,
  type MoveUpAdvice,
  type MoveUpRules,
} from './moveup/move-up.ts';
export { NO_WAY, type ReachedFigures, reachedFigures, soonestOf } from './plan/reached-figures.ts';
export { expectedResponse } from './response/expected-response.ts';
export { type ImprovedPosts, improvePosts, type PostMove } from './response/improve-posts.ts';
export { QUARTERS_OF_DAY, type RushDemand, type RushWindow } from './rush/rush-problem.ts';
export { type RushAnswer, type RushTerms, solveRush } from './rush/solve-rush.ts';
export { NOTHING_SETTLED, type SettledSites } from './settled-sites.ts';
export { doubleStandard } from './siting/double-standard.ts';
export { type EnoughUnits, enoughUnits } from './siting/enough-units.ts';
export { SitingBuilder } from './siting/siting-builder.ts';
export type { SitingMinimum, SitingProblem } from './siting/siting-problem.ts';
export {
  type AskedShare,
  percent,
  type SiteQuestion,
  type SitingAsked,
  type SitingFault,
  type SitingTables,
  type Standard,
  siteQuestion,
} from './siting/siting-question.ts';
export { type SitingFound, sitingFound, unmetMinimum } from './siting/siting-told.ts';
export { type SitingAnswer, sitingAnswer, solveSiting } from './siting/solve-siting.ts';
