import type { Random } from '../random.ts';
import { type CapacityProblem, fits } from './capacity-problem.ts';

/** Nobody serves it. */
export const NOBODY = -1;
/** Differences below this share of the whole are rounding. */
const TINY = 1e-10;

/** A choice as it can be put back. */
export interface Served {
  readonly open: readonly number[];
  readonly siteOf: Int32Array;
  readonly value: number;
}

/**
 * Open sites and who is served where, kept within the capacities at every move. Mutates its own arrays.
 */
export class CapacityState {
  /** In the order of their opening, the fixed ones first. */
  open: number[] = [];
  readonly siteOf: Int32Array;
  /** What each demand costs now. */
  readonly costOf: Float64Array;
  readonly #problem: CapacityProblem;
  readonly #isOpen: Uint8Array;
  readonly #load: Float64Array;
  readonly #tiny: number;

  constructor(problem: CapacityProblem) {
    this.#problem = problem;
    this.siteOf = new Int32Array(problem.demandCount).fill(NOBODY);
    this.costOf = problem.unserved.slice();
    this.#isOpen = new Uint8Array(problem.siteCount);
    this.#load = new Float64Array(problem.siteCount);
    this.#tiny = TINY * problem.unserved.reduce((most, one) => Math.max(most, one), 0);
    for (const site of problem.fixed) this.openSite(site);
  }

  get value(): number {
    let sum = 0;
    for (const cost of this.costOf) sum += cost;
    return sum;
  }

  isOpen(site: number): boolean {
    return this.#isOpen[site] === 1;
  }

  /** Opens a site: what it saves most by its weight comes to it, as long as it fits; with chance, in another order. */
  openSite(site: number, random?: Random): void {
    const { siteStart, siteRow, siteCost, weight } = this.#problem;
    this.open.push(site);
    this.#isOpen[site] = 1;
    const wanted: { readonly row: number; readonly cost: number; readonly rate: number }[] = [];
    for (let at = siteStart[site]!; at < siteStart[site + 1]!; at++) {
      const row = siteRow[at]!;
      const saved = this.costOf[row]! - siteCost[at]!;
      if (saved > this.#tiny)
        wanted.push({ row, cost: siteCost[at]!, rate: (saved / weight[row]!) * (1 - (random?.() ?? 0)) });
    }
    wanted.sort((a, b) => b.rate - a.rate || weight[b.row]! - weight[a.row]! || a.row - b.row);
    for (const { row, cost } of wanted) if (this.hasRoom(site, row)) this.#serve(row, site, cost);
  }

  /** Closes a site: whom it served goes where there is room, the heaviest first. */
  closeSite(site: number): void {
    const { siteStart, siteRow, weight } = this.#problem;
    this.open.splice(this.open.indexOf(site), 1);
    this.#isOpen[site] = 0;
    const left: number[] = [];
    for (let at = siteStart[site]!; at < siteStart[site + 1]!; at++) {
      const row = siteRow[at]!;
      if (this.siteOf[row] !== site) continue;
      left.push(row);
      this.#leave(row);
    }
    left.sort((a, b) => weight[b]! - weight[a]! || a - b);
    for (const row of left) this.#settle(row);
  }

  /** Takes part of the demand away from a site, or from all, and lets it and what nobody served come back in another order. */
  stir(random: Random): void {
    const { weight, demandCount } = this.#problem;
    const site = random() < 0.3 ? NOBODY : this.open[Math.floor(random() * this.open.length)]!;
    const share = random();
    const left: { readonly row: number; readonly key: number }[] = [];
    for (let row = 0; row < demandCount; row++) {
      const own = this.siteOf[row]!;
      if (own !== NOBODY && ((site !== NOBODY && own !== site) || random() >= share)) continue;
      this.#leave(row);
      left.push({ row, key: weight[row]! * (1 - random()) });
    }
    left.sort((a, b) => b.key - a.key || a.row - b.row);
    for (const { row } of left) this.#settle(row);
  }

  put({ open, siteOf }: Served): void {
    const { rowStart, rowSite, rowCost, unserved, weight } = this.#problem;
    this.open = [...open];
    this.#isOpen.fill(0);
    for (const site of open) this.#isOpen[site] = 1;
    this.#load.fill(0);
    this.siteOf.set(siteOf);
    for (let row = 0; row < siteOf.length; row++) {
      const site = siteOf[row]!;
      this.costOf[row] = unserved[row]!;
      if (site === NOBODY) continue;
      this.#load[site]! += weight[row]!;
      let at = rowStart[row]!;
      while (rowSite[at] !== site) at++;
      this.costOf[row] = rowCost[at]!;
    }
  }

  taken(): Served {
    return { open: [...this.open], siteOf: this.siteOf.slice(), value: this.value };
  }

  /** Each demand to a cheaper site with room, until none is left that would be better off. */
  shift(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (let row = 0; row < this.siteOf.length; row++) if (this.#settle(row)) moved = true;
    }
  }

  /** Demand that would be better off at a full site takes the place of one that loses less elsewhere. True where one did. */
  displace(): boolean {
    const { rowStart, rowSite, rowCost } = this.#problem;
    const served = this.#served();
    let moved = false;
    for (let row = 0; row < this.siteOf.length; row++) {
      for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
        const saved = this.costOf[row]! - rowCost[at]!;
        if (saved <= this.#tiny) break;
        const site = rowSite[at]!;
        if (this.#isOpen[site] === 0 || !this.#makeRoom(row, site, saved, served[site]!)) continue;
        this.#serve(row, site, rowCost[at]!);
        served[site]!.push(row);
        moved = true;
        break;
      }
    }
    return moved;
  }

  hasRoom(site: number, row: number): boolean {
    return fits(this.#load[site]! + this.#problem.weight[row]!, this.#problem.capacity[site]!);
  }

  /** Sends away the one demand of the site whose going costs least and makes room enough; false where it costs more than is saved. */
  #makeRoom(row: number, site: number, saved: number, served: number[]): boolean {
    if (this.hasRoom(site, row)) return true;
    const { weight, capacity } = this.#problem;
    const load = this.#load[site]! + weight[row]!;
    let least = saved - this.#tiny;
    let leaver = NOBODY;
    for (const other of served) {
      if (this.siteOf[other] !== site || !fits(load - weight[other]!, capacity[site]!)) continue;
      const cost = this.#cheapest(other, site, row).cost - this.costOf[other]!;
      if (cost >= least) continue;
      least = cost;
      leaver = other;
    }
    if (leaver === NOBODY) return false;
    const { site: to, cost } = this.#cheapest(leaver, site, row);
    this.#leave(leaver);
    if (to !== NOBODY) {
      this.#serve(leaver, to, cost);
      served.splice(served.indexOf(leaver), 1);
    }
    return true;
  }

  /** Where a demand would go if not to this site; `leaving` makes room at its own. */
  #cheapest(row: number, not: number, leaving: number): { readonly site: number; readonly cost: number } {
    const { rowStart, rowSite, rowCost, unserved, weight, capacity } = this.#problem;
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const site = rowSite[at]!;
      if (site === not || this.#isOpen[site] === 0) continue;
      const freed = this.siteOf[leaving] === site ? weight[leaving]! : 0;
      if (fits(this.#load[site]! - freed + weight[row]!, capacity[site]!))
        return { site, cost: rowCost[at]! };
    }
    return { site: NOBODY, cost: unserved[row]! };
  }

  /** To the cheapest open site with room, if that is cheaper than now. */
  #settle(row: number): boolean {
    const { rowStart, rowSite, rowCost } = this.#problem;
    const now = this.costOf[row]!;
    for (let at = rowStart[row]!; at < rowStart[row + 1]! && rowCost[at]! < now - this.#tiny; at++) {
      const site = rowSite[at]!;
      if (this.#isOpen[site] === 0 || !this.hasRoom(site, row)) continue;
      this.#serve(row, site, rowCost[at]!);
      return true;
    }
    return false;
  }

  #served(): number[][] {
    const bySite: number[][] = Array.from({ length: this.#problem.siteCount }, () => []);
    for (let row = 0; row < this.siteOf.length; row++)
      if (this.siteOf[row] !== NOBODY) bySite[this.siteOf[row]!]!.push(row);
    return bySite;
  }

  #leave(row: number): void {
    const site = this.siteOf[row]!;
    if (site === NOBODY) return;
    this.#load[site]! -= this.#problem.weight[row]!;
    this.siteOf[row] = NOBODY;
    this.costOf[row] = this.#problem.unserved[row]!;
  }

  #serve(row: number, site: number, cost: number): void {
    this.#leave(row);
    this.#load[site]! += this.#problem.weight[row]!;
    this.siteOf[row] = site;
    this.costOf[row] = cost;
  }
}
