export { type SearchTerms, safeBound, searchAndProve, type TimedBudget } from './search-and-prove.ts';
export { solveSitingAndProve } from './solve-siting-and-prove.ts';
export { type SolveOptions, solveWhole } from './solve-whole.ts';
