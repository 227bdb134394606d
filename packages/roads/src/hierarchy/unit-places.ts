import { standingAt } from '../part.ts';
import type { RoadArcs, TurnMap } from '../road-arcs.ts';
import type { Snap } from '../snap.ts';
import { type Hierarchy, isBelow } from './hierarchy.ts';

const NONE = -1;
const NOBODY = new Int32Array();

/**
 * Where units stand on a hierarchy. A unit has a standing at each node by which it would leave its place;
 * every rank knows how many units have one in its subtree, all of them and by capability. Mutates its own
 * arrays; a move changes only the counts below what the old and the new place have in common.
 */
export class UnitPlaces {
  readonly ids: string[] = [];
  readonly masks: number[] = [];
  /** standings at a rank, and on an arc: a first one, the rest by `nextAtRank` and `nextOnArc`; -1 at the end */
  readonly firstAtRank: Int32Array;
  readonly firstOnArc: Int32Array;
  nextAtRank = new Int32Array(64);
  nextOnArc = new Int32Array(64);
  unitOf = new Int32Array(64);
  /** -1: at the node */
  arcOf = new Int32Array(64);
  fractionOf = new Float64Array(64);
  /** units in each rank's subtree */
  readonly all: Int32Array;
  private readonly able: (Int32Array | undefined)[] = [];
  /** how many units have each capability */
  private readonly unitsAble: number[] = [];
  rankAt = new Int32Array(64);
  private readonly hierarchy: Hierarchy;
  private readonly turns: TurnMap | undefined;
  /** the node at the end of each arc of the streets */
  private readonly arcHead: Uint32Array;
  private readonly handles = new Map<string, number>();
  private readonly standings: number[][] = [];
  private readonly anchors: number[][] = [];
  private readonly freeHandles: number[] = [];
  private freeStandings: number[] = [];
  private standingCount = 0;

  constructor(hierarchy: Hierarchy, roads: Pick<RoadArcs, 'arcHead' | 'turns'>) {
    this.hierarchy = hierarchy;
    this.turns = roads.turns;
    this.arcHead = roads.turns?.after ?? roads.arcHead;
    this.firstAtRank = new Int32Array(hierarchy.nodeCount).fill(NONE);
    this.firstOnArc = new Int32Array(this.arcHead.length).fill(NONE);
    this.all = new Int32Array(hierarchy.nodeCount);
  }

  get size(): number {
    return this.handles.size;
  }

  set(id: string, snap: Snap, mask: number): void {
    let unit = this.handles.get(id);
    if (unit === undefined) {
      unit = this.freeHandles.pop() ?? this.ids.length;
      this.handles.set(id, unit);
      this.ids[unit] = id;
      this.masks[unit] = 0;
      this.standings[unit] = [];
      this.anchors[unit] = [];
    } else {
      this.leave(unit);
    }
    const before = this.anchors[unit]!;
    const anchors: number[] = [];
    const { node, arcs } = standingAt(this.turns, snap);
    if (node !== undefined) {
      const rank = this.hierarchy.rankOf[node]!;
      this.stand(unit, rank, NONE, 0);
      anchors.push(rank);
    }
    for (const { arc, fraction } of arcs) {
      const rank = this.hierarchy.rankOf[this.arcHead[arc]!]!;
      this.stand(unit, rank, arc, fraction);
      this.addAnchor(anchors, rank);
    }
    this.recount(before, this.masks[unit]!, anchors, mask);
    this.anchors[unit] = anchors;
    this.masks[unit] = mask;
  }

  remove(id: string): void {
    const unit = this.handles.get(id);
    if (unit === undefined) return;
    this.leave(unit);
    this.recount(this.anchors[unit]!, this.masks[unit]!, [], 0);
    this.handles.delete(id);
    this.freeHandles.push(unit);
  }

  /** Units of each rank's subtree that have the rarest capability of a mask; all units for none, empty when nobody has it. */
  counts(mask: number): Int32Array {
    let rarest = this.size === 0 ? NOBODY : this.all;
    let fewest = Infinity;
    for (let bits = mask; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      const units = this.unitsAble[bit] ?? 0;
      if (units >= fewest) continue;
      fewest = units;
      rarest = units === 0 ? NOBODY : this.able[bit]!;
    }
    return rarest;
  }

  /** How many units have the rarest capability of a mask, at the most that can fit; all of them for none. */
  fitting(mask: number): number {
    let fewest = this.size;
    for (let bits = mask; bits !== 0; bits &= bits - 1) {
      fewest = Math.min(fewest, this.unitsAble[31 - Math.clz32(bits & -bits)] ?? 0);
    }
    return fewest;
  }

  /** Where the units stand that have all capabilities of a mask. */
  standingsOf(mask: number): readonly number[] {
    const found: number[] = [];
    for (const unit of this.handles.values()) {
      if ((this.masks[unit]! & mask) !== mask) continue;
      for (const standing of this.standings[unit]!) found.push(standing);
    }
    return found;
  }

  /** A unit is counted from the lowest of its ranks only: what holds that one holds those above it. */
  private addAnchor(anchors: number[], rank: number): void {
    for (let i = anchors.length - 1; i >= 0; i--) {
      if (isBelow(this.hierarchy, anchors[i]!, rank)) return;
      if (isBelow(this.hierarchy, rank, anchors[i]!)) anchors.splice(i, 1);
    }
    anchors.push(rank);
  }

  private recount(before: readonly number[], maskBefore: number, now: readonly number[], mask: number): void {
    this.shift(this.all, before, now);
    for (let bits = maskBefore | mask; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      let row = this.able[bit];
      if (!row) {
        row = new Int32Array(this.hierarchy.nodeCount);
        this.able[bit] = row;
      }
      const more = ((mask >>> bit) & 1) - ((maskBefore >>> bit) & 1);
      if (more !== 0) this.unitsAble[bit] = (this.unitsAble[bit] ?? 0) + more;
      this.shift(row, maskBefore & (1 << bit) ? before : [], mask & (1 << bit) ? now : []);
    }
  }

  private shift(row: Int32Array, before: readonly number[], now: readonly number[]): void {
    const { parent, nodeCount } = this.hierarchy;
    if (before.length === 1 && now.length === 1) {
      let a = before[0]!;
      let b = now[0]!;
      while (a !== b) {
        if (a < b) {
          row[a]! -= 1;
          a = parent[a]!;
        } else {
          row[b]! += 1;
          b = parent[b]!;
        }
      }
      return;
    }
    for (const rank of before) for (let v = rank; v < nodeCount; v = parent[v]!) row[v]! -= 1;
    for (const rank of now) for (let v = rank; v < nodeCount; v = parent[v]!) row[v]! += 1;
  }

  private stand(unit: number, rank: number, arc: number, fraction: number): void {
    const at = this.freeStandings.pop() ?? this.standingCount++;
    if (at >= this.unitOf.length) this.widen();
    this.unitOf[at] = unit;
    this.arcOf[at] = arc;
    this.fractionOf[at] = fraction;
    this.rankAt[at] = rank;
    this.nextAtRank[at] = this.firstAtRank[rank]!;
    this.firstAtRank[rank] = at;
    if (arc !== NONE) {
      this.nextOnArc[at] = this.firstOnArc[arc]!;
      this.firstOnArc[arc] = at;
    }
    this.standings[unit]!.push(at);
  }

  private leave(unit: number): void {
    for (const at of this.standings[unit]!) {
      unlink(this.firstAtRank, this.nextAtRank, this.rankAt[at]!, at);
      if (this.arcOf[at] !== NONE) unlink(this.firstOnArc, this.nextOnArc, this.arcOf[at]!, at);
      this.freeStandings.push(at);
    }
    this.standings[unit]!.length = 0;
  }

  private widen(): void {
    const wider = (old: Int32Array<ArrayBuffer>) => {
      const next = new Int32Array(2 * old.length);
      next.set(old);
      return next;
    };
    this.nextAtRank = wider(this.nextAtRank);
    this.nextOnArc = wider(this.nextOnArc);
    this.unitOf = wider(this.unitOf);
    this.arcOf = wider(this.arcOf);
    this.rankAt = wider(this.rankAt);
    const fractions = new Float64Array(2 * this.fractionOf.length);
    fractions.set(this.fractionOf);
    this.fractionOf = fractions;
  }
}

/** Takes a standing out of its list. */
function unlink(first: Int32Array, next: Int32Array, list: number, standing: number): void {
  let at = first[list]!;
  if (at === standing) {
    first[list] = next[standing]!;
    return;
  }
  while (next[at] !== standing) at = next[at]!;
  next[at] = next[standing]!;
}
