import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  alarmKindIds,
  capabilities,
  defaultConfiguration,
  dispositions,
  roleCommands,
  ruleFaultCodes,
  rulesReasons,
  rulesSections,
  unitStatuses,
} from '@clarion/dispatch';
import { catalogue } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { actions } from '../actions/table.ts';
import { verbs } from '../bar/verbs.ts';
import { sections } from '../rules/rules-desk.ts';
import { age, createSpeech, duration } from './speak.ts';

const root = join(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(path => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map(path => readFileSync(join(root, path), 'utf8'));

test('every word that the pages ask for stands in both catalogues', () => {
  const asked = new Set<string>();
  for (const source of sources)
    for (const match of source.matchAll(/\b(?:w|words|speech)\(\s*'([\w.-]+)'/g)) asked.add(match[1]!);
  for (const { name, either } of actions) for (const one of [name, ...(either?.names ?? [])]) asked.add(one);
  for (const verb of verbs) asked.add(`help.verb.${verb}`);
  for (const status of unitStatuses) asked.add(`status.${status}`);
  for (const one of dispositions) asked.add(`disposition.${one}`);
  for (const one of capabilities) asked.add(`capability.${one}`);
  for (const one of sections) for (const of of ['section', 'about']) asked.add(`rules.${of}.${one}`);
  for (const one of rulesSections) asked.add(`rules.section.of.${one}`);
  for (const one of rulesReasons) asked.add(`rules.reason.${one}`);
  for (const one of ruleFaultCodes) asked.add(`rules.fault.${one}`);
  for (const one of alarmKindIds) asked.add(`rules.alarmKind.${one}`);
  for (const one of Object.values(roleCommands)) for (const command of one) asked.add(`command.${command}`);
  const { types } = defaultConfiguration({ placeName: {}, units: [], posts: [] });
  for (const { category } of types) asked.add(`category.${category}`);
  expect(asked.size).toBeGreaterThan(150);
  for (const language of ['en', 'zh-CN'] as const) {
    const missing = [...asked].filter(key => catalogue[language][key] === undefined);
    expect(missing).toEqual([]);
  }
});

test('no word stands in two catalogues, where one would take the place of the other unseen', () => {
  const folder = join(import.meta.dirname, '../../../../packages/protocol/src/words');
  for (const language of ['en', 'zh-CN']) {
    const keys = readdirSync(folder)
      .filter(name => name.endsWith(`.${language}.ts`))
      .flatMap(name => [...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}'([\w.-]+)':/gm)])
      .map(match => match[1]!);
    expect(keys.length).toBeGreaterThan(1000);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  }
});

test('no sentence for people stands in the pages themselves', () => {
  const found = sources.flatMap(source =>
    [...source.matchAll(/>\s*([A-Z][a-z]+ [a-z]+[^<>{}]*)</g)].map(match => match[1]!.trim()),
  );
  expect(found).toEqual([]);
});

test('both languages of a word fill the same places', () => {
  const places = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort();
  for (const [key, words] of Object.entries(catalogue.en)) {
    expect([key, places(catalogue['zh-CN'][key] ?? '')]).toEqual([key, places(words)]);
  }
});

test('no two actions have the same key, and none takes one that browsers keep', () => {
  const keys = actions.flatMap(action => (action.key === undefined ? [] : [JSON.stringify(action.key)]));
  expect(new Set(keys).size).toBe(keys.length);
  const kept = ['F5', 'F6', 'F7', 'F11', 'F12'];
  expect(actions.filter(action => kept.includes(action.key?.code ?? '')).map(action => action.id)).toEqual(
    [],
  );
  // Alt+D is the address bar and Alt+F the menu in some; with Shift they are nobody's.
  const taken = actions.filter(({ key }) => key?.alt && !key.shift && ['KeyD', 'KeyF'].includes(key.code));
  expect(taken).toEqual([]);
});

test('spans and ages read short', () => {
  expect([duration(247_000), duration(3_847_000), duration(-5)]).toEqual(['04:07', '1:04:07', '00:00']);
  expect([age(8_000), age(240_000), age(7_200_000), age(-1)]).toEqual(['8s', '4m', '2h', '0s']);
});

test('a refusal is told in the reader’s language with its facts', () => {
  const zh = createSpeech('zh-CN', 'Asia/Shanghai');
  const told = zh.fault({
    code: 'UnitAlreadyAssigned',
    facts: { unitId: 'E1', incidentId: 'I2', by: { kind: 'operator', id: 'dispatcher2' }, at: 0 },
  });
  expect(told).toContain('E1');
  expect(told).toContain('dispatcher2');
  expect(told).toContain('08:00:00');
});
