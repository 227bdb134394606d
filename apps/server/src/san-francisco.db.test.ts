import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import { checkPlayed } from './testing/fortnight.ts';
import { needsSanFrancisco, noSanFrancisco, sanFrancisco } from './testing/san-francisco.ts';

describe.skipIf(noDatabase || noSanFrancisco)(
  `a day of San Francisco, unattended ${needsSanFrancisco} ${needsDatabase}`,
  () => {
    let centre: TestCentre;
    beforeAll(async () => {
      const pack = await sanFrancisco();
      const play = ['--exercise', 'recorded', '--speed', 'max', '--unattended', '--days', '1'];
      centre = await testCentre(['--place', pack, ...play]);
      await centre.exercise?.runner.ended;
    });
    afterAll(() => centre.drop());

    test('every call is answered, helped and closed; the chain verifies; intervals stand beside the record', async () => {
      await checkPlayed(centre, 382);
    });

    test('each unit was at one incident at a time, and why it was sent stands in the log', async () => {
      const { log } = centre.centre;
      const spans = new Map<string, { from: number; to: number }[]>();
      for (const { unitId, times, endedAt } of log.board.assignments.values()) {
        const known = spans.get(unitId) ?? [];
        known.push({ from: times.dispatched ?? 0, to: endedAt ?? Infinity });
        spans.set(unitId, known);
      }
      for (const known of spans.values()) {
        known.sort((a, b) => a.from - b.from);
        for (let next = 1; next < known.length; next++)
          expect(known[next]!.from).toBeGreaterThanOrEqual(known[next - 1]!.to);
      }
      let sent = 0;
      for (let from = 1; from <= log.board.head; from += 5000)
        for (const entry of await log.read(from, from + 4999)) {
          if (entry.type !== 'UnitsAssigned') continue;
          sent += 1;
          expect(entry.data.evidence?.graphHash).toBe(centre.centre.place.graph.hash);
          for (const { unitId } of entry.data.assignments)
            expect(entry.data.evidence?.candidates.find(one => one.unitId === unitId)?.recommended).toBe(
              true,
            );
        }
      expect(sent).toBeGreaterThanOrEqual(382);
    });
  },
);
