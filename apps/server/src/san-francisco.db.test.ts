import { randomUUID } from 'node:crypto';
import { rulesWithin } from '@clarion/dispatch';
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

    test('rules are replayed on the day: under those in force it recommends whom the log says, with one engine more it asks for more', async () => {
      const { log, replays, submit } = centre.centre;
      const { configuration, adopted } = log.board;
      const one = { capability: 'engine', count: 1 };
      const types = configuration!.types.map(type => {
        const engines = type.needs.find(({ capability }) => capability === 'engine')?.count ?? 0;
        const others = type.needs.filter(({ capability }) => capability !== 'engine');
        return { ...type, needs: [...others, { ...one, count: engines + 1 }] };
      });
      const drafted = await submit({
        commandId: randomUUID(),
        actor: { kind: 'operator', id: 'admin', role: 'administrator' },
        command: {
          type: 'DraftRules',
          reason: 'trial',
          rules: rulesWithin({ ...configuration!, types }, adopted!),
        },
      });
      expect(drafted.ok).toBe(true);
      expect(replays.begin('K1').ok).toBe(true);
      await expect
        .poll(() => log.board.rules.get('K1')?.replay?.incidents, { timeout: 200_000 })
        .toBeGreaterThan(300);
      const { differences, differing, incidents, nowShort } = log.board.rules.get('K1')!.replay!;
      expect(differing).toBe(incidents);
      expect(nowShort).toBeLessThan(incidents / 10);
      const recommended = new Map<string, string>();
      for (let from = 1; from <= log.board.head; from += 5000)
        for (const entry of await log.read(from, from + 4999)) {
          if (entry.type !== 'UnitsAssigned' || recommended.has(entry.data.incidentId)) continue;
          const sent = entry.data.evidence?.candidates.filter(candidate => candidate.recommended) ?? [];
          recommended.set(
            entry.data.incidentId,
            sent
              .map(({ unitId }) => unitId)
              .sort()
              .join(),
          );
        }
      const same = differences.filter(({ incidentId, was }) => recommended.get(incidentId) === was.join());
      // Units that the sending did not show stand at their posts here, and were perhaps nearer then.
      expect(same.length / differences.length).toBeGreaterThan(0.9);
    });
  },
);
