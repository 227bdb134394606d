import type { InjectAnswer } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { injectSaid } from './lead.ts';

const inject = (injectId: string, en: string, zh: string): InjectAnswer => ({
  injectId,
  names: { en, zh },
  kind: 'call',
  state: 'waiting',
});
const list = [inject('2', 'Storm', '暴雨'), inject('market', 'Market fire', '集市火灾')];
const said = (text: string) => injectSaid(list, text)?.injectId;

test('an inject is meant by its number in the list, its id or its name; its own id goes before a number', () => {
  expect([said('1'), said('Market'), said(' market fire '), said('集市火灾')]).toEqual([
    '2',
    'market',
    'market',
    'market',
  ]);
  expect(said('2')).toBe('2');
  expect([said('0'), said('3'), said('fire')]).toEqual([undefined, undefined, undefined]);
});
