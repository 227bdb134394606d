import { createHash } from 'node:crypto';
import { distance, ringContains } from '@clarion/measure';
import type { StreetSegmentInput } from '@clarion/places';
import { describe, expect, test } from 'vitest';
import { generateTown } from './generate.ts';
import type { Town } from './town.ts';

const fingerprint = (town: Town) => createHash('sha256').update(JSON.stringify(town)).digest('hex');
const towns = [1, 2, 3, 20_260_101].map(seed => ({ seed, town: generateTown(seed) }));

test('the same seed gives the same town, another seed another', () => {
  expect(fingerprint(generateTown(1))).toBe(fingerprint(towns[0]!.town));
  expect(fingerprint(towns[1]!.town)).not.toBe(fingerprint(towns[0]!.town));
});

describe.each(towns)('town of seed $seed', ({ town }) => {
  test('every junction is reachable from every other', () => {
    const out = new Map<string, string[]>();
    const back = new Map<string, string[]>();
    const join = (from: string, to: string) => {
      for (const [map, a, b] of [
        [out, from, to],
        [back, to, from],
      ] as const)
        map.set(a, [...(map.get(a) ?? []), b]);
    };
    for (const { nodes, forward, backward } of town.ways)
      for (let i = 1; i < nodes.length; i++) {
        if (forward) join(nodes[i - 1]!, nodes[i]!);
        if (backward) join(nodes[i]!, nodes[i - 1]!);
      }
    const all = new Set(town.ways.flatMap(way => way.nodes));
    const start = town.ways[0]!.nodes[0]!;
    expect(reached(start, out).size).toBe(all.size);
    expect(reached(start, back).size).toBe(all.size);
  });

  test('each id stands for one place, and no way stands still', () => {
    const places = new Map<string, string>();
    for (const { nodes, points } of town.ways) {
      expect(nodes.length).toBe(points.length);
      nodes.forEach((node, i) => {
        const at = String(points[i]);
        expect(places.get(node) ?? at).toBe(at);
        places.set(node, at);
        if (i > 0) expect(distance(points[i - 1]!, points[i]!)).toBeGreaterThan(0.5);
      });
    }
  });

  test('the river is crossed on bridges alone, and there are five', () => {
    const river = town.basemap.water.features.find(f => f.properties?.['kind'] === 'river')!;
    const ring = river.geometry.coordinates[0]!.map(p => [p[0]!, p[1]!] as const);
    for (const way of town.ways)
      if (!way.bridge) for (const p of way.points) expect(ringContains(ring, p)).toBe(false);
    // The motorway has a bridge for each direction.
    expect(town.ways.filter(way => way.bridge)).toHaveLength(6);
  });

  test('it has one-way streets, roundabouts and a motorway with eight ramps', () => {
    expect(town.ways.filter(way => way.oneway && way.roadClass === 'tertiary').length).toBeGreaterThan(6);
    expect(town.ways.filter(way => way.roundabout)).toHaveLength(6);
    expect(town.ways.filter(way => way.roadClass === 'motorway' && !way.name)).toHaveLength(8);
  });

  test('streets far apart share a name only where a trap was laid', () => {
    expect(sameNames(town.gazetteer.segments, 'zh').sort()).toEqual(['人民路', '新华街']);
    expect(sameNames(town.gazetteer.segments, 'en').sort()).toEqual([
      'Dongfeng Road',
      'Qingjiang Road',
      'Renmin Road',
      'Xinhua Street',
    ]);
  });

  test('avenues that end on the roundabout in the middle cross there', () => {
    const crossing = town.gazetteer.crossings!.map(({ streets }) => streets.map(({ zh }) => zh));
    expect(crossing).toContainEqual(expect.arrayContaining(['解放大道', '建设大道', '迎宾大道']));
  });

  test('a number stands once in its street and district, inside a segment that has it', () => {
    const { segments, addresses } = town.gazetteer;
    const seen = new Set<string>();
    const ranges = new Map<string, StreetSegmentInput[]>();
    for (const segment of segments)
      ranges.set(segment.street.zh!, [...(ranges.get(segment.street.zh!) ?? []), segment]);
    expect(addresses!.length).toBeGreaterThan(5000);
    let outside = 0;
    for (const { street, number, at, district } of addresses!) {
      const key = `${district?.zh} ${street.zh} ${street.en} ${number}`;
      expect(seen.has(key), key).toBe(false);
      seen.add(key);
      const n = Number(number);
      const holds = ranges.get(street.zh!)!.some(segment => {
        const range = n % 2 === 1 ? segment.left : segment.right;
        return range && range.from <= n && n <= range.to && segment.points.some(p => distance(p, at) < 160);
      });
      if (!holds) outside++;
    }
    // A door right at a corner may round to the number after the last of its segment.
    expect(outside / addresses!.length).toBeLessThan(0.01);
  });

  test('posts, units and people are all there', () => {
    const count = (kind: string) => town.posts.filter(post => post.kind === kind).length;
    expect([count('fire'), count('ambulance'), count('police'), count('hospital')]).toEqual([4, 4, 4, 3]);
    expect(town.units.length).toBeGreaterThanOrEqual(30);
    for (const unit of town.units) expect(town.posts.some(post => post.id === unit.postId)).toBe(true);
    for (const post of town.posts) expect(post.address).toMatch(/\d+号$/);
    const people = town.population.reduce((sum, cell) => sum + cell.population, 0);
    expect(people).toBeGreaterThan(80_000);
    expect(people).toBeLessThan(200_000);
  });

  test('every thing with a name has it in both languages', () => {
    const names = [
      ...town.gazetteer.segments.map(segment => segment.street),
      ...town.gazetteer.places!.map(place => place.names),
      ...town.posts.map(post => post.name),
    ];
    for (const { zh, en } of names) expect([Boolean(zh), Boolean(en)]).toEqual([true, true]);
  });
});

function reached(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([start]);
  for (const node of seen) for (const other of next.get(node) ?? []) seen.add(other);
  return seen;
}

/** Names whose segments fall into parts that share no junction. */
function sameNames(segments: readonly StreetSegmentInput[], language: 'zh' | 'en'): string[] {
  const byName = Map.groupBy(segments, segment => segment.street[language]!);
  return [...byName].flatMap(([name, list]) => {
    if (name.includes('高速') || name.includes('Expressway')) return [];
    const rest = new Set(list);
    const nodes = new Set([list[0]!.from, list[0]!.to]);
    for (let grew = true; grew; ) {
      grew = false;
      for (const segment of rest) {
        // Roundabouts and one-way pairs interrupt a street without making it another.
        const close = list.some(
          other => !rest.has(other) && distance(other.points.at(-1)!, segment.points[0]!) < 130,
        );
        if (nodes.has(segment.from) || nodes.has(segment.to) || close) {
          nodes.add(segment.from).add(segment.to);
          rest.delete(segment);
          grew = true;
        }
      }
    }
    return rest.size > 0 ? [name] : [];
  });
}

test('the motorway has posts half a kilometre apart, in order', () => {
  const posts = generateTown(1).gazetteer.kilometrePosts!;
  expect(posts.length).toBeGreaterThan(5);
  for (let i = 1; i < posts.length; i++) {
    expect(posts[i]!.km - posts[i - 1]!.km).toBeCloseTo(0.5);
    const apartM = distance(posts[i]!.at, posts[i - 1]!.at);
    expect(apartM).toBeGreaterThan(400);
    expect(apartM).toBeLessThan(510);
  }
});
