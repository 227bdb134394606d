import { expect, test } from 'vitest';
import { drillIntention } from './intend-drill.ts';
import { parseBar } from './parse.ts';

const nobody = { unit: () => undefined, incident: () => undefined, call: () => undefined };
const read = (line: string, role: 'commander' | 'dispatcher' = 'commander') => {
  const parsed = parseBar(line, nobody);
  return drillIntention(parsed.verb!, parsed, { role });
};

test.each([
  ['pace drill 4', '演练速度 4', { control: { act: 'pace', pace: 4 } }],
  ['pace drill ×0.5', '演练速度 ×0.5', { control: { act: 'pace', pace: 0.5 } }],
  ['pause drill', '暂停演练', { control: { act: 'pause' } }],
  ['go on with the drill', '继续演练', { control: { act: 'goOn' } }],
  ['jump ahead 15', '快进 15 分钟', { control: { act: 'jump', seconds: 900 } }],
  ['play now market-again', '立即注入 market-again', { inject: 'market-again', act: 'fire' }],
  ['leave out 3', '跳过 3', { inject: '3', act: 'skip' }],
])('the leader says %s or %s', (en, zh, asked) => {
  for (const line of [en, zh]) expect(read(line)).toEqual({ kind: 'lead', ...asked });
});

test('what is not said whole, or by somebody who does not lead, is told', () => {
  for (const line of ['pace drill', 'pace drill 61', 'pace drill fast'])
    expect(read(line)).toMatchObject({ code: 'paceForm' });
  for (const line of ['jump ahead', 'jump ahead 0', 'jump ahead 1441'])
    expect(read(line)).toMatchObject({ code: 'jumpForm' });
  expect(read('play now')).toMatchObject({ code: 'injectMissing' });
  expect(read('pause drill', 'dispatcher')).toMatchObject({ code: 'notYourRole' });
});

test('an inject that is named as a unit or incident is still an inject', () => {
  const known = { ...nobody, unit: (word: string) => (word === 'e1-down' ? 'E1' : undefined) };
  const parsed = parseBar('play now e1-down', known);
  expect(drillIntention(parsed.verb!, parsed, { role: 'commander' })).toMatchObject({ inject: 'e1-down' });
});
