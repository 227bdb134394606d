import type { IncidentType } from '@clarion/dispatch';
import type { PlaceHitAnswer } from '@clarion/protocol';
import { describe, expect, test } from 'vitest';
import { preselected } from './PlaceSearch.tsx';
import { typesFor } from './TypeField.tsx';

const hit = (more: Partial<PlaceHitAnswer>): PlaceHitAnswer => ({
  id: 'x',
  kind: 'street',
  label: 'Main St',
  names: {},
  at: [0, 0],
  uncertaintyM: 0,
  score: 1,
  confidence: 'exact',
  ambiguous: false,
  matched: '',
  ...more,
});

describe('candidates', () => {
  test('an exact one that stands alone is taken by Enter', () => {
    expect(preselected([hit({}), hit({ id: 'y', confidence: 'likely' })])).toBe(0);
  });
  test('of the same name in two districts none is preselected', () => {
    expect(preselected([hit({ ambiguous: true }), hit({ id: 'y', ambiguous: true })])).toBe(-1);
  });
  test('a guess is never preselected, nor a likely one among others', () => {
    expect(preselected([hit({ confidence: 'unsure' })])).toBe(-1);
    expect(preselected([hit({ confidence: 'likely' }), hit({ id: 'y' })])).toBe(-1);
    expect(preselected([])).toBe(-1);
  });
});

test('types are found by what is said, and by a typed beginning in either language', () => {
  const type = (typeId: string, en: string, zh: string, keywords: readonly string[]): IncidentType => ({
    typeId,
    names: { en, zh },
    category: 'x',
    priority: 2,
    needs: [],
    keywords,
  });
  const types = [
    type('fire', 'Structure fire', '建筑火灾', ['smoke', '浓烟']),
    type('fall', 'Fall', '跌倒', ['fell']),
  ];
  const ids = (found: readonly IncidentType[]) => found.map(one => one.typeId);
  expect(ids(typesFor(types, '', 'there is smoke'))).toEqual(['fire']);
  expect(ids(typesFor(types, '', '楼上有浓烟'))).toEqual(['fire']);
  expect(ids(typesFor(types, '跌', ''))).toEqual(['fall']);
  expect(ids(typesFor(types, 'struc', 'he fell'))).toEqual(['fire']);
});
