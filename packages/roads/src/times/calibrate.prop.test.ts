import { expect, test } from 'vitest';
import { drivesOf, gridCity, type Truth } from '../testing/timed-city.ts';
import { calibrate, type Learned, type RecordedDrive } from './calibrate.ts';
import { driveClasses } from './drive-classes.ts';
import { profiledMs } from './fit-profile.ts';
import { factorOf } from './profile.ts';
import { rangeAround } from './ranges.ts';

const graph = gridCity();
const rush = (hourOfWeek: number) =>
  hourOfWeek < 120 && hourOfWeek % 24 >= 15 && hourOfWeek % 24 < 19 ? 0.5 : 0;
const truth = {
  overheadMs: 45_000,
  factors: { primary: 0.8, secondary: 1.3, residential: 1.7 },
  atHour: rush,
  noise: 0.1,
  stuck: 0.05,
} as const satisfies Truth;

const turnoutsOf = (drives: readonly RecordedDrive[]) =>
  drives.map(({ kind, hourOfWeek, turnoutMs, day }) => ({
    kind,
    hourOfWeek,
    turnoutMs,
    day,
    priority: '3',
    from: 'post' as const,
  }));

function learn(drives: readonly RecordedDrive[]): Learned {
  const learned = calibrate(graph, drives, turnoutsOf(drives));
  if (!learned.ok) throw new Error(learned.error.code);
  return learned.value;
}

const SEEDS = [3, 20_261] as const;
const learnt = SEEDS.map(seed => learn(drivesOf(graph, truth, { count: 3000, days: 14, seed })));

test.each(SEEDS.map((seed, i) => [seed, learnt[i]!] as const))(
  'seed %i: overhead and factors of a city that is known are found again, stuck clocks or not',
  (_, { profile }) => {
    expect(profile.overheadMs).toBeGreaterThan(truth.overheadMs - 7000);
    expect(profile.overheadMs).toBeLessThan(truth.overheadMs + 7000);
    for (const [roadClass, factor] of Object.entries(truth.factors)) {
      const found = factorOf(profile, roadClass as keyof typeof truth.factors, 10);
      expect(Math.abs(found - factor), `${roadClass} ${found}`).toBeLessThan(0.25);
      const atRush = factorOf(profile, roadClass as keyof typeof truth.factors, 16);
      expect(Math.abs(atRush - factor - 0.5), `${roadClass} at rush ${atRush}`).toBeLessThan(0.3);
    }
  },
);

test.each(SEEDS.map((seed, i) => [seed, learnt[i]!] as const))(
  'seed %i: eight in ten of the days that it never saw are within the range, of short drives as of long ones',
  (_, { figures }) => {
    for (const of of ['calibrated', 'fromPost'] as const) {
      const { coverage, coverageByThird, medianRatio } = figures[of];
      expect(coverage, of).toBeGreaterThan(0.76);
      expect(coverage, of).toBeLessThan(0.84);
      for (const third of coverageByThird ?? []) expect(Math.abs(third - 0.8), of).toBeLessThan(0.07);
      expect(Math.abs(medianRatio - 1), of).toBeLessThan(0.05);
    }
    expect(figures.calibrated.medianAbsoluteErrorMs).toBeLessThan(figures.free.medianAbsoluteErrorMs / 2);
  },
);

test('the range holds on drives of another fortnight from other posts', () => {
  const { profile, ranges } = learnt[0]!;
  const later = drivesOf(graph, truth, { count: 1500, days: 14, seed: 99 });
  const inside = later.filter(({ from, to, hourOfWeek, travelMs }) => {
    const ms = profiledMs(profile, { classMs: driveClasses(graph, from, to)!.classMs, hourOfWeek });
    const { lowMs, highMs } = rangeAround(ranges.onRoad, ms)!;
    return lowMs <= travelMs && travelMs <= highMs;
  });
  expect(inside.length / later.length).toBeGreaterThan(0.76);
  expect(inside.length / later.length).toBeLessThan(0.84);
});

test('nothing of the second half leaks into what is learnt', () => {
  const drives = drivesOf(graph, truth, { count: 600, days: 14, seed: 5 });
  const spoilt = drives.map(drive =>
    drive.day < 7 ? drive : { ...drive, travelMs: 1000 + drive.travelMs * 9, turnoutMs: 1 },
  );
  const [clean, other] = [learn(drives), learn(spoilt)];
  const model = ({ profile, ranges, turnout, pull }: Learned) => ({ profile, ranges, turnout, pull });
  expect(model(other)).toEqual(model(clean));
  expect(other.figures.calibrated.coverage).toBeLessThan(0.1);
});

test('where drives tell nothing of classes and hours, no factor is absurd', () => {
  const blind = drivesOf(
    graph,
    { ...truth, factors: {}, atHour: () => 0, noise: 1.2 },
    {
      count: 400,
      days: 6,
      seed: 11,
    },
  );
  const { profile } = learn(blind);
  const all = [...Object.values(profile.factors).flat(), ...profile.otherFactors];
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0.25);
  expect(Math.max(...all)).toBeLessThanOrEqual(4);
  expect(profile.overheadMs).toBeGreaterThanOrEqual(0);
});

test('too few drives teach nothing, and say so', () => {
  const few = drivesOf(graph, truth, { count: 150, days: 4, seed: 8 });
  expect(calibrate(graph, few, [])).toMatchObject({
    ok: false,
    error: { code: 'tooFewDrives', train: 75, test: 75 },
  });
});
