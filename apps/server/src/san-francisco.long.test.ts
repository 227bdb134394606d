import { afterAll, beforeAll, describe, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import { checkPlayed } from './testing/fortnight.ts';
import { needsSanFrancisco, noSanFrancisco, sanFrancisco } from './testing/san-francisco.ts';

describe.skipIf(noDatabase || noSanFrancisco)(
  `the fortnight of San Francisco, unattended ${needsSanFrancisco} ${needsDatabase}`,
  () => {
    let centre: TestCentre;
    beforeAll(async () => {
      const pack = await sanFrancisco();
      centre = await testCentre([
        '--place',
        pack,
        '--exercise',
        'recorded',
        '--speed',
        'max',
        '--unattended',
      ]);
    });
    afterAll(() => centre.drop());

    test('every call is answered, helped and closed; the chain verifies; intervals stand beside the record', async () => {
      await centre.exercise?.runner.ended;
      await checkPlayed(centre, 5292);
    });
  },
);
