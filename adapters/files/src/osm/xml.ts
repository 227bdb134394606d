import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ok, type Result } from '@clarion/measure';
import { SaxesParser } from 'saxes';
import { type FileFault, fileFault, readFault } from '../fault.ts';
import { OsmFormatError, type OsmMember, type OsmSink, type OsmTags } from './sink.ts';

/**
 * Reads `.osm` (or, packed, `.osm.gz`) into the sink, streaming. Source: OSM XML 0.6.
 * Errors: missing, empty, not well-formed or not OSM, with the line; cut-short packing.
 */
export async function readOsmXml(
  path: string,
  sink: OsmSink,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Result<void, FileFault>> {
  const parser = createParser(sink);
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      onBytes(bytes);
      next(null, chunk);
    },
  });
  const text = new TextDecoder('utf-8', { fatal: true });
  const consume = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) parser.write(text.decode(chunk, { stream: true }));
    parser.close();
  };
  try {
    if (path.endsWith('.gz')) await pipeline(createReadStream(path), count, createGunzip(), consume);
    else await pipeline(createReadStream(path), count, consume);
    return ok(undefined);
  } catch (error) {
    if (bytes === 0 && error instanceof OsmFormatError) return fileFault('FileEmpty', path);
    const reason = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof OsmFormatError) {
      return fileFault(
        'OsmBroken',
        path,
        { line: parser.line },
        { reason: reason.replace(/^\d+:\d+: /, '') },
      );
    }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return fileFault('EncodingBroken', path);
    if (code.startsWith('Z_')) return fileFault('OsmBroken', path, {}, { reason });
    return readFault(error, path);
  }
}

interface Parser {
  readonly line: number;
  write(text: string): void;
  close(): void;
}

interface Open {
  readonly kind: 'node' | 'way' | 'relation';
  readonly id: number;
  readonly lng: number;
  readonly lat: number;
  readonly refs: number[];
  readonly members: OsmMember[];
  tags: Record<string, string> | undefined;
}

function createParser(sink: OsmSink): Parser {
  const parser = new SaxesParser({ position: true, xmlns: false as const });
  let open: Open | undefined;
  let root: string | undefined;
  parser.on('error', error => {
    throw new OsmFormatError(error.message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (root === undefined) {
      root = name;
      if (name !== 'osm') throw new OsmFormatError(`the outermost element is ${name}, not osm`);
    } else if (name === 'node' || name === 'way' || name === 'relation') {
      open = openElement(name, attributes);
    } else if (open !== undefined) {
      readInner(open, name, attributes);
    }
  });
  parser.on('closetag', ({ name }) => {
    if (open === undefined || open.kind !== name) return;
    give(open, sink);
    open = undefined;
  });
  return {
    get line() {
      return parser.line;
    },
    write: text => {
      parser.write(text);
    },
    close: () => {
      parser.close();
    },
  };
}

type Attributes = Readonly<Record<string, string>>;

function openElement(kind: Open['kind'], attributes: Attributes): Open {
  const isNode = kind === 'node';
  return {
    kind,
    id: numberOf(attributes, 'id'),
    lng: isNode ? numberOf(attributes, 'lon') : 0,
    lat: isNode ? numberOf(attributes, 'lat') : 0,
    refs: [],
    members: [],
    tags: undefined,
  };
}

function readInner(open: Open, name: string, attributes: Attributes): void {
  if (name === 'tag') {
    open.tags ??= Object.create(null) as Record<string, string>;
    open.tags[attributes['k'] ?? ''] = attributes['v'] ?? '';
  } else if (name === 'nd') {
    open.refs.push(numberOf(attributes, 'ref'));
  } else if (name === 'member') {
    const type = attributes['type'];
    if (type !== 'node' && type !== 'way' && type !== 'relation')
      throw new OsmFormatError('a member of unknown type');
    open.members.push({ type, ref: numberOf(attributes, 'ref'), role: attributes['role'] ?? '' });
  }
}

function give(open: Open, sink: OsmSink): void {
  const tags: OsmTags | undefined = open.tags;
  if (open.kind === 'node') sink.node(open.id, open.lng, open.lat, tags);
  else if (open.kind === 'way') sink.way(open.id, open.refs, tags);
  else sink.relation(open.id, open.members, tags);
}

function numberOf(attributes: Attributes, name: string): number {
  const text = attributes[name];
  const value = text === undefined || text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new OsmFormatError(`${name}="${text ?? ''}" is not a number`);
  return value;
}
