import { dirname, resolve } from 'node:path';
import { type DemandTable, readDemandTable, readPairTable } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import type { CliFault } from '../command.ts';
import type { Siting } from './site-schema.ts';

/** Demand of one kind, and how long its units drive there from each site; Infinity where there is no way. */
export interface KindTables {
  readonly demand: DemandTable;
  /** Site × demand. */
  readonly travelMs: Float64Array;
}

export interface SiteTables {
  readonly siteIds: readonly string[];
  /** By kind. */
  readonly kinds: readonly KindTables[];
  /** SHA-256 by path as it stands in the file. */
  readonly inputs: Readonly<Record<string, string>>;
}

interface Read {
  readonly demand: DemandTable;
  readonly siteIds: readonly string[];
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly ms: Float64Array;
}

/**
 * The tables that a siting question names, each read once. Errors: as `readDemandTable` and `readPairTable`; a drive to
 * demand that the kind's table does not list.
 */
export async function readSiteTables(siting: Siting, path: string): Promise<Result<SiteTables, CliFault>> {
  const whole = (name: string) => resolve(dirname(path), name);
  const inputs: Record<string, string> = {};
  const read = new Map<string, Read>();
  const byKind: Read[] = [];
  for (const kind of siting.kinds) {
    const [demandPath, travelPath] = [kind.demand ?? siting.demand, kind.travel ?? siting.travel];
    const key = JSON.stringify([demandPath, travelPath]);
    let one = read.get(key);
    if (one === undefined) {
      const demand = await readDemandTable(whole(demandPath));
      if (!demand.ok) return demand;
      const { ids, file, hash } = demand.value;
      const pairs = await readPairTable(whole(travelPath), {
        first: { name: 'from' },
        second: { name: 'to', known: { ids, file } },
        value: 'travel_time_ms',
      });
      if (!pairs.ok) return pairs;
      const { first, second, value, firstIds, count } = pairs.value;
      inputs[demandPath] = hash;
      inputs[travelPath] = pairs.value.hash;
      one = {
        demand: demand.value,
        siteIds: firstIds,
        from: first.subarray(0, count),
        to: second.subarray(0, count),
        ms: value.subarray(0, count),
      };
      read.set(key, one);
    }
    byKind.push(one);
  }
  const siteIds = [...new Set(byKind.flatMap(one => one.siteIds))];
  const siteOf = new Map(siteIds.map((id, site) => [id, site]));
  const kinds = byKind.map(({ demand, siteIds: own, from, to, ms }): KindTables => {
    const travelMs = new Float64Array(siteIds.length * demand.ids.length).fill(Infinity);
    const sites = Uint32Array.from(own, id => siteOf.get(id)!);
    for (let i = 0; i < ms.length; i++) {
      const at = sites[from[i]!]! * demand.ids.length + to[i]!;
      // Of two drives between the same two the quicker one is taken.
      travelMs[at] = Math.min(travelMs[at]!, ms[i]!);
    }
    return { demand, travelMs };
  });
  return ok({ siteIds, kinds, inputs });
}
