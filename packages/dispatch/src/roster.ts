import type { Board, PublishedDeployment, Unit } from './board.ts';
import { deploymentInForce, postsOf } from './deployment.ts';
import type { AreaId, Capability, CrewId, PostId, UnitId } from './ids.ts';
import { areaOf } from './run-card.ts';
import { capabilitiesNow } from './staffing.ts';
import { standsAt } from './stands-at.ts';
import { Units } from './units.ts';

/** Those who are free and have a capability, in an area or in the whole centre. */
export interface Counted {
  /** Of those who share a crew, one counts. */
  readonly crews: number;
  has(unitId: UnitId): boolean;
  hasCrew(crewId: CrewId): boolean;
  /** Whether somebody of them belongs to the post. */
  isAt(postId: PostId): boolean;
}

/** Who is free, counted by what they can do and where they belong, and who shares a crew. */
export interface Roster {
  counted(capability: Capability, areaId: AreaId | undefined): Counted;
  /** Units of a crew, in the order of the board. */
  crew(crewId: CrewId): readonly UnitId[];
}

const rosters = new WeakMap<Units, LiveRoster>();

/**
 * The roster of a board as it stands. Counted once; from then on only who changed is counted anew, and all of them when the
 * configuration or the deployment in force is another one. A board whose units note nothing is counted through each time.
 */
export function rosterOf(board: Board): Roster {
  const { units } = board;
  if (!(units instanceof Units)) return new LiveRoster(board);
  let roster = rosters.get(units);
  if (
    roster === undefined ||
    roster.configuration !== board.configuration ||
    roster.inForce !== deploymentInForce(board)
  ) {
    roster = new LiveRoster(board);
    units.noteIn(roster.changes);
    rosters.set(units, roster);
  }
  roster.bringUpToDate(board);
  return roster;
}

/** What one free unit adds to the counts. */
interface Share {
  readonly unitId: UnitId;
  readonly crewId: CrewId | undefined;
  readonly postId: PostId | undefined;
  readonly areaId: AreaId | undefined;
  readonly capabilities: readonly Capability[];
}

class Count implements Counted {
  readonly #units = new Set<UnitId>();
  readonly #crews = new Map<CrewId, number>();
  readonly #posts = new Map<PostId, number>();
  #alone = 0;

  get crews(): number {
    return this.#alone + this.#crews.size;
  }
  has(unitId: UnitId): boolean {
    return this.#units.has(unitId);
  }
  hasCrew(crewId: CrewId): boolean {
    return this.#crews.has(crewId);
  }
  isAt(postId: PostId): boolean {
    return this.#posts.has(postId);
  }

  add({ unitId, crewId, postId }: Share): void {
    this.#units.add(unitId);
    if (crewId === undefined) this.#alone += 1;
    else shift(this.#crews, crewId, 1);
    if (postId !== undefined) shift(this.#posts, postId, 1);
  }
  take({ unitId, crewId, postId }: Share): void {
    this.#units.delete(unitId);
    if (crewId === undefined) this.#alone -= 1;
    else shift(this.#crews, crewId, -1);
    if (postId !== undefined) shift(this.#posts, postId, -1);
  }
}

const NOBODY: Counted = new Count();

/** Mutates its own counts. */
class LiveRoster implements Roster {
  readonly configuration: Board['configuration'];
  readonly inForce: PublishedDeployment | undefined;
  readonly changes = { units: new Set<UnitId>(), crews: new Set<CrewId>() };
  readonly #areaOfPost = new Map<PostId, AreaId | undefined>();
  readonly #shares = new Map<UnitId, Share>();
  readonly #crewOf = new Map<UnitId, CrewId>();
  readonly #crews = new Map<CrewId, UnitId[]>();
  /** By capability, then by area; '' is the whole centre. */
  readonly #counts = new Map<Capability, Map<AreaId, Count>>();

  constructor(board: Board) {
    this.configuration = board.configuration;
    this.inForce = deploymentInForce(board);
    for (const { postId, at } of postsOf(board)) this.#areaOfPost.set(postId, areaOf(board, at));
    for (const unit of board.units.values()) this.#join(unit.unitId, unit.description.crewId);
    for (const unit of board.units.values()) this.#count(board, unit);
  }

  counted(capability: Capability, areaId: AreaId | undefined): Counted {
    return this.#counts.get(capability)?.get(areaId ?? '') ?? NOBODY;
  }

  crew(crewId: CrewId): readonly UnitId[] {
    return this.#crews.get(crewId) ?? [];
  }

  bringUpToDate(board: Board): void {
    const { units, crews } = this.changes;
    if (units.size === 0) return;
    for (const unitId of units) this.#join(unitId, board.units.get(unitId)?.description.crewId);
    // Whether one of a crew is out decides for all of them.
    for (const crewId of crews) for (const unitId of this.crew(crewId)) units.add(unitId);

    for (const unitId of units) {
      const share = this.#shares.get(unitId);
      if (share !== undefined) this.#forEach(share, count => count.take(share));
      this.#shares.delete(unitId);
      const unit = board.units.get(unitId);
      if (unit !== undefined) this.#count(board, unit);
    }
    units.clear();
    crews.clear();
  }

  #join(unitId: UnitId, crewId: CrewId | undefined): void {
    const before = this.#crewOf.get(unitId);
    if (before === crewId) return;
    if (before !== undefined) {
      const left = this.crew(before).filter(one => one !== unitId);
      if (left.length === 0) this.#crews.delete(before);
      else this.#crews.set(before, left);
    }
    if (crewId === undefined) {
      this.#crewOf.delete(unitId);
      return;
    }
    this.#crewOf.set(unitId, crewId);
    this.#crews.set(crewId, [...this.crew(crewId), unitId]);
  }

  #count(board: Board, unit: Unit): void {
    const { unitId } = unit;
    const { crewId, home } = unit.description;
    const postId = standsAt(unit);
    if (unit.status !== 'available' || unit.leaving || this.#isAway(board, crewId)) return;
    const isOfPost = postId !== undefined && this.#areaOfPost.has(postId);
    const areaId = isOfPost ? this.#areaOfPost.get(postId) : areaOf(board, home);
    const share = { unitId, crewId, postId, areaId, capabilities: capabilitiesNow(board, unit) };
    this.#shares.set(unitId, share);
    this.#forEach(share, count => count.add(share));
  }

  #isAway(board: Board, crewId: CrewId | undefined): boolean {
    if (crewId === undefined) return false;
    return this.crew(crewId).some(unitId => (board.units.get(unitId)?.assignmentIds.length ?? 0) > 0);
  }

  /** Each count that a unit belongs to. */
  #forEach({ areaId, capabilities }: Share, each: (count: Count) => void): void {
    for (const capability of new Set(capabilities)) {
      each(this.#countOf(capability, ''));
      if (areaId !== undefined) each(this.#countOf(capability, areaId));
    }
  }

  #countOf(capability: Capability, areaId: AreaId): Count {
    let byArea = this.#counts.get(capability);
    if (byArea === undefined) {
      byArea = new Map();
      this.#counts.set(capability, byArea);
    }
    let count = byArea.get(areaId);
    if (count === undefined) {
      count = new Count();
      byArea.set(areaId, count);
    }
    return count;
  }
}

function shift<K>(counts: Map<K, number>, key: K, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
