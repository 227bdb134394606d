import { type Configuration, defaultConfiguration, rulesDifferences } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { createSpeech } from '../words/speak.ts';
import { sayDifference } from './say-difference.ts';

const usual = defaultConfiguration({
  placeName: {},
  units: [{ unitId: 'E1', kind: 'ENGINE', agency: 'fire', capabilities: ['engine'] }],
  posts: [],
});
const said = (was: Configuration, now: Configuration, language: 'en' | 'zh-CN' = 'en') =>
  rulesDifferences(was, now).map(one => sayDifference(one, { was, now }, createSpeech(language, 'UTC')));
const fire = (more: object): Configuration => ({
  ...usual,
  types: usual.types.map(type => (type.typeId === 'structureFire' ? { ...type, ...more } : type)),
});
const night = (count: number) =>
  fire({
    runCards: [
      {
        hours: { fromMinute: 1200, toMinute: 420, days: [6] },
        levelIds: ['high'],
        alarm: 2,
        needs: [{ capability: 'engine', count }],
      },
    ],
  });

test('a difference reads as a sentence of the field, in both languages', () => {
  expect(said(night(2), night(3))).toEqual([
    'Structure fire, 20:00–07:00, Sat, High, alarm 2: 2 engine → 3 engine',
  ]);
  expect(said(night(2), night(3), 'zh-CN')).toEqual([
    '建筑火灾、20:00–07:00、周六、最高、2 级出动：灭火 2 → 灭火 3',
  ]);
  expect(said(usual, fire({ priority: 2, category: 'rescue' }))).toEqual([
    'Structure fire, category: fire → rescue',
    'Structure fire, priority: P1 → P2',
  ]);
});

test('every field that the page can change has words', () => {
  const changed: Configuration = {
    ...usual,
    types: [{ ...usual.types[0]!, names: {}, keywords: [], runCards: [{ needs: [] }], needs: [] }],
    units: [{ ...usual.units[0]!, people: 4, crewId: 'one', capabilities: [] }],
    minimumPeople: {},
    areas: [{ areaId: 'A', names: { en: 'Harbour' }, rings: [] }],
    readiness: {
      levels: [{ levelId: 'normal', names: { en: 'Calm' } }],
      minimums: [{ capability: 'als', count: 3, areaIds: ['A'], postIds: ['P1'] }],
    },
    clocks: {
      releaseSeconds: 1,
      dispatchSeconds: 1,
      acknowledgeSeconds: 1,
      turnoutSeconds: 1,
      staleFixSeconds: 1,
    },
    targets: [
      { clock: 'answer', seconds: 9, percent: 80, source: 'ours', priorities: [1], categories: ['fire'] },
    ],
    checks: {
      positionCounts: true,
      rules: [{ check: 'contact', statuses: ['onScene'], alarmFrom: 2, warnSeconds: 1, overdueSeconds: 2 }],
    },
    alarms: {
      escalateSeconds: 1,
      repeatSeconds: 1,
      budgetPerHour: 1,
      clocks: ['answer'],
      kinds: {
        lowCover: { off: true, severity: 'low', afterSeconds: 1, escalateSeconds: 1, repeatSeconds: 1 },
      },
    },
    desks: [{ deskId: 'X', names: {}, work: 'dispatch', areaIds: ['A'], categories: ['fire'] }],
    moveUp: {
      rule: 'gain',
      capabilities: ['als'],
      withinMinutes: 1,
      busy: 0,
      minimumGain: 0,
      movesAtOnce: 1,
      movesPerShift: 1,
      shiftHours: 1,
      restMinutes: 1,
      longestDriveMinutes: 1,
      dismissedMinutes: 1,
      tables: { als: [['P1']] },
    },
    retention: { contact: 1, words: 1, note: 1 },
  };
  for (const language of ['en', 'zh-CN'] as const) {
    const sentences = [...said(usual, changed, language), ...said(changed, usual, language)];
    expect(sentences.length).toBeGreaterThan(200);
    // A key that is not in the catalogue throws; a code that nobody has put into words would stand there as it is.
    const codes = sentences.filter(one => /\b[a-z]+[A-Z]\w*\b|undefined/.test(one));
    expect(codes.filter(one => !/"als"|medicalCritical/.test(one))).toEqual([]);
  }
});
