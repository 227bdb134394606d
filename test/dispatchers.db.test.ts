import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from '../apps/server/src/testing/centre.ts';
import { places } from './dispatchers/does.ts';
import { play, plays } from './dispatchers/play.ts';
import { logins, type Seat, serverCentre } from './dispatchers/server-centre.ts';
import { runs } from './runs.ts';

describe.skipIf(noDatabase)(`several dispatchers at a real server ${needsDatabase}`, () => {
  let processes: readonly TestCentre[];
  let seats: readonly Seat[];
  beforeAll(async () => {
    const first = await testCentre();
    processes = [first, await first.another()];
    places.at = [...first.centre.place.center] as [number, number];
    seats = await Promise.all(
      logins.map(async (login, index) => {
        const process = processes[index % 2]!;
        return { client: await process.client(login), url: process.url };
      }),
    );
  });
  afterAll(async () => {
    for (const process of processes.toReversed()) await process.drop();
  });

  test('over lines that lose, repeat and cross, two processes and PostgreSQL keep one log and one board', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 4 }), plays(50), async (consoles, commands) => {
        const centre = await serverCentre(processes, seats.slice(0, consoles));
        try {
          await play(centre, commands);
        } finally {
          centre.close();
        }
      }),
      // Timing is the machine's, so a case does not fail the same way twice: shrinking it would only take long.
      { numRuns: runs(50), endOnFailure: true },
    );
  }, 600_000);
});
