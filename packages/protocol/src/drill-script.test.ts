import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { drillScriptSchema, readDrillScript } from './drill-script.ts';

const root = join(import.meta.dirname, '../../..');

test('the published schema is the one that is read by', () => {
  const file = join(root, 'docs/schemas/drill-script.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z.toJSONSchema(drillScriptSchema));
});
test('the example is a script', () => {
  const example = JSON.parse(readFileSync(join(root, 'examples/drill/market-fire.json'), 'utf8'));
  expect(readDrillScript(example)).toMatchObject({ ok: true });
});
