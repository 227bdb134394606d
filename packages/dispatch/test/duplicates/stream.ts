import { type Instant, instant, type LngLat } from '@clarion/measure';
import { defaultTypes, type Observed, readConcepts, type TypeId, type Where } from '../../src/index.ts';
import { around, type Fact, factsOf } from './sayings.ts';

/** One generated call with the truth about it. */
export interface TrueCall {
  readonly call: Observed;
  readonly text: string;
  /** The incident it is about, by number. */
  readonly truth: number;
  readonly first: boolean;
}

interface Kind {
  readonly typeId: TypeId;
  readonly weight: number;
  /** Further callers: mean of a geometric draw. */
  readonly more: number;
  /** Mean minutes until a further caller calls. */
  readonly minutes: number;
  /** How far off callers stand, metres. */
  readonly off: number;
  readonly mistakenFor: readonly TypeId[];
}
const kind = (
  typeId: TypeId,
  weight: number,
  more: number,
  minutes: number,
  off: number,
  mistakenFor: readonly TypeId[] = [],
): Kind => ({ typeId, weight, more, minutes, off, mistakenFor });

/** Assumed, by hand: how often, how many call, over how long, from how far, and what it is mistaken for. */
const kinds: readonly Kind[] = [
  kind('structureFire', 30, 6, 6, 220, ['smokeOutside', 'outsideFire', 'fireAlarm', 'gasLeak']),
  kind('outsideFire', 30, 1.2, 8, 150, ['smokeOutside', 'structureFire']),
  kind('vehicleFire', 20, 2, 5, 80, ['trafficCollision', 'outsideFire']),
  kind('smokeOutside', 20, 0.8, 12, 300, ['outsideFire', 'odorInvestigation']),
  kind('fireAlarm', 55, 0.3, 6, 20, ['structureFire']),
  kind('gasLeak', 25, 0.6, 10, 50, ['odorInvestigation']),
  kind('hazardousMaterial', 4, 3, 8, 200, ['odorInvestigation', 'smokeOutside']),
  kind('fuelSpill', 6, 0.5, 10, 60, ['trafficCollision']),
  kind('electricalHazard', 14, 0.6, 10, 40, ['outsideFire']),
  kind('odorInvestigation', 8, 0.4, 15, 150, ['gasLeak']),
  kind('trafficCollision', 90, 2.2, 4, 60, ['trafficMinor', 'trafficTrapped', 'medical']),
  kind('trafficTrapped', 10, 4, 4, 60, ['trafficCollision']),
  kind('trafficMinor', 60, 0.3, 6, 40, ['trafficCollision']),
  kind('medicalCritical', 60, 0.25, 2, 10, ['medical']),
  kind('medical', 160, 0.06, 4, 10, ['medicalMinor', 'medicalCritical']),
  kind('medicalMinor', 120, 0.03, 5, 10, ['medical']),
  kind('waterRescue', 6, 2.5, 3, 80, ['medicalCritical']),
  kind('entrapmentRescue', 6, 0.5, 4, 10, ['medical']),
  kind('elevatorRescue', 20, 0.5, 8, 8, ['citizenAssist']),
  kind('violence', 20, 1.2, 4, 40, ['disturbance']),
  kind('disturbance', 90, 0.35, 12, 50, ['violence']),
  kind('theft', 50, 0, 1, 10, ['disturbance']),
  kind('missingPerson', 16, 0.05, 20, 20, []),
  kind('citizenAssist', 40, 0.03, 10, 10, []),
];

const CENTRE: LngLat = [113.9, 30.4];
const HALF_SIDE_M = 5000;
const PER_LAT = 111_195;
const PER_LNG = PER_LAT * Math.cos((CENTRE[1] * Math.PI) / 180);
/** Mean seconds between incidents: a city on a busy evening. */
const EVERY_S = 40;

/** The same seed, the same stream, on every machine. */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** 0 ≤ x < 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  of<T>(all: readonly T[]): T {
    return all[Math.floor(this.next() * all.length)]!;
  }
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

interface Happening {
  readonly kind: Kind;
  readonly at: readonly [east: number, north: number];
  readonly beganS: number;
  readonly facts: readonly Fact[];
}

/**
 * Calls in order, with the truth. Beside plain incidents: medical calls next to a big one at the same time, a second incident of
 * the same kind near the first, callers in two languages, wrong addresses, phones that overstate how exact they are, and calls
 * that say nothing to go by.
 */
export function generateStream(seed: number, calls: number): readonly TrueCall[] {
  const chance = new Chance(seed);
  const made: TrueCall[] = [];
  const centres = Array.from({ length: 12 }, () => anywhere(chance));
  let clockS = 0;
  let truth = 0;
  const add = (happening: Happening, storm = 0) => {
    truth += 1;
    const more = storm || drawMore(chance, happening.kind.more);
    for (let i = 0; i <= more; i++) {
      const afterS = i === 0 ? 0 : 10 + chance.exponential(happening.kind.minutes * 60);
      made.push(callAbout(chance, happening, happening.beganS + afterS, truth));
    }
    return more;
  };
  while (made.length < calls) {
    clockS += chance.exponential(EVERY_S);
    const kind = drawKind(chance);
    const at: [number, number] =
      chance.next() < 0.5 ? near(chance, chance.of(centres), 350) : anywhere(chance);
    const happening = { kind, at, beganS: clockS, facts: drawFacts(chance, kind.typeId) };
    // Now and then the whole quarter calls about one thing.
    const isStorm = kind.off >= 60 && chance.next() < 0.01;
    const more = add(happening, isStorm ? 60 + Math.floor(chance.next() * 150) : 0);
    // Something else beside a big one, in the middle of its calls.
    if (more >= 4 && chance.next() < 0.5) {
      const other = chance.of(kinds.filter(one => one.typeId.startsWith('medical')));
      const beside = near(chance, at, 120);
      const beganS = clockS + chance.next() * 600;
      add({ kind: other, at: beside, beganS, facts: drawFacts(chance, other.typeId) });
    }
    // And now and then another of the very same kind, not far.
    if (chance.next() < 0.015) {
      const beganS = clockS + chance.next() * 900;
      const beside = near(chance, at, 500);
      add({ kind, at: beside, beganS, facts: drawFacts(chance, kind.typeId) });
    }
  }
  made.sort((a, b) => a.call.at - b.call.at);
  const seen = new Set<number>();
  return made.slice(0, calls).map(one => {
    const first = !seen.has(one.truth);
    seen.add(one.truth);
    return { ...one, first };
  });
}

function callAbout(chance: Chance, happening: Happening, atS: number, truth: number): TrueCall {
  const { kind } = happening;
  const text = chance.next() < 0.06 ? '' : said(chance, happening.facts);
  const typed = chance.next();
  const typeId =
    typed < 0.1
      ? undefined
      : typed < 0.82 || kind.mistakenFor.length === 0
        ? kind.typeId
        : typed < 0.97
          ? chance.of(kind.mistakenFor)
          : chance.of(kinds).typeId;
  return {
    truth,
    text,
    first: false,
    call: {
      ...(chance.next() < 0.08 ? {} : { where: whereOf(chance, happening) }),
      at: instant(1_000_000_000_000 + Math.round(atS * 1000)) as Instant,
      ...(typeId === undefined ? {} : { typeId }),
      concepts: readConcepts(text),
    },
  };
}

/** As found by the call taker, or as the phone says; how exact it claims to be is not always so. */
function whereOf(chance: Chance, { at, kind }: Happening): Where {
  const source = chance.next();
  if (source < 0.03) {
    // A street of the same name, a wrong house.
    return whereAt(near(chance, at, 1200), 20, false);
  }
  if (source < 0.4) return whereAt(near(chance, at, 8), 10, false);
  if (source < 0.6) return whereAt(near(chance, at, 45), 80, false);
  const stands = near(chance, at, Math.max(10, kind.off * (0.3 + chance.next())));
  const radius = chance.of([12, 20, 30, 60, 120, 300, 700]);
  const honest = chance.next() < 0.85 ? 1 : 2.5;
  return whereAt(near(chance, stands, (radius / 2.45) * honest), radius, true);
}

function whereAt([east, north]: readonly [number, number], uncertaintyM: number, ofCaller: boolean): Where {
  return { at: [CENTRE[0] + east / PER_LNG, CENTRE[1] + north / PER_LAT], uncertaintyM, ofCaller };
}

function said(chance: Chance, facts: readonly Fact[]): string {
  const language = chance.next() < 0.6 ? 'zh' : 'en';
  const parts = [...facts].sort(() => chance.next() - 0.5).slice(0, 1 + Math.floor(chance.next() * 3));
  const sentences = parts.map(fact => chance.of(fact[language]));
  if (chance.next() < 0.5) sentences.unshift(chance.of(around[language]));
  return sentences.join(language === 'zh' ? '，' : ', ');
}

function drawFacts(chance: Chance, typeId: TypeId): readonly Fact[] {
  const all = factsOf[typeId]!;
  const [first, ...rest] = all;
  // What the kind itself is, is nearly always among it.
  const others = rest.filter(() => chance.next() < 0.35);
  return chance.next() < 0.85 || others.length === 0 ? [first!, ...others] : others;
}

function drawKind(chance: Chance): Kind {
  const all = kinds.reduce((sum, one) => sum + one.weight, 0);
  let left = chance.next() * all;
  for (const one of kinds) {
    left -= one.weight;
    if (left < 0) return one;
  }
  return kinds[0]!;
}

function drawMore(chance: Chance, mean: number): number {
  if (mean === 0) return 0;
  return Math.min(60, Math.floor(Math.log(1 - chance.next()) / Math.log(mean / (1 + mean))));
}

const anywhere = (chance: Chance): [number, number] => [
  (chance.next() * 2 - 1) * HALF_SIDE_M,
  (chance.next() * 2 - 1) * HALF_SIDE_M,
];
const near = (chance: Chance, [east, north]: readonly [number, number], sigma: number): [number, number] => [
  east + chance.normal() * sigma,
  north + chance.normal() * sigma,
];

export const streamTypes = new Map(defaultTypes.map(type => [type.typeId, type]));
