import { expect, test } from 'vitest';
import { commandRequestSchema } from './command.ts';

const commandId = '7647f0ca-5914-48d3-a983-c61d4770eb25';
const accepted = (request: object) => commandRequestSchema.safeParse({ commandId, ...request }).success;

test('the number of a paper card is a number, not a sentence about somebody', () => {
  const onCard = (card: string) =>
    accepted({ command: { type: 'AnswerCall' }, onPaper: { happenedAt: 1, card } });
  for (const card of ['K3', '12', 'dispatcher2-17', '卡3']) expect(onCard(card), card).toBe(true);
  for (const card of ['', 'Wang Wei, 555-0142', '王伟', 'K3\u0000']) expect(onCard(card), card).toBe(false);
});

test('the language of a caller is a tag', () => {
  const speaking = (language: string) =>
    accepted({ command: { type: 'AmendCall', callId: 'C1', fields: { language } } });
  for (const language of ['zh-CN', 'en', 'yue-Hant-HK']) expect(speaking(language), language).toBe(true);
  for (const language of ['Wang Wei 555-0142', '+86 13800138000', ''])
    expect(speaking(language), language).toBe(false);
});
