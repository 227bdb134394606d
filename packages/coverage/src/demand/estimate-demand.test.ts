import { expect, test } from 'vitest';
import { type Random, seededRandom } from '../random.ts';
import { type AskedWork, estimateDemand, HOURS_OF_WEEK } from './estimate-demand.ts';

function poisson(mean: number, random: Random): number {
  let count = -1;
  let passed = 0;
  while (passed < mean) {
    passed -= Math.log(1 - random());
    count++;
  }
  return Math.max(0, count);
}

/** Calls of so many weeks at these rates an hour. */
function callsOf(rates: readonly (readonly number[])[], weeks: number, random: Random): AskedWork[] {
  return rates.flatMap((byHour, place) =>
    byHour.flatMap((rate, hourOfWeek) =>
      Array.from(
        { length: poisson(rate * weeks, random) },
        (): AskedWork => ({ place, hourOfWeek, origin: 'help' }),
      ),
    ),
  );
}

const watched = (weeks: number) => new Array<number>(HOURS_OF_WEEK).fill(weeks);

test('ranges hold the true rates as often as they say', () => {
  const random = seededRandom(5);
  let [weekly, hourly, cells, runs] = [0, 0, 0, 0];
  for (let run = 0; run < 20; run++) {
    const rates = Array.from({ length: 12 }, (_, place) =>
      Array.from(
        { length: HOURS_OF_WEEK },
        (_, hour) =>
          0.02 * (place + 1) * (1 + 0.7 * Math.sin((hour / 24) * 2 * Math.PI)) * (0.7 + 0.6 * random()),
      ),
    );
    const { weekly: byWeek, hourly: byHour } = estimateDemand(callsOf(rates, 4, random), 12, watched(4));
    for (const [place, byHourOfPlace] of rates.entries()) {
      const week = byHourOfPlace.reduce((sum, one) => sum + one, 0);
      runs++;
      if (byWeek[place]!.low <= week && week <= byWeek[place]!.high) weekly++;
      for (const [hour, rate] of byHourOfPlace.entries()) {
        const found = byHour[place * HOURS_OF_WEEK + hour]!;
        cells++;
        if (found.low <= rate && rate <= found.high) hourly++;
      }
    }
  }
  expect(weekly / runs).toBeGreaterThan(0.9);
  expect(weekly / runs).toBeLessThanOrEqual(1);
  expect(hourly / cells).toBeGreaterThan(0.9);
  expect(hourly / cells).toBeLessThan(0.995);
});

test('a cell without calls is not a cell without need, and more weeks make the range narrower', () => {
  const one: AskedWork[] = Array.from({ length: 84 }, (_, i) => ({
    place: 0,
    hourOfWeek: 2 * i,
    origin: 'help',
  }));
  const short = estimateDemand(one, 2, watched(1));
  expect(short.hourly[1]!.mean).toBeGreaterThan(0);
  expect(short.weekly[1]!).toMatchObject({ mean: 0 });
  expect(short.weekly[1]!.high).toBeGreaterThan(0);
  const long = estimateDemand(Array.from({ length: 8 }, () => one).flat(), 2, watched(8));
  const width = ({ low, high }: { low: number; high: number }) => high - low;
  expect(long.weekly[0]!.mean).toBeCloseTo(short.weekly[0]!.mean, 12);
  expect(width(long.weekly[0]!)).toBeLessThan(0.5 * width(short.weekly[0]!));
});

test('what units begin themselves is workload, never demand', () => {
  const work: AskedWork[] = [
    { place: 0, hourOfWeek: 5, origin: 'help' },
    { place: 1, hourOfWeek: 5, origin: 'own' },
    { place: 1, hourOfWeek: 6, origin: 'own' },
  ];
  const { weekly, workPerWeek } = estimateDemand(work, 2, watched(1));
  expect(weekly.map(rate => rate.mean)).toEqual([1, 0]);
  expect([...workPerWeek]).toEqual([1, 2]);
});

test('the loop of plan and patrol comes to the true need; counting own work it would stay where it began', () => {
  const need = [60, 30, 10];
  const loop = (countsOwn: boolean): number[] => {
    const random = seededRandom(11);
    let units = [10, 10, 80];
    for (let week = 0; week < 10; week++) {
      const work: AskedWork[] = need.flatMap((calls, place) => [
        ...Array.from(
          { length: poisson(10 * calls, random) },
          (): AskedWork => ({
            place,
            hourOfWeek: Math.floor(random() * HOURS_OF_WEEK),
            origin: 'help',
          }),
        ),
        // Units find work of their own where they are.
        ...Array.from(
          { length: poisson(60 * units[place]!, random) },
          (): AskedWork => ({
            place,
            hourOfWeek: Math.floor(random() * HOURS_OF_WEEK),
            origin: countsOwn ? 'help' : 'own',
          }),
        ),
      ]);
      const { weekly } = estimateDemand(work, 3, watched(1));
      const all = weekly.reduce((sum, rate) => sum + rate.mean, 0);
      units = weekly.map(rate => (100 * rate.mean) / all);
    }
    return units;
  };
  for (const [place, share] of loop(false).entries()) expect(Math.abs(share - need[place]!)).toBeLessThan(5);
  expect(loop(true)[2]!).toBeGreaterThan(15);
});
