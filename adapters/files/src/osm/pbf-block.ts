import { ProtobufCursor } from './protobuf.ts';
import { OsmFormatError, type OsmMember, type OsmSink, type OsmTags } from './sink.ts';

/** Features without which these blocks cannot be understood; the header of a file names those it needs. */
const known = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** A feature that the file needs and that is not known here; undefined when there is none. Source: osmformat.proto. */
export function unknownFeature(header: Uint8Array): string | undefined {
  const cursor = new ProtobufCursor(header);
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field !== 4) {
      cursor.skip();
      continue;
    }
    const feature = cursor.text();
    if (!known.has(feature)) return feature;
  }
  return undefined;
}

interface Block {
  readonly strings: string[];
  granularity: number;
  lngOffset: number;
  latOffset: number;
}

/** Gives the objects of one PrimitiveBlock to the sink. */
export function readPrimitiveBlock(bytes: Uint8Array, sink: OsmSink): void {
  const block: Block = { strings: [], granularity: 100, lngOffset: 0, latOffset: 0 };
  const groups: ProtobufCursor[] = [];
  const cursor = new ProtobufCursor(bytes);
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) readStrings(cursor.message(), block.strings);
    else if (field === 2) groups.push(cursor.message());
    else if (field === 17) block.granularity = cursor.varint();
    else if (field === 19) block.latOffset = cursor.varint();
    else if (field === 20) block.lngOffset = cursor.varint();
    else cursor.skip();
  }
  for (const group of groups) {
    for (let field = group.nextField(); field !== 0; field = group.nextField()) {
      if (field === 1) readNode(group.message(), block, sink);
      else if (field === 2) readDenseNodes(group.message(), block, sink);
      else if (field === 3) readWay(group.message(), block, sink);
      else if (field === 4) readRelation(group.message(), block, sink);
      else group.skip();
    }
  }
}

function readStrings(cursor: ProtobufCursor, strings: string[]): void {
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) strings.push(cursor.text());
    else cursor.skip();
  }
}

function stringAt(block: Block, index: number | undefined): string {
  const text = index === undefined ? undefined : block.strings[index];
  if (text === undefined) throw new OsmFormatError('a text that the block does not have');
  return text;
}

function tagsOf(block: Block, keys: readonly number[], values: readonly number[]): OsmTags | undefined {
  if (keys.length !== values.length) throw new OsmFormatError('keys without values');
  if (keys.length === 0) return undefined;
  const tags = Object.create(null) as Record<string, string>;
  for (const [i, key] of keys.entries()) tags[stringAt(block, key)] = stringAt(block, values[i]);
  return tags;
}

const degrees = (block: Block, offset: number, value: number): number =>
  (offset + block.granularity * value) / 1e9;

function readNode(cursor: ProtobufCursor, block: Block, sink: OsmSink): void {
  let id = 0;
  let lng = 0;
  let lat = 0;
  const keys: number[] = [];
  const values: number[] = [];
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) id = cursor.signed();
    else if (field === 2) cursor.varints(keys);
    else if (field === 3) cursor.varints(values);
    else if (field === 8) lat = cursor.signed();
    else if (field === 9) lng = cursor.signed();
    else cursor.skip();
  }
  sink.node(
    id,
    degrees(block, block.lngOffset, lng),
    degrees(block, block.latOffset, lat),
    tagsOf(block, keys, values),
  );
}

function readDenseNodes(cursor: ProtobufCursor, block: Block, sink: OsmSink): void {
  const ids: number[] = [];
  const lats: number[] = [];
  const lngs: number[] = [];
  const pairs: number[] = [];
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) cursor.deltas(ids);
    else if (field === 8) cursor.deltas(lats);
    else if (field === 9) cursor.deltas(lngs);
    else if (field === 10) cursor.varints(pairs);
    else cursor.skip();
  }
  if (ids.length !== lats.length || ids.length !== lngs.length)
    throw new OsmFormatError('nodes without places');
  let at = 0;
  for (const [i, id] of ids.entries()) {
    let tags: Record<string, string> | undefined;
    // Keys and values of all nodes stand in one list; 0 ends those of a node.
    for (; at < pairs.length && pairs[at] !== 0; at += 2) {
      tags ??= Object.create(null) as Record<string, string>;
      tags[stringAt(block, pairs[at])] = stringAt(block, pairs[at + 1]);
    }
    at++;
    sink.node(id, degrees(block, block.lngOffset, lngs[i]!), degrees(block, block.latOffset, lats[i]!), tags);
  }
}

function readWay(cursor: ProtobufCursor, block: Block, sink: OsmSink): void {
  let id = 0;
  const keys: number[] = [];
  const values: number[] = [];
  const refs: number[] = [];
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) id = cursor.varint();
    else if (field === 2) cursor.varints(keys);
    else if (field === 3) cursor.varints(values);
    else if (field === 8) cursor.deltas(refs);
    else cursor.skip();
  }
  sink.way(id, refs, tagsOf(block, keys, values));
}

const memberTypes = ['node', 'way', 'relation'] as const;

function readRelation(cursor: ProtobufCursor, block: Block, sink: OsmSink): void {
  let id = 0;
  const keys: number[] = [];
  const values: number[] = [];
  const roles: number[] = [];
  const refs: number[] = [];
  const types: number[] = [];
  for (let field = cursor.nextField(); field !== 0; field = cursor.nextField()) {
    if (field === 1) id = cursor.varint();
    else if (field === 2) cursor.varints(keys);
    else if (field === 3) cursor.varints(values);
    else if (field === 8) cursor.varints(roles);
    else if (field === 9) cursor.deltas(refs);
    else if (field === 10) cursor.varints(types);
    else cursor.skip();
  }
  const members = refs.map((ref, i): OsmMember => {
    const type = memberTypes[types[i] ?? -1];
    if (type === undefined) throw new OsmFormatError('a member of unknown type');
    return { type, ref, role: stringAt(block, roles[i]) };
  });
  sink.relation(id, members, tagsOf(block, keys, values));
}
