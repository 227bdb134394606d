import {
  type Advice,
  type Choice,
  type Effects,
  END,
  type ProtocolCard,
  type Question,
  type Said,
  type Target,
} from '../card.ts';

/** Shorthand in which the usual cards are written: Chinese first, then English. */
export const said = (zh: string, en: string): Said => ({ zh, en });

export function choice(
  choiceId: string,
  zh: string,
  en: string,
  to: Target = END,
  effects?: Effects,
): Choice {
  return { choiceId, label: said(zh, en), to, ...(effects ? { effects } : {}) };
}

export function question(
  questionId: string,
  ask: Said,
  choices: readonly Choice[],
  unknown: Question['unknown'],
  more: Pick<Question, 'hint' | 'asksWords'> = {},
): Question {
  return { questionId, ask, choices, unknown, ...more };
}

export function advice(
  adviceId: string,
  title: Said,
  lines: readonly (readonly [zh: string, en: string])[],
  clock?: Advice['clock'],
): Advice {
  return { adviceId, title, lines: lines.map(([zh, en]) => said(zh, en)), ...(clock ? { clock } : {}) };
}

export const card = (written: Omit<ProtocolCard, 'form' | 'authorRole'>): ProtocolCard => ({
  form: 1,
  authorRole: 'project',
  ...written,
});

/** At once the most urgent there is, as this type. */
export const critical = (typeId: string, more: Effects = {}): Effects => ({
  typeId,
  priority: 1,
  atOnce: true,
  ...more,
});

/** What every caller is told at the end. */
export const stay = advice('stay', said('保持通话', 'Stay on the line'), [
  ['救援已在路上。请不要挂断，听我指导。', 'Help is on its way. Do not hang up; I tell you what to do.'],
  ['情况一有变化，马上告诉我。', 'Tell me at once when anything changes.'],
]);
