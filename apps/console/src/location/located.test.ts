import type { ReportedLocation } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { createSpeech } from '../words/speak.ts';
import { civicLine, drawnOf, locatedOf, placeOfLocation, sayLocation } from './located.ts';

const en = createSpeech('en', 'UTC');
const zh = createSpeech('zh-CN', 'UTC');
const gps: ReportedLocation = {
  shape: { kind: 'circle', at: [8.6, 49.4], radiusM: 120 },
  confidence: 0.67,
  form: 'normal',
  method: 'DerivedGPS',
};

test('a location is told with its confidence, and reckoned to 95 % where that is another', () => {
  expect(sayLocation(gps, en)).toBe('circle ±120 m at 67 % · ±201 m at 95 % (reckoned) · by DerivedGPS');
  expect(sayLocation(gps, zh)).toContain('±120 米（置信度 67%）');
  expect(sayLocation({ ...gps, confidence: 0.95 }, en)).toBe('circle ±120 m at 95 % · by DerivedGPS');
  const { confidence: _, ...unknown } = gps;
  expect(sayLocation(unknown, en)).toContain('confidence not known');
});

test('it is drawn as it was sent, and at 95 %', () => {
  expect(drawnOf(gps).map(one => [one.kind, one.percent])).toEqual([
    ['sent', 67],
    ['at95', 95],
  ]);
  expect(drawnOf({ ...gps, confidence: 0.95 })).toHaveLength(1);
  expect(drawnOf({ form: 'unknown', civic: { RD: 'Mill Lane' } })).toEqual([]);
});

test('as a place of the card it has the radius of 95 % and says whether the caller has confirmed it', () => {
  expect(placeOfLocation(gps, true, en)).toMatchObject({
    uncertaintyM: 201,
    source: 'phone',
    verified: true,
  });
  expect(placeOfLocation({ ...gps, civic: { FLR: '3' } }, false, en)).toMatchObject({
    floor: '3',
    verified: false,
  });
  expect(placeOfLocation({ form: 'unknown' }, false, en)).toBeUndefined();
});

test('locations stand in the order in which they came; one that was erased is there without what it said', () => {
  const refs = [
    { sealedId: 'a', digest: '' },
    { sealedId: 'b', digest: '' },
  ];
  const texts = [
    { sealedId: 'b', kind: 'location' as const, text: JSON.stringify(gps) },
    { sealedId: 'a', kind: 'location' as const },
  ];
  expect(locatedOf('C1', refs, texts)).toEqual({ callId: 'C1', locations: ['erased', gps] });
});

test('a civic address becomes a line to search for', () => {
  expect(
    civicLine({ country: 'US', A3: 'San Francisco', HNO: '12', PRD: 'N', RD: 'Mill', STS: 'Lane' }),
  ).toBe('12 N Mill Lane, San Francisco');
});
