import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@clarion/measure';
import fc from 'fast-check';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { measureLikeness } from '../../test/duplicates/measure-likeness.ts';
import { around, factsOf } from '../../test/duplicates/sayings.ts';
import { generateStream, streamTypes } from '../../test/duplicates/stream.ts';
import { calibrated, likelyIncidents, sharesOf } from './candidates.ts';
import { fitted } from './fitted.ts';
import { featureNames, likenessOf } from './likeness.ts';
import type { Observed, ObservedIncident } from './observed.ts';
import { readConcepts } from './read-concepts.ts';

const T = 1_000_000_000_000;
const fire: ObservedIncident = {
  incidentId: 'I1',
  where: { at: [113.9, 30.4], uncertaintyM: 20, ofCaller: false },
  lastCallAt: instant(T),
  typeId: 'structureFire',
  calls: 3,
  concepts: new Map([
    ['fire', 3],
    ['smoke', 2],
    ['warehouse', 2],
  ]),
};
const call = (change: Partial<Observed> = {}): Observed => ({
  where: { at: [113.9008, 30.4], uncertaintyM: 60, ofCaller: true },
  at: instant(T + 120_000),
  typeId: 'structureFire',
  concepts: new Set(['smoke', 'warehouse']),
  ...change,
});
const likely = (one: Observed, open: readonly ObservedIncident[] = [fire]) =>
  likelyIncidents(one, open, streamTypes);

test('[X5] the input has no field for a person, and nothing else goes in', () => {
  const fields: string[] = [];
  const source = readFileSync(join(import.meta.dirname, 'observed.ts'), 'utf8');
  new Visitor({
    TSPropertySignature: node => {
      if (node.key.type === 'Identifier') fields.push(node.key.name);
    },
  }).visit(parseSync('observed.ts', source).program);
  expect([...new Set(fields)].sort()).toEqual(
    [
      'at',
      'calls',
      'concepts',
      'incidentId',
      'lastCallAt',
      'ofCaller',
      'typeId',
      'uncertaintyM',
      'where',
    ].sort(),
  );
  for (const file of ['likeness.ts', 'candidates.ts', 'gather.ts', 'stands-out.ts', 'kindred.ts']) {
    const imports = [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/from '([^']+)'/g)];
    for (const [, from] of imports)
      expect(
        ['@clarion/measure', '../configuration.ts', '../ids.ts'].includes(from!) || from!.startsWith('./'),
        from,
      ).toBe(true);
  }
});

test('[X5] a name or a number in a caller’s words changes nothing', () => {
  const sayings = Object.values(factsOf).flatMap(all => all.flatMap(fact => [...fact.zh, ...fact.en]));
  const naming = fc.oneof(
    fc.constantFrom(...around.zh, ...around.en, ' Erika Mustermann ', '，张伟，', ' O’Neill ', '，李娜，'),
    fc.stringMatching(/^[0-9 +-]{3,14}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...sayings), naming, naming, (said, before, after) => {
      const whole = readConcepts(`${before}；${said}；${after}`);
      expect([...whole].sort()).toEqual([...readConcepts(said)].sort());
    }),
  );
});

test('each thing weighs as it should', () => {
  const p = (change: Partial<Observed>) => likely(call(change))[0]?.probability ?? 0;
  const usual = p({});
  expect(usual).toBeGreaterThan(0.95);
  expect(p({ where: { at: [113.908, 30.4], uncertaintyM: 60, ofCaller: true } })).toBeLessThan(usual);
  expect(p({ at: instant(T + 3_600_000) })).toBeLessThan(usual);
  expect(p({ typeId: 'medicalMinor' })).toBeLessThan(usual);
  expect(p({ concepts: new Set(['chestPain', 'elderly']) })).toBeLessThan(usual);
  expect(p({ where: { at: [114.1, 30.4], uncertaintyM: 60, ofCaller: true } })).toBe(0);
  expect(p({ at: instant(T + 4 * 3_600_000) })).toBe(0);
});

test('the more uncertain both places are, the less their distance tells', () => {
  const far = (uncertaintyM: number) =>
    likenessOf(call({ where: { at: [113.91, 30.4], uncertaintyM, ofCaller: false } }), fire, streamTypes)!
      .score;
  expect(far(900)).toBeGreaterThan(far(30));
});

test('the reasons add up to the score and name what was found', () => {
  const found = likenessOf(call(), fire, streamTypes)!;
  const sum = found.reasons.reduce((all, one) => all + one.weight, 0) + fitted.weights[0]!;
  expect(sum).toBeCloseTo(found.score, 9);
  expect(found.reasons.map(one => one.code)).toEqual(['distance', 'since', 'crowd', 'type', 'sameWords']);
  expect(found.reasons[0]).toMatchObject({ distanceM: 77 });
  expect(found.reasons[4]).toMatchObject({ concepts: ['warehouse', 'smoke'] });
});

test('what is likely for two is sure for neither', () => {
  const [alone] = likely(call());
  const two = likely(call(), [fire, { ...fire, incidentId: 'I2' }]);
  expect(alone?.oneKey).toBe(true);
  expect(two.map(one => one.oneKey)).toEqual([false, false]);
  expect(two[0]!.probability).toBeLessThan(0.6);
});

test('shares and calibration keep the order and stay below certainty', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { maxLength: 8 }), scores => {
      const shares = sharesOf(scores);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
      for (const share of shares) {
        expect(calibrated(share)).toBeGreaterThan(0);
        expect(calibrated(share)).toBeLessThan(1);
      }
      const sorted = [...shares].sort((a, b) => a - b).map(one => calibrated(one));
      expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
    }),
  );
  expect(fitted.weights).toHaveLength(featureNames.length);
});

test('[X6] on streams it has not seen: false ones apart, precision, recall, and what is told comes true', () => {
  for (const seed of [7, 20_261_126]) {
    const found = measureLikeness(generateStream(seed, 8000));
    expect(found.oneKey).toBeGreaterThan(1500);
    expect(found.oneKeyWrong / found.oneKey).toBeLessThanOrEqual(0.005);
    expect(found.evenOddsRight / found.evenOdds).toBeGreaterThan(0.9);
    expect(found.oneKeyRecall).toBeGreaterThan(0.35);
    expect(found.firstRecall).toBeGreaterThan(0.85);
    for (const { mean, right, n } of found.told) {
      // Four standard errors, and two in a hundred for what another seed brings along.
      const error = 4 * Math.sqrt((mean * (1 - mean)) / n) + 0.02;
      expect(Math.abs(mean - right), `told ${mean}, came true ${right} of ${n}`).toBeLessThan(error);
    }
  }
});
