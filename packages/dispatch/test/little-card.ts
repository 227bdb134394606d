import type { ProtocolCard } from '../src/index.ts';

const words = { en: 'words', zh: '文字' };

/** A protocol card of two questions, so that a board with it stays small. */
export const littleCard = (cardId: string): ProtocolCard => ({
  form: 1,
  cardId,
  names: words,
  authorRole: 'fireLead',
  approverRole: 'fireLead',
  typeIds: ['fire'],
  start: 'burning',
  questions: [
    {
      questionId: 'burning',
      ask: words,
      choices: [
        {
          choiceId: 'building',
          label: words,
          to: 'inside',
          effects: { typeId: 'fire', priority: 1, atOnce: true, hazards: ['fire'] },
        },
        { choiceId: 'vehicle', label: words, to: 'end', effects: { typeId: 'fall', priority: 4 } },
      ],
      unknown: { to: 'inside' },
    },
    {
      questionId: 'inside',
      ask: words,
      choices: [
        { choiceId: 'some', label: words, to: 'end', effects: { stage: true, advice: ['out'] } },
        { choiceId: 'no', label: words, to: 'burning' },
      ],
      unknown: { to: 'end' },
    },
  ],
  advice: [{ adviceId: 'out', title: words, lines: [words] }],
});
