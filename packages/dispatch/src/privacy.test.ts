import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answered, assigned, crew, does, machine, opened, smallTown, Telling, taker } from '../test/story.ts';
import * as face from './index.ts';

const secret = 'Erika Mustermann 0170';
const leaking = { sealedId: 's1', digest: 'aa', text: secret };

test('[V1] text that comes beside a sealed reference stays out of the log', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  const phoneLocation = { at: [8, 49], uncertaintyM: 5, receivedAt: 170 };
  const card = { language: 'de', callerName: secret, phoneLocation } as object;
  telling.must({
    actor: machine,
    command: { type: 'ReceiveCall', channel: 'phone', contact: leaking, words: leaking, fields: card },
  });
  for (const act of [answered('C1'), opened('I1', 'C1')]) telling.must(act);
  for (const command of [
    { type: 'RecordWords', callId: 'C1', words: leaking },
    { type: 'RecordContact', callId: 'C1', contact: leaking },
    { type: 'RecordLocation', callId: 'C1', location: leaking },
    { type: 'AmendCall', callId: 'C1', fields: { ...card, kind: 'help' } },
    { type: 'AddNote', incidentId: 'I1', note: leaking },
  ] as const) {
    telling.must({ actor: command.type === 'RecordLocation' ? machine : taker, command });
  }
  telling.must(assigned('E1', 'I1'));
  telling.must(does({ type: 'SendMessage', incidentId: 'I1', words: leaking }));
  const own = { unitId: 'E1', incidentId: 'I1' } as const;
  telling.must(does({ type: 'WriteToFloor', ...own, words: leaking }, crew('E1')));
  telling.must(does({ type: 'AddPhoto', ...own, photo: leaking }, crew('E1')));
  expect(telling.log).toHaveLength(13);
  const written = JSON.stringify([telling.log, face.boardToJson(telling.board)]);
  expect(written).not.toContain(secret);
  expect(written).not.toContain('phoneLocation');
  expect(telling.board.calls.get('C1')).toMatchObject({ language: 'de', kind: 'help' });
});

test('[V2] no record has a field for a person, and nothing looks one up', () => {
  const sources = [
    'entry.ts',
    'board.ts',
    'change.ts',
    'closure.ts',
    'command.ts',
    'call-back.ts',
    'command-call-back.ts',
    'entry-call-back.ts',
    'transfer.ts',
    'command-transfer.ts',
    'entry-transfer.ts',
    'command-crew.ts',
    'command-language.ts',
    'command-major.ts',
    'command-watch.ts',
    'entry-crew.ts',
    'entry-language.ts',
    'entry-major.ts',
    'major.ts',
    'entry-watch.ts',
    'alarms/alarm.ts',
    'check.ts',
    'cordon.ts',
    'evidence.ts',
    'hand-over.ts',
    'shift/crew.ts',
    'briefing.ts',
    'hazard.ts',
    'interpreter.ts',
    'message.ts',
    'paging.ts',
    'place.ts',
    'refusal.ts',
    'timeline.ts',
  ];
  const fields = sources.flatMap(file =>
    [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/readonly (\w+)\??:/g)].map(
      found => found[1]!,
    ),
  );
  expect(fields.length).toBeGreaterThan(150);
  const personal =
    /name|phone(?!Location)|person|birth|gender|face|plate|passport|caller|ethnic|religio|text/i;
  expect(fields.filter(field => personal.test(field))).toEqual([]);
  expect(Object.keys(face).filter(key => /person|phone|caller|contact|search/i.test(key))).toEqual([]);
});
