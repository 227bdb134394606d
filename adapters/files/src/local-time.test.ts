import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { isTimeZone, localClock, localHourOf, localTimes, parseNaive } from './local-time.ts';

const inSanFrancisco = localTimes('America/Los_Angeles');
const utc = (text: string) => {
  const naive = parseNaive(text, 'YYYY-MM-DD hh:mm:ss');
  if (naive === undefined) throw new Error(text);
  const { at, doubt } = inSanFrancisco(naive);
  return [new Date(at).toISOString(), doubt];
};

test('local times become instants, in winter and in summer', () => {
  expect(utc('2020-01-07 23:53:08')).toEqual(['2020-01-08T07:53:08.000Z', undefined]);
  expect(utc('2020-04-07 23:53:08')).toEqual(['2020-04-08T06:53:08.000Z', undefined]);
});

test('the hours around the change of clocks', () => {
  expect(utc('2020-03-08 01:59:59')).toEqual(['2020-03-08T09:59:59.000Z', undefined]);
  expect(utc('2020-03-08 02:30:00')).toEqual(['2020-03-08T10:30:00.000Z', 'never']);
  expect(utc('2020-03-08 03:00:00')).toEqual(['2020-03-08T10:00:00.000Z', undefined]);
  expect(utc('2020-11-01 00:59:59')).toEqual(['2020-11-01T07:59:59.000Z', undefined]);
  expect(utc('2020-11-01 01:30:00')).toEqual(['2020-11-01T08:30:00.000Z', 'twice']);
  expect(utc('2020-11-01 02:00:00')).toEqual(['2020-11-01T10:00:00.000Z', undefined]);
});

test('noon and midnight of a twelve-hour clock', () => {
  const read = (text: string) => parseNaive(text, 'MM/DD/YYYY hh:mm:ss AM');
  expect(read('04/08/2020 12:00:00 AM')).toBe(Date.UTC(2020, 3, 8, 0));
  expect(read('04/08/2020 12:00:00 PM')).toBe(Date.UTC(2020, 3, 8, 12));
  expect(read('04/08/2020 11:59:59 PM')).toBe(Date.UTC(2020, 3, 8, 23, 59, 59));
});

test.each([
  '',
  '04/31/2020 01:00:00 AM',
  '13/01/2020 01:00:00 AM',
  '04/08/2020 13:00:00 PM',
  '2020-04-08 01:00:00',
  '04/08/2020',
])('"%s" is no time of that form', text => {
  expect(parseNaive(text, 'MM/DD/YYYY hh:mm:ss AM')).toBeUndefined();
});

test('zones are known or not', () => {
  expect(isTimeZone('Asia/Shanghai')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});

test('the hour of the week is that of the place, summer and winter', () => {
  const clock = localClock('America/Los_Angeles');
  const shown = (text: string) => clock(instant(Date.parse(text)));
  // Monday 6 April 2020, 00:30 in San Francisco; there are 18,358 days before it.
  expect(shown('2020-04-06T07:30:00Z')).toEqual({ day: 18_358, hourOfWeek: 0 });
  expect(shown('2020-04-06T06:59:59Z')).toEqual({ day: 18_357, hourOfWeek: 167 });
  expect(shown('2020-01-08T07:53:08Z')).toEqual({ day: 18_268, hourOfWeek: 47 });
  expect(localClock('Asia/Kathmandu')(instant(Date.parse('2020-04-05T18:14:00Z'))).hourOfWeek).toBe(167);
  expect(localClock('Asia/Kathmandu')(instant(Date.parse('2020-04-05T18:15:00Z'))).hourOfWeek).toBe(0);
  expect(localHourOf(Date.UTC(1969, 11, 29))).toEqual({ day: -3, hourOfWeek: 0 });
});
