import { NONE } from './layout.ts';
import type { Piece } from './split.ts';

/** All texts of a graph in one run of UTF-8: the ids in code-unit order first, then the names. */
export interface TextTable {
  /** rank[i]: the text number of id i */
  readonly rank: Uint32Array;
  /** en, zh, local of each distinct name as text numbers */
  readonly names: number[];
  /** nameOf[e]: the name of edge e, NONE if it has none */
  readonly nameOf: Uint32Array;
  /** start[t] … start[t+1] are the bytes of text t */
  readonly start: Uint32Array;
  readonly bytes: Uint8Array;
}

export function textTable(ids: readonly string[], pieces: readonly Piece[]): TextTable {
  const order = ids.map((_, i) => i).sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const rank = new Uint32Array(ids.length);
  order.forEach((id, position) => {
    rank[id] = position;
  });
  const texts = order.map(id => ids[id]!);

  const textNumber = new Map<string, number>();
  const numberOf = (text: string | undefined): number => {
    if (text === undefined) return NONE;
    let number = textNumber.get(text);
    if (number === undefined) {
      number = texts.push(text) - 1;
      textNumber.set(text, number);
    }
    return number;
  };
  const names: number[] = [];
  const nameNumber = new Map<string, number>();
  const nameOf = new Uint32Array(pieces.length).fill(NONE);
  pieces.forEach(({ name }, edge) => {
    if (!name || (name.en === undefined && name.zh === undefined && name.local === undefined)) return;
    const triple = [numberOf(name.en), numberOf(name.zh), numberOf(name.local)];
    const key = triple.join();
    let number = nameNumber.get(key);
    if (number === undefined) {
      number = names.length / 3;
      names.push(...triple);
      nameNumber.set(key, number);
    }
    nameOf[edge] = number;
  });

  const encoder = new TextEncoder();
  const encoded = texts.map(text => encoder.encode(text));
  const start = new Uint32Array(texts.length + 1);
  encoded.forEach((bytes, t) => {
    start[t + 1] = start[t]! + bytes.length;
  });
  const bytes = new Uint8Array(start[texts.length]!);
  encoded.forEach((part, t) => {
    bytes.set(part, start[t]!);
  });
  return { rank, names, nameOf, start, bytes };
}
