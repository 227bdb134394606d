import { boundsOf } from '@clarion/measure';
import type { Names } from '@clarion/places';
import { basemapOf, districtAreas } from './basemap.ts';
import { townUnits } from './crews.ts';
import { createBuiltGround } from './footprint.ts';
import { gazetteerOf } from './gazetteer.ts';
import { createGround, EXTENT, type Ground } from './ground.ts';
import { type House, putUpHouses } from './houses.ts';
import type { Line } from './join.ts';
import { postPlans, sights } from './landmark-plans.ts';
import { type Landmark, putUpLandmarks } from './landmarks.ts';
import { layWater } from './landuse.ts';
import { nameStreets, TRAPS } from './names.ts';
import { layNetwork } from './network.ts';
import { numberStreets } from './numbering.ts';
import { apart, lengthOf, type Point, placeAlong, toLngLat } from './plane.ts';
import { districtAt, superblocks, usesOfLand } from './quarters.ts';
import { type Random, seededRandom, shuffled, within } from './random.ts';
import type { PopulationCell, PostKind, Town, TownPost } from './town.ts';
import { waysOf } from './ways.ts';

const postKinds: Record<string, PostKind> = {
  fire_station: 'fire',
  ambulance_station: 'ambulance',
  police: 'police',
  hospital: 'hospital',
};

/**
 * A made-up town of about 6 × 5 km, the same for the same seed: river and bridges, streets with names and house
 * numbers, districts, posts, units, people, and what the map draws. Takes well under two seconds.
 */
export function generateTown(seed: number): Town {
  const random = seededRandom(seed);
  const ground = createGround(random);
  const joined = layNetwork(ground, random);
  const starts = numberStreets(joined.lines);
  const names = nameStreets(
    joined.lines.map(line => line.stretch),
    layTraps(ground, random, joined.lines),
    random,
  );
  const water = layWater(ground);
  const built = createBuiltGround(joined.lines, p => isReserved(ground, p));
  const landmarks = putUpLandmarks(ground, built, [...postPlans, ...sights]);
  const houses = putUpHouses(ground, random, joined.lines, starts, built);
  return {
    seed,
    name: { zh: '云汀（虚构城镇）', en: 'Yunting (generated town)' },
    timeZone: 'Asia/Shanghai',
    bounds: boundsOf([toLngLat([-EXTENT[0], -EXTENT[1]]), toLngLat(EXTENT)])!,
    center: toLngLat([-100, 200]),
    ways: waysOf(joined, names),
    gazetteer: gazetteerOf(ground, joined, starts, names, houses, landmarks),
    posts: postsOf(landmarks, houses, names),
    units: townUnits,
    areas: districtAreas(ground),
    population: settle(ground, random),
    basemap: basemapOf(ground, random, houses, landmarks, water),
  };
}

/** Ground that no house is put on: the river and its banks, and the square. */
function isReserved(ground: Ground, p: Point): boolean {
  const river = ground.river(p[0]);
  if (Math.abs(p[1] - river.y) < river.half + 20) return true;
  const found = ground.find(p);
  return found?.bank === 1 && found.a > 3.38 && found.a < 3.62 && found.b > 1.02 && found.b < 1.19;
}

/** Gives names that are easily taken for one another to long small streets in different districts. */
function layTraps(ground: Ground, random: Random, lines: readonly Line[]): Map<string, Names> {
  const byDistrict = new Map<string, string[]>();
  for (const { stretch, points } of lines) {
    if (!stretch.overshoots || lengthOf(points) < 220) continue;
    const found = ground.find(placeAlong(points, lengthOf(points) / 2).at);
    if (!found) continue;
    const { id } = districtAt(found);
    byDistrict.set(id, [...(byDistrict.get(id) ?? []), stretch.street]);
  }
  const trapped = new Map<string, Names>();
  for (const trap of TRAPS) {
    const apartDistricts = shuffled(random, [...byDistrict.keys()]);
    for (const name of trap) {
      const streets = byDistrict.get(apartDistricts.pop() ?? '') ?? [];
      const street = shuffled(random, streets).find(candidate => !trapped.has(candidate));
      if (!street) throw new Error('layTraps: too few small streets');
      trapped.set(street, name);
    }
  }
  return trapped;
}

/** Posts stand at their building; the address is that of the nearest numbered door. */
function postsOf(
  landmarks: readonly Landmark[],
  houses: readonly House[],
  names: ReadonlyMap<string, Names>,
): TownPost[] {
  return landmarks.flatMap(({ id, kind, names: name, at }) => {
    const post = postKinds[kind];
    if (!post) return [];
    let nearest: House['door'];
    for (const { door } of houses)
      if (door && (!nearest || apart(door.at, at) < apart(nearest.at, at))) nearest = door;
    const street = nearest && names.get(nearest.street);
    return [
      { id, name, kind: post, at: toLngLat(at), address: street ? `${street.zh}${nearest!.number}号` : '' },
    ];
  });
}

/** People live in cells of about 200 m. */
function settle(ground: Ground, random: Random): PopulationCell[] {
  const out: PopulationCell[] = [];
  for (const { bank, column, row, use } of superblocks())
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) {
        const at = ground.at(bank, column + (i + 0.5) / 4, row + (j + 0.5) / 4);
        const wide = apart(
          ground.at(bank, column + i / 4, row + (j + 0.5) / 4),
          ground.at(bank, column + (i + 1) / 4, row + (j + 0.5) / 4),
        );
        const high = apart(
          ground.at(bank, column + (i + 0.5) / 4, row + j / 4),
          ground.at(bank, column + (i + 0.5) / 4, row + (j + 1) / 4),
        );
        const people = (usesOfLand[use].peoplePerHa * wide * high * within(random, 0.6, 1.4)) / 10_000;
        const population = Math.round(people);
        if (population > 0)
          out.push({ id: `${bank === 1 ? 'N' : 'S'}${column}${row}-${i}${j}`, at: toLngLat(at), population });
      }
  return out;
}
