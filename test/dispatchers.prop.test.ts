import fc from 'fast-check';
import { test } from 'vitest';
import { memoryCentre } from './dispatchers/memory-centre.ts';
import { play, plays } from './dispatchers/play.ts';
import { runs } from './runs.ts';

test('several dispatchers over lines that lose, repeat and cross: one log, one board, no unit twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 4 }), plays(90), async (consoles, commands) => {
      const centre = await memoryCentre(consoles);
      try {
        await play(centre, commands);
      } finally {
        await centre.close();
      }
    }),
    { numRuns: runs(1_000) },
  );
}, 600_000);
