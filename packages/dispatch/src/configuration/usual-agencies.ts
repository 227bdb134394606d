import type { OutsideAgency } from '../agency.ts';

/** Agencies to start from, by what they do; their lines and channels are each centre's own. */
export const usualAgencies: readonly OutsideAgency[] = [
  {
    agencyId: 'service-line',
    names: { zh: '12345 政务服务便民热线', en: 'City service line' },
    receiptSeconds: 900,
    resultHours: 120,
  },
  {
    agencyId: 'fire',
    names: { zh: '119 消防救援', en: 'Fire and rescue' },
    categories: ['fire', 'rescue'],
    receiptSeconds: 60,
  },
  {
    agencyId: 'ambulance',
    names: { zh: '120 医疗急救', en: 'Ambulance service' },
    categories: ['medical'],
    receiptSeconds: 60,
  },
  {
    agencyId: 'traffic-police',
    names: { zh: '122 交通警察', en: 'Traffic police' },
    categories: ['traffic'],
    receiptSeconds: 120,
  },
  {
    agencyId: 'community-police',
    names: { zh: '社区民警', en: 'Community police' },
    categories: ['publicOrder'],
    receiptSeconds: 600,
    resultHours: 72,
  },
];
