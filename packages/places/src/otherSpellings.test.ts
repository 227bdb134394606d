import { expect, test } from 'vitest';
import { spot } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import type { StreetSegmentInput } from './index.ts';
import { searchPlaces } from './index.ts';
import { romanise } from './romanise.ts';

const streets = [
  'Müllerstraße',
  'Goetheplatz',
  'Ødegårdsveien',
  'Ulica Łódzka',
  'Rua São João',
  'Невский проспект',
  'Οδός Ερμού',
  'Peking Road',
  'Đakovačka',
].map(
  (local, i): StreetSegmentInput => ({
    street: { local },
    id: `s${i}`,
    from: `a${i}`,
    to: `b${i}`,
    points: [spot(0, 300 * i), spot(200, 300 * i)],
  }),
);
const index = indexOf({ segments: streets });

test.each([
  ['Muellerstrasse', 'Müllerstraße'],
  ['Mullerstrasse', 'Müllerstraße'],
  ['müllerstr', 'Müllerstraße'],
  ['Götheplatz', 'Goetheplatz'],
  ['Odegardsveien', 'Ødegårdsveien'],
  ['Oedegaardsveien', 'Ødegårdsveien'],
  ['ulica lodzka', 'Ulica Łódzka'],
  ['rua sao joao', 'Rua São João'],
  ['nevsky prospekt', 'Невский проспект'],
  ['невский проспект', 'Невский проспект'],
  ['odos ermou', 'Οδός Ερμού'],
  ['Beijing Road', 'Peking Road'],
  ['Djakovacka', 'Đakovačka'],
  ['dakovacka', 'Đakovačka'],
])('%s finds %s as its whole name', (query, local) => {
  const [best] = searchPlaces(index, query);
  expect(best?.names.local).toBe(local);
  expect(best?.confidence).toBe('exact');
});

test.each([
  ['Пушкинская улица', 'pushkinskaya ulitsa'],
  ['Цветной бульвар', 'tsvetnoy bulvar'],
  ['Садовый', 'sadovy'],
  ['Χρήστου Λαδά', 'christou lada'],
  ['Λευκωσία', 'lefkosia'],
  ['Ευριπίδου', 'evripidou'],
  ['Ναύπλιο', 'nafplio'],
  ['Ολύμπου', 'olympou'],
  ['Αντωνίου', 'antoniou'],
  ['Μπότσαρη', 'botsari'],
  ['Αγγέλου', 'angelou'],
  ['Market St', undefined],
])('%s is written %s', (text, latin) => {
  expect(romanise(text)).toBe(latin);
});
