import { gather, likelyIncidents, type WaitingCall } from '@clarion/dispatch';
import { measureLikeness } from '../packages/dispatch/test/duplicates/measure-likeness.ts';
import { play } from '../packages/dispatch/test/duplicates/play.ts';
import { generateStream, streamTypes } from '../packages/dispatch/test/duplicates/stream.ts';
import { type BenchRow, summarise } from './row.ts';

const SEEDS = [11, 12, 13, 14, 15];
const CALLS = 20_000;
const OPEN = 500;

export const rows = async (): Promise<BenchRow[]> => [...telling(), ...asking(), storm()];

/** How often it is right, on streams that nothing was fitted on; the spread is between streams. */
function telling(): BenchRow[] {
  const found = SEEDS.map(seed => measureLikeness(generateStream(seed, CALLS)));
  const percent = (name: string, of: (one: (typeof found)[number]) => number, note: string) =>
    summarise(
      name,
      '%',
      found.map(one => of(one) * 100),
      note,
    );
  const repeats = `${CALLS} generated calls a stream, zh and en; of those about something open already`;
  return [
    percent(
      'wrong among the calls that one key would attach',
      one => one.oneKeyWrong / one.oneKey,
      'at most 0.5 is promised',
    ),
    percent('right at one key', one => one.oneKeyRecall, repeats),
    percent('right incident first', one => one.firstRecall, repeats),
    percent('right incident shown', one => one.shownRecall, repeats),
    percent(
      'precision of what is told as likelier than not',
      one => one.evenOddsRight / one.evenOdds,
      'of first proposals',
    ),
    percent(
      'told and come true apart',
      one => one.told.reduce((sum, { mean, right, n }) => sum + (Math.abs(mean - right) * n) / one.calls, 0),
      'mean over tenths of what is told',
    ),
  ];
}

/** What one question costs on a floor with as many incidents open as a province has. */
function asking(): BenchRow[] {
  const asked = [...play(generateStream(21, 4000))];
  const incidents = new Map(
    asked.flatMap(one => one.open.map(incident => [incident.incidentId, incident] as const)),
  );
  const open = [...incidents.values()].slice(-OPEN);
  const calls = asked.slice(-300).map(one => one.call);
  const times = calls.map(call => {
    const before = performance.now();
    // Once is below what the clock tells apart.
    for (let i = 0; i < 20; i++) likelyIncidents(call, open, streamTypes);
    return (performance.now() - before) / 20;
  });
  return [
    summarise('a call against open incidents', 'ms', times, `${open.length} open, places up to 10 km apart`),
  ];
}

/** All calls of a storm sorted anew, as whenever one more has come. */
function storm(): BenchRow {
  const stream = generateStream(31, 900).slice(-300);
  const waiting = stream.map(({ call }, i): WaitingCall => ({ ...call, callId: `C${i + 1}` }));
  const times = Array.from({ length: 15 }, () => {
    const before = performance.now();
    gather(waiting, [], [], streamTypes);
    return performance.now() - before;
  });
  return summarise('300 waiting calls sorted together', 'ms', times, 'no incident open: the most to compare');
}
