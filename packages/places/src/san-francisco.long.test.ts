import { expect, test } from 'vitest';
import { surenessOf } from '../test/figures.ts';
import { mistakes } from '../test/mistakes.ts';
import { indexOf } from '../test/open.ts';
import { sanFranciscoFolder, sanFranciscoStreets } from '../test/sanFrancisco.ts';

test.skipIf(sanFranciscoFolder === undefined)(
  '50,000 misspelt and ambiguous queries on San Francisco (needs CLARION_DATA)',
  () => {
    const input = sanFranciscoStreets();
    const sureness = surenessOf(indexOf(input), mistakes(input, 7, 50_000));
    console.log(JSON.stringify(sureness));
    expect(sureness.confidentlyWrongShare).toBeLessThanOrEqual(0.001);
  },
);
