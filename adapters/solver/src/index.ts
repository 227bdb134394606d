export { type SolveOptions, solveWhole } from './solve-whole.ts';
