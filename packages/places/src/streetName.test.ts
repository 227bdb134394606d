import { expect, test } from 'vitest';
import { hanNumber } from './numerals.ts';
import { streetName } from './streetName.ts';

test.each([
  ['05TH ST', '5th street'],
  ['Twenty-First Avenue', '21st avenue'],
  ['43TH AVE', '43th avenue'],
  ['ST FRANCIS BL', 'saint francis boulevard'],
  ['SAINT FRANCIS BLVD', 'saint francis boulevard'],
  ['DR TOM WADDELL PL', 'doctor tom waddell place'],
  ['S VAN NESS AVE', 'south van ness avenue'],
  ['MISSION BAY BLVD NORTH', 'north mission bay boulevard'],
  ['MISSION BAY NORTH BL', 'north mission bay boulevard'],
  ['R. de Santa Catarina', 'santa catarina rua'],
  ['Rua Santa Catarina', 'santa catarina rua'],
  ['Av. da Boavista', 'boavista avenue'],
  ['Bergheimer Straße', 'bergheimer street'],
  ['THE EMBARCADERO', 'embarcadero'],
  ['AVENUE N', 'n avenue'],
  ['E ST', 'e street'],
  ['BROADWAY', 'broadway'],
  ['人民 东路', '人民东路'],
])('%s → %s', (text, full) => {
  expect(streetName(text).full).toBe(full);
});

test('base, loose and type', () => {
  expect(streetName('SOUTH VAN NESS AVE')).toEqual({
    full: 'south van ness avenue',
    base: 'south van ness',
    loose: 'van ness',
    type: 'avenue',
  });
  expect(streetName('和平大道')).toMatchObject({ base: '和平', type: '大道' });
  expect(streetName('')).toMatchObject({ full: '', type: '' });
});

test.each([
  ['十二', 12],
  ['一百二十', 120],
  ['一百零五', 105],
  ['二〇三', 203],
  ['两千', 2000],
  ['路', undefined],
])('%s → %s', (text, number) => {
  expect(hanNumber(text)).toBe(number);
});
