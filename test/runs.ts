/**
 * How many cases a property draws: as many as `npm test` has time for, or so many times more with CLARION_FUZZ_RUNS
 * (a factor), as `npm run fuzz` asks for.
 */
export const runs = (usual: number): number =>
  Math.ceil(usual * Number(process.env['CLARION_FUZZ_RUNS'] ?? 1));
