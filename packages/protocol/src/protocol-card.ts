import {
  type CardEdition,
  type CardShelf,
  type CardTranslation,
  cardRoles,
  END,
  hazards,
  languageTag,
  MAX_CHOICES,
  MAX_LANGUAGE_TAG,
  type ProtocolCard,
  type Rehearsal,
  translators,
} from '@clarion/dispatch';
import { z } from 'zod';

const id = z
  .string()
  .max(40)
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/);
/** What an editor may still have to fill in: whether both are there is for the check of the card. */
const said = z.strictObject({ en: z.string().max(600), zh: z.string().max(600) });

const effects = z.strictObject({
  typeId: z.string().max(64).exactOptional(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).exactOptional(),
  /** The type is set and the priority raised without being asked. */
  atOnce: z.literal(true).exactOptional(),
  hazards: z.array(z.enum(hazards)).max(hazards.length).exactOptional(),
  /** Crews are advised to wait at a distance. */
  stage: z.literal(true).exactOptional(),
  needs: z
    .array(z.strictObject({ capability: z.string().max(64), count: z.int().min(1).max(9) }))
    .max(20)
    .exactOptional(),
  advice: z.array(id).max(20).exactOptional(),
});

const target = z.union([z.literal(END), id]);

/** A protocol card as it is proposed, exported and imported. `docs/schemas/protocol-card.schema.json` is made from it. */
export const protocolCardSchema: z.ZodType<ProtocolCard> = z.strictObject({
  form: z.literal(1),
  cardId: id,
  names: said,
  authorRole: z.enum(cardRoles),
  approverRole: z.enum(cardRoles),
  typeIds: z.array(z.string().max(64)).max(40),
  effects: effects.exactOptional(),
  start: id,
  questions: z
    .array(
      z.strictObject({
        questionId: id,
        ask: said,
        hint: said.exactOptional(),
        choices: z
          .array(z.strictObject({ choiceId: id, label: said, to: target, effects: effects.exactOptional() }))
          .max(MAX_CHOICES),
        unknown: z.strictObject({ to: target, effects: effects.exactOptional() }),
        asksWords: z.literal(true).exactOptional(),
      }),
    )
    .min(1)
    .max(80),
  advice: z
    .array(
      z.strictObject({
        adviceId: id,
        title: said,
        lines: z.array(said).max(20),
        clock: z.literal('compressions').exactOptional(),
      }),
    )
    .max(80),
});

/** A card in another language, as it is proposed, exported and imported. `docs/schemas/card-translation.schema.json` is made from it. */
export const cardTranslationSchema: z.ZodType<CardTranslation> = z.strictObject({
  form: z.literal(1),
  cardId: id,
  tag: z.string().max(MAX_LANGUAGE_TAG).regex(languageTag),
  edition: z.int().min(1).max(100_000),
  translator: z.enum(translators),
  sentences: z
    .array(
      z.strictObject({
        slot: z.string().max(130),
        /** What it was made from, as that read then. */
        of: said,
        text: z.string().max(600),
        /** The same in letters that the call taker can read aloud. */
        reading: z.string().max(600).exactOptional(),
      }),
    )
    .max(2000),
});

export const answerSchema = z.strictObject({ questionId: id, choiceId: id });

/** GET /api/cards: all there are, with editions and drafts. */
export interface CardsAnswer {
  readonly cards: readonly CardShelf[];
}

/** POST /api/cards/rehearsal: what past callers answered, walked through another card. Nothing is kept. */
export const rehearsalSchema = z.object({ card: protocolCardSchema });
export type RehearsalAnswer = Rehearsal;
export type { CardEdition, ProtocolCard };
