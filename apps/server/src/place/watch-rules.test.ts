import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfiguration, usualAlarms, usualShifts } from '@clarion/dispatch';
import { afterAll, expect, test } from 'vitest';
import { underRulesOf } from './centre-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'clarion-watch-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const configuration = defaultConfiguration({ placeName: {}, units: [], posts: [] });

async function under(rules: unknown) {
  const path = join(folder, 'rules.json');
  writeFileSync(path, typeof rules === 'string' ? rules : JSON.stringify(rules));
  const found = await underRulesOf(path, configuration, {});
  return found.ok ? found.value : found.error;
}

test('shifts are laid over the usual ones, and a crew cannot need a qualification that there is not', async () => {
  const qualifications = [{ qualificationId: 'officer', names: { en: 'Officer' } }];
  const crewing = { engine: [{ qualificationId: 'officer', count: 1 }] };
  expect(await under({ shifts: { qualifications, crewing, keepDays: 10 } })).toMatchObject({
    shifts: { ...usualShifts, qualifications, crewing, keepDays: 10 },
  });
  for (const shifts of [
    { crewing },
    { lostSeconds: 5 },
    { limits: [{ limit: 'duty', hours: 12 }] },
    { keepDays: 0 },
  ])
    expect(await under({ shifts })).toHaveProperty('code');
});

test('targets, checks and desks take the place of the usual ones, alarms are laid over them kind by kind', async () => {
  const targets = [{ clock: 'answer', seconds: 10, source: 'our rule' }];
  const checks = {
    positionCounts: true,
    rules: [{ check: 'contact', statuses: ['onScene'], warnSeconds: 60, overdueSeconds: 90 }],
  };
  const desks = [{ deskId: 'X', names: { en: 'X' }, work: 'supervision' }];
  expect(await under({ targets, checks, desks })).toEqual({ ...configuration, targets, checks, desks });
  const alarms = { budgetPerHour: 3, kinds: { lowCover: { off: true }, callWaiting: { severity: 'low' } } };
  expect(await under({ alarms })).toMatchObject({
    alarms: {
      escalateSeconds: usualAlarms.escalateSeconds,
      budgetPerHour: 3,
      kinds: {
        lowCover: { ...usualAlarms.kinds?.lowCover, off: true },
        callWaiting: { severity: 'low' },
        emergency: usualAlarms.kinds?.emergency,
      },
    },
  });
});

test('what does not fit stops the start with its name', async () => {
  const check = { check: 'contact', statuses: ['onScene'], warnSeconds: 90, overdueSeconds: 60 };
  for (const wrong of [
    { checks: { rules: [check] } },
    { checks: { rules: [{ ...check, warnSeconds: 1, typeIds: ['ufo'] }] } },
    { targets: [{ clock: 'answer', seconds: 10 }] },
    { targets: [{ clock: 'lunch', seconds: 10, source: 'x' }] },
    { desks: [{ deskId: 'X', names: {}, work: 'dispatch', areaIds: ['moon'] }] },
    { alarms: { kinds: { ufo: { off: true } } } },
  ])
    expect(await under(wrong)).toHaveProperty('code');
});

test('the example of 110, 119 and 120 is one that a centre can start from', async () => {
  const example = readFileSync(join(import.meta.dirname, '../../../../docs/rules-cn.example.json'), 'utf8');
  const found = await under(example);
  expect(found).toHaveProperty('targets');
  expect(found).toMatchObject({
    desks: expect.arrayContaining([expect.objectContaining({ work: 'supervision' })]),
  });
});
