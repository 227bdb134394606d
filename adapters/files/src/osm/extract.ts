import type { LngLat } from '@clarion/measure';
import { ok, type Result } from '@clarion/measure';
import { type FileFault, fileFault } from '../fault.ts';
import { NodeStore } from './node-store.ts';
import { readPbf } from './pbf.ts';
import type { OsmMember, OsmSink, OsmTags } from './sink.ts';
import { readOsmXml } from './xml.ts';

export interface OsmNode {
  readonly id: number;
  readonly at: LngLat;
  readonly tags: OsmTags;
}
export interface OsmWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags: OsmTags | undefined;
}
export interface OsmRelation {
  readonly id: number;
  readonly members: readonly OsmMember[];
  readonly tags: OsmTags;
}

/** An extract in memory. Held whole, because a file need not be sorted: a way may come before its nodes. */
export interface OsmExtract {
  readonly places: NodeStore;
  readonly taggedNodes: readonly OsmNode[];
  /** By id; of a repeated id the last one. */
  readonly ways: ReadonlyMap<number, OsmWay>;
  readonly relations: readonly OsmRelation[];
  readonly counts: { readonly nodes: number; readonly ways: number; readonly relations: number };
}

/** Gives every object of an extract to the sink, by the ending of its name: .osm.pbf (.pbf), .osm, .osm.gz. */
export async function readOsm(
  path: string,
  sink: OsmSink,
  onBytes?: (bytes: number) => void,
): Promise<Result<void, FileFault>> {
  const name = path.toLowerCase();
  if (name.endsWith('.pbf')) return readPbf(path, sink, onBytes);
  if (name.endsWith('.osm') || name.endsWith('.osm.gz') || name.endsWith('.osm.xml')) {
    return readOsmXml(path, sink, onBytes);
  }
  return fileFault('FileKindUnknown', path, {}, { expected: '.osm.pbf, .osm, .osm.gz' });
}

/** Reads a whole extract. Errors: as `readPbf` and `readOsmXml`; an ending that is not known. */
export async function readExtract(
  path: string,
  onBytes?: (bytes: number) => void,
): Promise<Result<OsmExtract, FileFault>> {
  const places = new NodeStore();
  const taggedNodes: OsmNode[] = [];
  const ways = new Map<number, OsmWay>();
  const relations: OsmRelation[] = [];
  const counts = { nodes: 0, ways: 0, relations: 0 };
  const read = await readOsm(
    path,
    {
      node(id, lng, lat, tags) {
        counts.nodes++;
        places.add(id, lng, lat);
        if (tags !== undefined) taggedNodes.push({ id, at: [lng, lat], tags });
      },
      way(id, refs, tags) {
        counts.ways++;
        ways.set(id, { id, refs, tags });
      },
      relation(id, members, tags) {
        counts.relations++;
        if (tags !== undefined) relations.push({ id, members, tags });
      },
    },
    onBytes,
  );
  if (!read.ok) return read;
  places.finish();
  return ok({ places, taggedNodes, ways, relations, counts });
}
