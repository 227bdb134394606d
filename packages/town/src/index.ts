export { generateTown } from './generate.ts';
export { type Random, seededRandom } from './random.ts';
export type {
  PopulationCell,
  PostKind,
  Town,
  TownBasemap,
  TownPost,
  TownUnit,
  TownWay,
} from './town.ts';
