import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftTranslations, usualCards } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cardTranslationSchema, protocolCardSchema } from './protocol-card.ts';

test('the usual cards have the form in which cards are saved and opened', () => {
  for (const card of usualCards)
    expect(protocolCardSchema.parse(JSON.parse(JSON.stringify(card)))).toEqual(card);
});
test('a card with a field that nobody knows is told so', () => {
  const wrong = { ...usualCards[0], callerName: 'x' };
  expect(protocolCardSchema.safeParse(wrong).error?.issues[0]?.message).toContain('callerName');
});
test('the published schema is the one that is read by', () => {
  const file = join(import.meta.dirname, '../../../docs/schemas/protocol-card.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z.toJSONSchema(protocolCardSchema));
});
test('a translation is saved and opened in the published form', () => {
  for (const one of draftTranslations)
    expect(cardTranslationSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  const file = join(import.meta.dirname, '../../../docs/schemas/card-translation.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z.toJSONSchema(cardTranslationSchema));
});
