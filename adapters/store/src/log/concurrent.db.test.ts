import type { Command } from '@clarion/dispatch';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runs } from '../../../../test/runs.ts';
import type { Database } from '../database/open.ts';
import { dispatcher, furnish, noon, openIncident, sent } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { openLog } from './log.ts';
import { verifyLog } from './verify.ts';

const units = 4;
const incidents = 3;

describe.skipIf(testServer === undefined)(
  'two servers at once (needs the server of CLARION_TEST_DATABASE_URL)',
  () => {
    let scratch: Scratch;
    let servers: readonly Database[];
    let count = 0;
    beforeAll(async () => {
      scratch = await scratchDatabase(testServer!);
      servers = [await scratch.open(), await scratch.open()];
    });
    afterAll(() => scratch?.drop());

    const unit = fc.integer({ min: 1, max: units }).map(number => `E${number}`);
    const incident = fc.integer({ min: 1, max: incidents }).map(number => `I${number}`);
    const command: fc.Arbitrary<Command> = fc.oneof(
      fc.record({
        type: fc.constant('AssignUnits' as const),
        incidentId: incident,
        unitIds: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
        displayed: fc.constant([]),
      }),
      fc.record({ type: fc.constant('ReleaseUnit' as const), unitId: unit, incidentId: incident }),
      fc.record({
        type: fc.constant('ReportStatus' as const),
        unitId: unit,
        status: fc.constantFrom('enRoute' as const, 'onScene' as const, 'available' as const),
      }),
    );

    test('whatever is sent by whom: no gap, one chain, one board, and no unit given twice', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.boolean(), command), { minLength: 20, maxLength: 60 }),
          async commands => {
            const logId = `log-${++count}`;
            const logs = await Promise.all(
              servers.map(async db => {
                const log = await openLog(db, { logId, kind: 'drill' }, { now: noon });
                if (!log.ok) throw new Error(log.error.code);
                return log.value;
              }),
            );
            const [first, second] = logs as [(typeof logs)[0], (typeof logs)[0]];
            await furnish(first, units);
            for (let opened = 0; opened < incidents; opened++) await openIncident(first);
            const answers = await Promise.all(
              commands.map(([toFirst, sending], index) =>
                (toFirst ? first : second).append(sent(sending, dispatcher(`D${index}`)), { now: noon }),
              ),
            );
            // One more command each: both have then seen everything.
            await first.append(sent({ type: 'OpenIncident', typeId: 'fire' }), { now: noon });
            await second.append(sent({ type: 'OpenIncident', typeId: 'fire' }), { now: noon });
            await first.append(sent({ type: 'OpenIncident', typeId: 'fire' }), { now: noon });
            await second.append(sent({ type: 'OpenIncident', typeId: 'fire' }), { now: noon });

            expect((await verifyLog(servers[0]!, logId))?.findings).toEqual([]);
            const entries = await second.read(1, 5_000);
            expect(entries.map(entry => entry.seq)).toEqual(entries.map((_, index) => index + 1));
            const written = answers.flatMap(answer =>
              answer.ok ? answer.value.entries.map(entry => entry.seq) : [],
            );
            expect(new Set(written).size).toBe(written.length);
            const held = new Map<string, string>();
            for (const entry of entries) {
              if (entry.type === 'UnitsAssigned')
                for (const { unitId } of entry.data.assignments) {
                  expect(held.get(unitId), `${unitId} at ${entry.seq}`).toBeUndefined();
                  held.set(unitId, entry.data.incidentId);
                }
              if (entry.type === 'AssignmentEnded') held.delete(entry.data.unitId);
            }
            for (let waits = 0; first.head !== second.head && waits < 200; waits++)
              await new Promise(resolve => setTimeout(resolve, 10));
            expect(second.board).toEqual(first.board);
            for (const log of logs) await log.close();
          },
        ),
        { numRuns: runs(15) },
      );
    });
  },
);
