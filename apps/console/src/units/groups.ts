import { type Agency, type Board, crewAway, type Unit } from '@clarion/dispatch';

export type UnitRow =
  | {
      readonly kind: 'agency';
      readonly id: string;
      readonly agency: Agency;
      readonly free: number;
      readonly all: number;
    }
  | {
      readonly kind: 'post';
      readonly id: string;
      readonly postId: string | undefined;
      readonly free: number;
      readonly all: number;
    }
  | { readonly kind: 'unit'; readonly id: string; readonly unit: Unit };

const agencies: readonly Agency[] = ['fire', 'rescue', 'ambulance', 'police'];

/** `E2` before `E10`: numbers are read as numbers. */
const byNumber = new Intl.Collator('en', { numeric: true });

interface Group {
  readonly agency: Agency;
  /** By post, '' without one; in order, and so are the units of each. */
  readonly posts: readonly { readonly postId: string; readonly unitIds: readonly string[] }[];
}

/** Where units stand changes with the configuration and with who leaves, seldom; what they do changes all the time. */
const known = new WeakMap<Board['units'], { readonly of: object; readonly groups: readonly Group[] }>();
const NONE = {};

function groupsOf(board: Board): readonly Group[] {
  const found = known.get(board.units);
  const of = board.configuration ?? NONE;
  const count = (groups: readonly Group[]) =>
    groups.reduce((sum, { posts }) => sum + posts.reduce((units, post) => units + post.unitIds.length, 0), 0);
  if (found?.of === of && count(found.groups) === board.units.size) return found.groups;
  const groups = grouped(board);
  known.set(board.units, { of, groups });
  return groups;
}

function grouped(board: Board): readonly Group[] {
  const byAgency = Map.groupBy(board.units.values(), unit => unit.description.agency);
  return agencies.flatMap((agency): Group[] => {
    const units = byAgency.get(agency);
    if (units === undefined) return [];
    const byPost = Map.groupBy(units, unit => unit.description.postId ?? '');
    const posts = [...byPost.keys()].sort(byNumber.compare).map(postId => ({
      postId,
      unitIds: byPost
        .get(postId)!
        .map(unit => unit.unitId)
        .sort(byNumber.compare),
    }));
    return [{ agency, posts }];
  });
}

/** Units under their agency and post, with how many are free of how many. */
export function unitRows(board: Board): readonly UnitRow[] {
  const isFree = (unit: Unit) => unit.status === 'available' && crewAway(board, unit) === undefined;
  return groupsOf(board).flatMap(({ agency, posts }) => {
    const rows: UnitRow[] = [];
    let [free, all] = [0, 0];
    for (const { postId, unitIds } of posts) {
      const units = unitIds.flatMap(unitId => board.units.get(unitId) ?? []);
      const freeHere = units.reduce((sum, unit) => sum + (isFree(unit) ? 1 : 0), 0);
      rows.push({
        kind: 'post',
        id: `${agency}/${postId}`,
        postId: postId === '' ? undefined : postId,
        free: freeHere,
        all: units.length,
      });
      for (const unit of units) rows.push({ kind: 'unit', id: unit.unitId, unit });
      free += freeHere;
      all += units.length;
    }
    return [{ kind: 'agency', id: agency, agency, free, all }, ...rows];
  });
}
