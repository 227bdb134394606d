import { deflateSync } from 'node:zlib';

export interface FixtureNode {
  readonly id: number;
  readonly at: readonly [lng: number, lat: number];
  readonly tags?: Readonly<Record<string, string>>;
}
export interface FixtureWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}
export interface FixtureRelation {
  readonly id: number;
  readonly members: readonly {
    readonly type: 'node' | 'way' | 'relation';
    readonly ref: number;
    readonly role: string;
  }[];
  readonly tags?: Readonly<Record<string, string>>;
}
export interface Fixture {
  readonly nodes?: readonly FixtureNode[];
  readonly ways?: readonly FixtureWay[];
  readonly relations?: readonly FixtureRelation[];
}

/** An `.osm.pbf` of these objects: a block for each part, in the order given. */
export function pbfFile(
  fixture: Fixture,
  options: {
    readonly order?: readonly (keyof Fixture)[];
    readonly dense?: boolean;
    readonly packed?: boolean;
    readonly features?: readonly string[];
  } = {},
): Buffer {
  const header = message(
    (options.features ?? ['OsmSchema-V0.6', 'DenseNodes']).map(text => bytesField(4, text)),
  );
  const blocks = [blob('OSMHeader', header, options.packed ?? true)];
  for (const part of options.order ?? ['nodes', 'ways', 'relations']) {
    if ((fixture[part]?.length ?? 0) === 0) continue;
    const strings = new Strings();
    const group = groupOf(part, fixture, strings, options.dense ?? true);
    const block = message([bytesField(1, strings.table()), bytesField(2, group)]);
    blocks.push(blob('OSMData', block, options.packed ?? true));
  }
  return Buffer.concat(blocks);
}

class Strings {
  private readonly known = new Map<string, number>([['', 0]]);
  place(text: string): number {
    const place = this.known.get(text) ?? this.known.size;
    this.known.set(text, place);
    return place;
  }
  table(): Buffer {
    return message([...this.known.keys()].map(text => bytesField(1, text)));
  }
}

function groupOf(part: keyof Fixture, fixture: Fixture, strings: Strings, dense: boolean): Buffer {
  const tagFields = (tags: Readonly<Record<string, string>> | undefined) => {
    const pairs = Object.entries(tags ?? {});
    return [
      packedField(
        2,
        pairs.map(([key]) => varint(strings.place(key))),
      ),
      packedField(
        3,
        pairs.map(([, value]) => varint(strings.place(value))),
      ),
    ];
  };
  if (part === 'ways') {
    const ways = (fixture.ways ?? []).map(way =>
      bytesField(
        3,
        message([numberField(1, way.id), ...tagFields(way.tags), packedField(8, deltas(way.refs))]),
      ),
    );
    return message(ways);
  }
  if (part === 'relations') {
    const types = ['node', 'way', 'relation'];
    const relations = (fixture.relations ?? []).map(({ id, members, tags }) =>
      bytesField(
        4,
        message([
          numberField(1, id),
          ...tagFields(tags),
          packedField(
            8,
            members.map(member => varint(strings.place(member.role))),
          ),
          packedField(9, deltas(members.map(member => member.ref))),
          packedField(
            10,
            members.map(member => varint(types.indexOf(member.type))),
          ),
        ]),
      ),
    );
    return message(relations);
  }
  const nodes = fixture.nodes ?? [];
  const unit = (degrees: number) => Math.round(degrees * 1e7);
  if (!dense) {
    return message(
      nodes.map(({ id, at, tags }) =>
        bytesField(
          1,
          message([
            Buffer.concat([key(1, 0), zigzag(id)]),
            ...tagFields(tags),
            Buffer.concat([key(8, 0), zigzag(unit(at[1]))]),
            Buffer.concat([key(9, 0), zigzag(unit(at[0]))]),
          ]),
        ),
      ),
    );
  }
  const pairs = nodes.flatMap(({ tags }) => [
    ...Object.entries(tags ?? {}).flatMap(([k, v]) => [strings.place(k), strings.place(v)]),
    0,
  ]);
  return message([
    bytesField(
      2,
      message([
        packedField(1, deltas(nodes.map(node => node.id))),
        packedField(8, deltas(nodes.map(node => unit(node.at[1])))),
        packedField(9, deltas(nodes.map(node => unit(node.at[0])))),
        packedField(10, pairs.map(varint)),
      ]),
    ),
  ]);
}

function blob(type: string, content: Buffer, packed: boolean): Buffer {
  const body = packed
    ? message([numberField(2, content.length), bytesField(3, deflateSync(content))])
    : message([bytesField(1, content)]);
  const header = message([bytesField(1, type), numberField(3, body.length)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(header.length);
  return Buffer.concat([size, header, body]);
}

const message = (fields: readonly Buffer[]): Buffer => Buffer.concat(fields);
const key = (field: number, wire: number): Buffer => varint(field * 8 + wire);
const numberField = (field: number, value: number): Buffer => Buffer.concat([key(field, 0), varint(value)]);
const packedField = (field: number, values: readonly Buffer[]): Buffer =>
  bytesField(field, Buffer.concat(values));

function bytesField(field: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([key(field, 2), varint(bytes.length), bytes]);
}

function deltas(values: readonly number[]): Buffer[] {
  return values.map((value, i) => zigzag(value - (values[i - 1] ?? 0)));
}

const zigzag = (value: number): Buffer => varint(value < 0 ? -2 * value - 1 : 2 * value);

export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
