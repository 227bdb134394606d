import { expect, test } from 'vitest';
import type { Act } from '../test/story.ts';
import {
  answered,
  at,
  close,
  crew,
  does,
  machine,
  opened,
  smallTown,
  story,
  Telling,
  taker,
} from '../test/story.ts';
import { clockOver } from './alarms/kinds/clock-over.ts';
import { ribbon } from './clocks/ribbon.ts';
import { type InterpreterStep, nextInterpreterStep } from './interpreter.ts';
import { directionOf, languagesAt, spokenLanguages, usualLanguages } from './language.ts';

const speaks = (callId: string, language: string): Act =>
  does({ type: 'AmendCall', callId, fields: { language } }, taker);
const stamp = (callId: string, step: InterpreterStep, second?: number): Act => ({
  ...does({ type: 'StampInterpreter', callId, step }, taker),
  ...(second === undefined ? {} : { at: second }),
});
const targets = [{ clock: 'interpreter', seconds: 30, source: 'ours' }] as const;
const alarms = { ...smallTown.alarms!, clocks: ['interpreter'] } as const;

function told(acts: readonly Act[], more: object = {}): Telling {
  const telling = new Telling();
  const configuration = { ...smallTown, targets, alarms, ...more };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  for (const act of acts) telling.must(act);
  return telling;
}

story('[LN1] the language of a caller is an entry, and said again it is nothing')
  .given(answered())
  .when(speaks('C1', 'ug'))
  .writes('CallAmended');
story('[LN1] said again it writes nothing')
  .given(answered(), speaks('C1', 'ug'))
  .when(speaks('C1', 'ug'))
  .nothing();

test('[LN1] what is no code of a language stays out of the log', () => {
  const telling = told([answered()]);
  const sentence = 'speaks like the man from number 12';
  expect(telling.act(speaks('C1', sentence)).entries).toEqual([]);
  telling.must({
    actor: machine,
    command: { type: 'ReceiveCall', channel: 'phone', fields: { language: sentence } },
  });
  expect(JSON.stringify(telling.log)).not.toContain('number 12');
});

test('[LN2] each call of an incident has its own, and crews are told all that are spoken there', () => {
  const telling = told([answered(), speaks('C1', 'ug'), opened('I1', 'C1')]);
  const incident = () => telling.board.incidents.get('I1')!;
  expect(languagesAt(telling.board, incident())).toEqual(['ug']);
  telling.must(answered());
  telling.must(speaks('C2', 'vi'));
  telling.must(does({ type: 'AttachCall', callId: 'C2', incidentId: 'I1' }, taker));
  expect(languagesAt(telling.board, incident())).toEqual(['ug', 'vi']);
  expect([telling.board.calls.get('C1')?.language, telling.board.calls.get('C2')?.language]).toEqual([
    'ug',
    'vi',
  ]);
  telling.must(does({ type: 'DetachCall', callId: 'C2' }, taker));
  expect(languagesAt(telling.board, incident())).toEqual(['ug']);
});

test('[LN2] nothing finds calls or incidents by a language, and what is filed has none', () => {
  const telling = told([
    answered(),
    speaks('C1', 'ug'),
    opened('I1', 'C1'),
    does({ type: 'EndCall', callId: 'C1' }, taker),
    close('I1'),
  ]);
  telling.must({ actor: machine, command: { type: 'FileRecords', incidentIds: ['I1'], callIds: [] } });
  expect(telling.log.at(-1)?.type).toBe('RecordsFiled');
  expect(JSON.stringify(telling.log.at(-1))).not.toContain('"ug"');
});

test('[LN3] an interpreter is asked for, comes and leaves, each an entry with its time; one key says the next', () => {
  const telling = told([answered()]);
  const call = () => telling.board.calls.get('C1')!;
  expect(nextInterpreterStep(call())).toBe('asked');
  for (const [second, step, next] of [
    [20, 'asked', 'onLine'],
    [50, 'onLine', 'left'],
    [90, 'left', 'asked'],
    [95, 'asked', 'onLine'],
  ] as const) {
    expect(telling.act(stamp('C1', step, second)).entries.map(one => one.type)).toEqual([
      'InterpreterStamped',
    ]);
    expect(nextInterpreterStep(call())).toBe(next);
    // The same twice is one entry.
    expect(telling.act(stamp('C1', step, second)).entries).toEqual([]);
  }
  expect(call().interpreter).toEqual([
    { askedAt: at(20), onLineAt: at(50), leftAt: at(90) },
    { askedAt: at(95) },
  ]);
  telling.must({ ...does({ type: 'EndCall', callId: 'C1' }, taker), at: 100 });
  expect(telling.act(stamp('C1', 'onLine')).refusal?.code).toBe('CallEndedAlready');
});

story('[LN3] nobody leaves who was never asked for')
  .given(answered())
  .when(stamp('C1', 'left'))
  .refused('InterpreterNotThere');
story('[LN3] one comes who was not asked for: a colleague speaks the language')
  .given(answered())
  .when(stamp('C1', 'onLine'))
  .writes('InterpreterStamped');
story('[LN3] no crew stamps an interpreter')
  .given(answered())
  .when(does({ type: 'StampInterpreter', callId: 'C1', step: 'asked' }, crew('E1')))
  .refused('NotAllowed');

test('[LN4] the clock runs from asking to the line against the centre’s target, of all calls the one that waits longest', () => {
  const clock = (telling: Telling, second: number) =>
    ribbon(telling.board, 'I1', at(second)).find(one => one.clock === 'interpreter');
  const telling = told([answered(), opened('I1', 'C1')]);
  expect(clock(telling, 10), 'nobody was asked for').toBeUndefined();
  telling.must(stamp('C1', 'asked', 20));
  expect(clock(telling, 50)).toMatchObject({
    state: 'running',
    elapsedMs: 30_000,
    isOver: false,
    callId: 'C1',
  });
  expect(clock(telling, 51)).toMatchObject({ isOver: true });
  telling.must({ ...answered(), at: 52 });
  telling.must(does({ type: 'AttachCall', callId: 'C2', incidentId: 'I1' }, taker));
  telling.must(stamp('C2', 'asked', 55));
  telling.must(stamp('C1', 'onLine', 60));
  expect(clock(telling, 61)).toMatchObject({ state: 'running', callId: 'C2', elapsedMs: 6_000 });
  // It hangs up before anybody has come: no end is guessed for it.
  telling.must({ ...does({ type: 'EndCall', callId: 'C2' }, taker), at: 62 });
  expect(clock(telling, 70)).toMatchObject({ state: 'done', callId: 'C1', elapsedMs: 40_000, isOver: true });
});

test('[LN4] over its target it is an alarm of the call’s desk, then of the incident’s, until somebody is on the line', () => {
  const subjects = (telling: Telling, second: number) =>
    [...clockOver.causes(telling.board, at(second), {})].map(one => one.subject);
  const telling = told([answered(), stamp('C1', 'asked', 20)]);
  expect([subjects(telling, 49), subjects(telling, 50)]).toEqual([[], ['C1/interpreter']]);
  telling.must({ ...opened('I1', 'C1'), at: 51 });
  expect(subjects(telling, 52)).toEqual(['I1/interpreter']);
  telling.must(stamp('C1', 'onLine', 53));
  expect(subjects(telling, 54)).toEqual([]);
  const without = told([answered(), stamp('C1', 'asked', 20)], { targets: [] });
  expect(subjects(without, 999), 'the target is the centre’s').toEqual([]);
});

test('a centre offers its own languages in its own order, else the usual ones', () => {
  const own = [{ tag: 'sw', names: { en: 'Swahili', local: 'Kiswahili' } }] as const;
  expect(spokenLanguages(told([]).board)).toEqual(usualLanguages);
  expect(spokenLanguages(told([], { languages: own }).board)).toEqual(own);
  expect(new Set(usualLanguages.map(one => one.tag)).size).toBe(usualLanguages.length);
  for (const { names, interpreter } of usualLanguages) {
    expect(names.local && names.en && names.zh).toBeTruthy();
    expect(interpreter, 'a line is the centre’s own').toBeUndefined();
  }
});

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['ug', 'rtl'],
  ['UG-CN', 'rtl'],
  ['ug-Cyrl', 'ltr'],
  ['kk-Arab', 'rtl'],
  ['kk-Arab-CN', 'rtl'],
  ['kk', 'ltr'],
  ['ur-Deva', 'ltr'],
  ['arn', 'ltr'],
  ['zh-CN', 'ltr'],
])('%s runs %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});
