import { fail, ok, type Result } from '@clarion/measure';
import { SaxesParser } from 'saxes';

/** An element of a small document, by local name and namespace. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed, without that of its children. */
  readonly text: string;
}

export interface XmlFault {
  readonly line: number;
  readonly reason: string;
}

const DEEPEST = 40;

/**
 * Reads a small document whole. Hardened: no document type, so no entity but the five of XML itself and nothing to expand or
 * fetch; no deeper than anything honest is. The caller limits the size.
 */
export function readXml(text: string): Result<XmlElement, XmlFault> {
  const parser = new SaxesParser({ xmlns: true });
  type Growing = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] };
  const path: Growing[] = [];
  let root: XmlElement | undefined;
  let fault: XmlFault | undefined;
  const stop = (reason: string): never => {
    fault ??= { line: parser.line, reason };
    throw new XmlStop();
  };
  parser.on('error', error => stop(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => stop('a document type is not taken'));
  parser.on('opentag', tag => {
    if (path.length >= DEEPEST) stop(`deeper than ${DEEPEST}`);
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(one => [one.local, one.value]));
    path.push({ name: tag.local, namespace: tag.uri, attributes, children: [], text: '' });
  });
  parser.on('text', said => {
    const here = path.at(-1);
    if (here !== undefined) here.text += said;
  });
  parser.on('cdata', said => {
    const here = path.at(-1);
    if (here !== undefined) here.text += said;
  });
  parser.on('closetag', () => {
    const done = path.pop()!;
    done.text = done.text.trim();
    const parent = path.at(-1);
    if (parent === undefined) root = done;
    else parent.children.push(done);
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof XmlStop)) throw error;
  }
  if (fault !== undefined) return fail(fault);
  return root === undefined ? fail({ line: 1, reason: 'empty' }) : ok(root);
}

class XmlStop extends Error {}

/** All elements of that local name below, in the order of the document. */
export function* descendants(of: XmlElement, name: string): Generator<XmlElement> {
  for (const child of of.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

export const childOf = (of: XmlElement, name: string): XmlElement | undefined =>
  of.children.find(child => child.name === name);
