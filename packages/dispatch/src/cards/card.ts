import type { Need, Priority } from '../configuration.ts';
import type { Hazard } from '../hazard.ts';
import type { TypeId } from '../ids.ts';

export type CardId = string;
export type QuestionId = string;
export type ChoiceId = string;
export type AdviceId = string;

/** What is read out, in both languages; neither may be empty. */
export interface Said {
  readonly en: string;
  readonly zh: string;
}

/** What somebody who writes or approves cards is at the centre; never who. */
export const cardRoles = [
  'medicalDirector',
  'medicalLead',
  'fireLead',
  'policeLead',
  'trainingLead',
  'project',
] as const;
export type CardRole = (typeof cardRoles)[number];

/** What an answer does beside leading on. */
export interface Effects {
  readonly typeId?: TypeId;
  /** A proposal, unless `atOnce`. */
  readonly priority?: Priority;
  /** The type is set and the priority raised without being asked; it lowers nothing. */
  readonly atOnce?: true;
  /** Reach the incident at once: they only warn. */
  readonly hazards?: readonly Hazard[];
  readonly stage?: true;
  readonly needs?: readonly Need[];
  /** What the caller is told from here on. */
  readonly advice?: readonly AdviceId[];
}

/** Where an answer leads: a question, or the end of the card. */
export type Target = QuestionId | typeof END;
export const END = 'end';
/** Always possible, on the key 0. */
export const UNKNOWN: ChoiceId = 'unknown';
/** Keys 1 to 9. */
export const MAX_CHOICES = 9;

export interface Choice {
  readonly choiceId: ChoiceId;
  readonly label: Said;
  readonly to: Target;
  readonly effects?: Effects;
}

export interface Question {
  readonly questionId: QuestionId;
  /** Read out as it stands. */
  readonly ask: Said;
  /** For the call taker alone: why it is asked, what to listen for. */
  readonly hint?: Said;
  /** Their places are their keys, from 1. */
  readonly choices: readonly Choice[];
  readonly unknown: { readonly to: Target; readonly effects?: Effects };
  /** What is said is worth writing down too; it is sealed with the call's words. */
  readonly asksWords?: true;
}

export interface Advice {
  readonly adviceId: AdviceId;
  readonly title: Said;
  /** One sentence each, in the order in which they are said. */
  readonly lines: readonly Said[];
  /** Chest compressions are given: the clock that keeps their time stands beside it. */
  readonly clock?: 'compressions';
}

/** A protocol card: questions that lead from one to the next, what their answers set, and what the caller is told. */
export interface ProtocolCard {
  readonly form: 1;
  readonly cardId: CardId;
  readonly names: Said;
  readonly authorRole: CardRole;
  /** Who has to approve it at a centre. */
  readonly approverRole: CardRole;
  /** Types for which it is offered first. */
  readonly typeIds: readonly TypeId[];
  /** From the opening of the card on. */
  readonly effects?: Effects;
  readonly start: QuestionId;
  readonly questions: readonly Question[];
  readonly advice: readonly Advice[];
}

/** An answer that was given: the choice's code, which says nothing of a person. */
export interface Answer {
  readonly questionId: QuestionId;
  readonly choiceId: ChoiceId;
}

/** The ways on from a question, `unknown` last. */
export function waysOn(
  question: Question,
): readonly { readonly choiceId: ChoiceId; readonly to: Target; readonly effects?: Effects }[] {
  return [...question.choices, { choiceId: UNKNOWN, ...question.unknown }];
}
