import { distance, type LngLat } from '@clarion/measure';
import type { Context } from './context.ts';
import {
  crossingLabel,
  districtLabel,
  namesOfStreet,
  crossing as othersAt,
  streetLabel,
} from './describe.ts';
import type { Draft } from './draft.ts';
import type { Language } from './hit.ts';
import type { Names } from './input.ts';
import { NONE } from './layout.ts';
import { nodePoint } from './line.ts';
import type { Inside } from './placeIndex.ts';
import { resolveStreets, type StreetCandidate } from './streets.ts';
import { textAt } from './textPool.ts';

/** Nodes this near each other are one crossing: the two halves of a divided road. */
const ONE_CROSSING_M = 80;
/** Streets that end this near each other without a common node still meet for a caller. */
const ALMOST_M = 35;
const KERB_M = 15;
const CANDIDATES = 8;

interface Meeting {
  readonly a: StreetCandidate;
  readonly b: StreetCandidate;
  readonly cost: number;
  readonly node: number;
  readonly at: LngLat;
  readonly spreadM: number;
  readonly shared: boolean;
}

/** Where two streets cross. Each side may be misspelt, but then the crossing has to be the only one that fits. */
export function crossingHits(
  inside: Inside,
  sides: readonly [string, string],
  context: Context,
  lang: Language,
): Draft[] {
  const first = resolveStreets(inside, sides[0], context).slice(0, CANDIDATES);
  const second = resolveStreets(inside, sides[1], context).slice(0, CANDIDATES);
  const meetings = first.flatMap(a =>
    second.flatMap(b => (a.street === b.street ? [] : meetingsOf(inside, a, b))),
  );
  const seen = new Set<number>();
  const list = meetings.sort((x, y) => x.cost - y.cost).filter(m => !seen.has(m.node) && seen.add(m.node));
  const best = list[0];
  if (best === undefined) return [];
  const bestAlone = list.filter(m => m.cost <= best.cost).length === 1;
  const knownWell = list.filter(m => m.a.confidence !== 'unsure' && m.b.confidence !== 'unsure' && m.shared);
  return list.map(m => {
    const spelt = m.a.confidence === 'exact' && m.b.confidence === 'exact' && m.shared;
    const good = knownWell.includes(m);
    // Rivals of a name count here only if they cross the other street as well.
    const ambiguous = good ? knownWell.length > 1 : !(m === best && bestAlone) || list.length > 1;
    const { node, at } = m;
    return {
      id: `crossing:${textAt(inside.pools.nodeId, node)}`,
      kind: 'crossing',
      label: crossingLabel(
        streetLabel(inside, m.a.street, lang),
        streetLabel(inside, m.b.street, lang),
        lang,
      ),
      names: bothNames(namesOfStreet(inside, m.a.street), namesOfStreet(inside, m.b.street)),
      at,
      uncertaintyM: Math.ceil(Math.max(KERB_M, m.spreadM)),
      ...districtLabel(inside, districtOfNode(inside, node, m.a.street), lang),
      ...third(inside, m, lang),
      matched: `${m.a.text} / ${m.b.text}`,
      cost: m.cost,
      confidence: good ? (spelt && knownWell.length === 1 ? 'exact' : 'likely') : 'unsure',
      ambiguous,
    };
  });
}

function meetingsOf(inside: Inside, a: StreetCandidate, b: StreetCandidate): Meeting[] {
  const cost = a.cost + b.cost;
  const nodesA = nodesOfStreet(inside, a.street);
  const nodesB = nodesOfStreet(inside, b.street);
  const own = new Set(nodesA);
  const shared = [...nodesB].filter(n => own.has(n));
  if (shared.length > 0) return clusters(inside, shared).map(c => ({ a, b, cost, shared: true, ...c }));
  let near: { node: number; m: number } | undefined;
  for (const n of nodesA) {
    for (const o of nodesB) {
      const m = distance(nodePoint(inside, n), nodePoint(inside, o));
      if (m <= ALMOST_M && (near === undefined || m < near.m)) near = { node: n, m };
    }
  }
  if (near === undefined) return [];
  const at = nodePoint(inside, near.node);
  return [{ a, b, cost: cost + 1, shared: false, node: near.node, at, spreadM: near.m + KERB_M }];
}

function nodesOfStreet(inside: Inside, street: number): Uint32Array {
  const { streetNodeStart, streetNodes } = inside.columns;
  return streetNodes.subarray(streetNodeStart[street]!, streetNodeStart[street + 1]!);
}

/** One entry per crossing: the node nearest to the middle of the nodes that make it. */
function clusters(inside: Inside, nodes: readonly number[]): { node: number; at: LngLat; spreadM: number }[] {
  const left = new Set(nodes);
  const out: { node: number; at: LngLat; spreadM: number }[] = [];
  for (const start of nodes) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const member of group) {
      for (const other of left) {
        if (distance(nodePoint(inside, member), nodePoint(inside, other)) > ONE_CROSSING_M) continue;
        left.delete(other);
        group.push(other);
      }
    }
    const points = group.map(n => nodePoint(inside, n));
    const middle: LngLat = [
      points.reduce((s, p) => s + p[0], 0) / points.length,
      points.reduce((s, p) => s + p[1], 0) / points.length,
    ];
    const nearer = (x: number, y: number): number =>
      distance(nodePoint(inside, y), middle) < distance(nodePoint(inside, x), middle) ? y : x;
    const node = group.reduce(nearer);
    const at = nodePoint(inside, node);
    out.push({ node, at, spreadM: Math.max(...points.map(p => distance(p, at))) });
  }
  return out;
}

function districtOfNode(inside: Inside, node: number, street: number): number {
  const { segmentStart, segmentFrom, segmentTo, segmentDistrict, streetDistrict } = inside.columns;
  for (let s = segmentStart[street]!; s < segmentStart[street + 1]!; s++) {
    if ((segmentFrom[s] === node || segmentTo[s] === node) && segmentDistrict[s] !== NONE)
      return segmentDistrict[s]!;
  }
  return streetDistrict[street]!;
}

/** A third street at the crossing tells two crossings of the same pair apart. */
function third(inside: Inside, m: Meeting, lang: Language): { crossStreets?: string } {
  const other = streetLabel(inside, m.b.street, lang);
  const names = othersAt(inside, m.node, m.a.street, lang).filter(n => n !== other);
  return names.length === 0 ? {} : { crossStreets: names.slice(0, 2).join(' – ') };
}

function bothNames(a: Names, b: Names): Names {
  const en = a.en !== undefined && b.en !== undefined ? { en: `${a.en} & ${b.en}` } : {};
  const zh = a.zh !== undefined && b.zh !== undefined ? { zh: `${a.zh} / ${b.zh}` } : {};
  const local = a.local !== undefined && b.local !== undefined ? { local: `${a.local} / ${b.local}` } : {};
  return { ...en, ...zh, ...local };
}
