import { expect, test } from 'vitest';
import { overrideReasonOf, readStaffing } from './staffing.ts';

const own = ['engine', 'waterRescue', 'rescue', 'drone'];

test('people first, then what is out, in either language, by word or code', () => {
  expect(readStaffing('', own)).toEqual({ without: [] });
  expect(readStaffing('3', own)).toEqual({ people: 3, without: [] });
  expect(readStaffing('3 without engine', own)).toEqual({ people: 3, without: ['engine'] });
  expect(readStaffing('without water rescue, rescue drone', own)).toEqual({
    without: ['waterRescue', 'rescue', 'drone'],
  });
  expect(readStaffing('2人 缺 水域救援、灭火', own)).toEqual({
    people: 2,
    without: ['waterRescue', 'engine'],
  });
});

test('what is not understood is not guessed', () => {
  for (const line of ['three', '3 ladder', 'without', 'without ladder', '3 without engine maybe', '300'])
    expect(readStaffing(line, own), line).toBeUndefined();
});

test('a reason is known by code, word or an unmistakable beginning', () => {
  expect(overrideReasonOf('keepCover')).toBe('keepCover');
  expect(overrideReasonOf('熟悉情况')).toBe('localKnowledge');
  expect(overrideReasonOf('crew')).toBe('crewAsked');
  expect(overrideReasonOf('')).toBeUndefined();
  expect(overrideReasonOf('because')).toBeUndefined();
});
