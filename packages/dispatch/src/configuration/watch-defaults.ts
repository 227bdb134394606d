import type { CheckRules } from '../check.ts';
import type { ClockTarget } from '../clocks/target.ts';
import type { DeskDescription } from '../desk.ts';

/**
 * Targets to start from, each with the edition that asks for it; a centre brings its own (`--rules`). The numbers of the
 * standards are those of the named editions, and hold for the share of cases that they name.
 */
export const usualTargets: readonly ClockTarget[] = [
  { clock: 'answer', seconds: 15, percent: 90, source: 'NENA-STA-020.1-2020' },
  { clock: 'release', seconds: 40, source: 'Clarion' },
  { clock: 'notify', seconds: 60, percent: 90, source: 'NFPA 1225-2021', priorities: [1] },
  { clock: 'notify', seconds: 106, percent: 95, source: 'NFPA 1225-2021' },
  { clock: 'acknowledge', seconds: 30, source: 'Clarion' },
  { clock: 'turnout', seconds: 80, percent: 90, source: 'NFPA 1710-2020', categories: ['fire'] },
  { clock: 'turnout', seconds: 60, percent: 90, source: 'NFPA 1710-2020', categories: ['medical'] },
  { clock: 'travel', seconds: 240, percent: 90, source: 'NFPA 1710-2020', categories: ['fire', 'medical'] },
];

/**
 * Windows to start from. Crews at a fire are counted as NFPA 1561 (2020) asks of whoever commands there; the minutes are
 * each service's own. A fix alone counts as nobody heard.
 */
export const usualChecks: CheckRules = {
  positionCounts: false,
  rules: [
    { check: 'contact', statuses: ['enRoute'], warnSeconds: 1200, overdueSeconds: 1800 },
    { check: 'contact', statuses: ['onScene'], warnSeconds: 2700, overdueSeconds: 3600 },
    {
      check: 'contact',
      statuses: ['onScene'],
      categories: ['publicOrder'],
      warnSeconds: 1200,
      overdueSeconds: 1800,
    },
    { check: 'contact', statuses: ['transporting'], warnSeconds: 2700, overdueSeconds: 3600 },
    {
      check: 'accountability',
      statuses: ['onScene'],
      typeIds: ['structureFire'],
      warnSeconds: 1200,
      overdueSeconds: 1800,
    },
    {
      check: 'accountability',
      statuses: ['onScene'],
      typeIds: ['structureFire'],
      alarmFrom: 2,
      warnSeconds: 600,
      overdueSeconds: 900,
    },
  ],
};

/** Two desks that take calls, two that dispatch, and one that watches over them. */
export const usualDesks: readonly DeskDescription[] = [
  { deskId: 'C1', names: { en: 'Calls 1', zh: '接警一席' }, work: 'calls' },
  { deskId: 'C2', names: { en: 'Calls 2', zh: '接警二席' }, work: 'calls' },
  { deskId: 'D1', names: { en: 'Dispatch 1', zh: '处警一席' }, work: 'dispatch' },
  { deskId: 'D2', names: { en: 'Dispatch 2', zh: '处警二席' }, work: 'dispatch' },
  { deskId: 'S1', names: { en: 'Supervisor', zh: '值班长席' }, work: 'supervision' },
];
