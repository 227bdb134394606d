import type { Instant } from '@clarion/measure';
import type { Board, Call, Incident, Unit } from './board.ts';
import type { Actor } from './command.ts';
import type { Names } from './configuration.ts';
import type { TakenFrom } from './hand-over.ts';
import type { AreaId, DeskId } from './ids.ts';
import { areaOf } from './run-card.ts';

/** What a desk is for: calls come in, units go out, or the whole floor is watched over. */
export const deskWork = ['calls', 'dispatch', 'supervision'] as const;
export type DeskWork = (typeof deskWork)[number];

/** A place on the floor that somebody signs on to. What it owns follows from its work, areas and categories. */
export interface DeskDescription {
  readonly deskId: DeskId;
  readonly names: Names;
  readonly work: DeskWork;
  /** Absent: every area. */
  readonly areaIds?: readonly AreaId[];
  /** Categories of incident types; absent: every one. */
  readonly categories?: readonly string[];
}

/** A desk that somebody sits at. */
export interface StaffedDesk {
  readonly deskId: DeskId;
  readonly by: Actor;
  readonly since: Instant;
  /** Who handed it over, where somebody did. */
  readonly from?: TakenFrom;
}

export const desksOf = (board: Board): readonly DeskDescription[] => board.configuration?.desks ?? [];

/** The desk of the supervisor: the first staffed one for supervision, else the first of them. */
export function supervisorDesk(board: Board): DeskId | undefined {
  return best(board, ({ work }) => (work === 'supervision' ? 1 : 0));
}

/** The desks that this person sits at, in the order of the configuration. */
export function desksOfOperator(board: Board, operatorId: string): readonly DeskId[] {
  return desksOf(board).flatMap(({ deskId }) =>
    board.desks.get(deskId)?.by.id === operatorId ? [deskId] : [],
  );
}

/**
 * The desk that owns an incident: the one it was given to or that sent its first units, else the dispatch desk that fits
 * its area and category best, staffed ones first. Undefined where the centre has no desk for it.
 */
export function deskOfIncident(board: Board, incident: Incident): DeskId | undefined {
  const { deskId, typeId } = incident;
  if (deskId !== undefined && desksOf(board).some(desk => desk.deskId === deskId)) return deskId;
  const category = board.configuration?.types.find(type => type.typeId === typeId)?.category;
  return deskOfArea(board, areaOf(board, incident.place?.at), category);
}

/** The dispatch desk of an area, and of a category of incidents in it. */
export function deskOfArea(board: Board, areaId: AreaId | undefined, category?: string): DeskId | undefined {
  return best(board, desk => {
    if (desk.work !== 'dispatch') return 0;
    if (desk.areaIds && (areaId === undefined || !desk.areaIds.includes(areaId))) return 0;
    if (desk.categories && (category === undefined || !desk.categories.includes(category))) return 0;
    return 1 + (desk.areaIds ? 2 : 0) + (desk.categories ? 1 : 0);
  });
}

/** The desk of a call: where its taker sits; of one that nobody took, a desk for calls. */
export function deskOfCall(board: Board, call: Call): DeskId | undefined {
  const [own] = call.taker ? desksOfOperator(board, call.taker.id) : [];
  return own ?? best(board, ({ work }) => (work === 'calls' ? 1 : 0));
}

/** The desk of what a unit is on, or of the area of its post. */
export function deskOfUnit(board: Board, unit: Unit): DeskId | undefined {
  const assignment = board.assignments.get(unit.assignmentIds.at(-1) ?? '');
  const incident = board.incidents.get(assignment?.incidentId ?? '');
  if (incident) return deskOfIncident(board, incident);
  const post = board.configuration?.posts.find(({ postId }) => postId === unit.description.postId);
  return deskOfArea(board, areaOf(board, post?.at ?? unit.description.home));
}

/** The desk that fits best (0: not at all); of equals the first that somebody sits at, else the first. */
function best(board: Board, fit: (desk: DeskDescription) => number): DeskId | undefined {
  let found: { readonly deskId: DeskId; readonly worth: number } | undefined;
  for (const desk of desksOf(board)) {
    const fits = fit(desk);
    if (fits === 0) continue;
    const worth = fits * 2 + (board.desks.has(desk.deskId) ? 1 : 0);
    if (!found || worth > found.worth) found = { deskId: desk.deskId, worth };
  }
  return found?.deskId;
}
