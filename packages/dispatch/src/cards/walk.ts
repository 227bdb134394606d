import type { Need, Priority } from '../configuration.ts';
import { type Hazard, hazardsInOrder } from '../hazard.ts';
import type { TypeId } from '../ids.ts';
import { present } from '../present.ts';
import {
  type AdviceId,
  type Answer,
  type Effects,
  END,
  type ProtocolCard,
  type Question,
  type Target,
  waysOn,
} from './card.ts';

/** What the answers so far come to. */
export interface Outcome {
  readonly typeId?: TypeId;
  readonly priority?: Priority;
  /** Set without being asked: the newest type and the most urgent priority that an answer set at once. */
  readonly atOnce?: { readonly typeId?: TypeId; readonly priority?: Priority };
  readonly hazards: readonly Hazard[];
  readonly stage: boolean;
  readonly needs: readonly Need[];
  /** The newest last, each where it was said last. */
  readonly advice: readonly AdviceId[];
}

export interface Walk {
  readonly at: Target;
  /** What is asked now; undefined at the end. */
  readonly question?: Question;
  /** How many of the answers counted: those after one that leads elsewhere do not. */
  readonly taken: number;
  readonly outcome: Outcome;
}

/** Follows the answers from the start, for as long as each belongs to the question that is asked then. */
export function walk(card: ProtocolCard, answers: readonly Answer[]): Walk {
  const effects: Effects[] = card.effects ? [card.effects] : [];
  let at: Target = card.start;
  let taken = 0;
  for (const { questionId, choiceId } of answers) {
    const way = questionId === at ? wayOf(card, questionId, choiceId) : undefined;
    if (!way) break;
    if (way.effects) effects.push(way.effects);
    at = way.to;
    taken++;
  }
  const question = at === END ? undefined : questionOf(card, at);
  return { at, ...(question ? { question } : {}), taken, outcome: outcomeOf(effects) };
}

/** Answers that still count when the one at `position` becomes `answer`: those after it that fit where it leads. */
export function withAnswer(
  card: ProtocolCard,
  answers: readonly Answer[],
  position: number,
  answer: Answer,
): readonly Answer[] {
  const changed = [...answers.slice(0, position), answer, ...answers.slice(position + 1)];
  return changed.slice(0, walk(card, changed).taken);
}

/** Of what was answered on other cards of the call, what this one asks too, from its start on: nothing is asked twice. */
export function carriedOver(card: ProtocolCard, earlier: readonly Answer[]): readonly Answer[] {
  const known = new Map(earlier.map(answer => [answer.questionId, answer]));
  const carried: Answer[] = [];
  for (;;) {
    const { question } = walk(card, carried);
    const answer = question && known.get(question.questionId);
    if (!answer || !wayOf(card, answer.questionId, answer.choiceId)) return carried;
    // Each counts once, so that a question that comes again is asked.
    known.delete(answer.questionId);
    carried.push({ questionId: answer.questionId, choiceId: answer.choiceId });
  }
}

export function questionOf(card: ProtocolCard, questionId: string): Question | undefined {
  return card.questions.find(question => question.questionId === questionId);
}

function wayOf(card: ProtocolCard, questionId: string, choiceId: string) {
  const question = questionOf(card, questionId);
  return question && waysOn(question).find(way => way.choiceId === choiceId);
}

function outcomeOf(effects: readonly Effects[]): Outcome {
  let typeId: TypeId | undefined;
  let priority: Priority | undefined;
  let typeAtOnce: TypeId | undefined;
  let raised: Priority | undefined;
  const found: Hazard[] = [];
  const needs = new Map<string, number>();
  const advice = new Set<AdviceId>();
  for (const one of effects) {
    typeId = one.typeId ?? typeId;
    priority = one.priority ?? priority;
    if (one.atOnce) {
      typeAtOnce = one.typeId ?? typeAtOnce;
      if (one.priority !== undefined && one.priority < (raised ?? 5)) raised = one.priority;
    }
    found.push(...(one.hazards ?? []));
    for (const { capability, count } of one.needs ?? [])
      needs.set(capability, Math.max(count, needs.get(capability) ?? 0));
    for (const id of one.advice ?? []) {
      advice.delete(id);
      advice.add(id);
    }
  }
  const atOnce = present<NonNullable<Outcome['atOnce']>>({ typeId: typeAtOnce, priority: raised });
  return {
    ...present<Pick<Outcome, 'typeId' | 'priority' | 'atOnce'>>({
      typeId,
      priority,
      atOnce: Object.keys(atOnce).length > 0 ? atOnce : undefined,
    }),
    hazards: hazardsInOrder(found),
    stage: effects.some(one => one.stage),
    needs: [...needs].map(([capability, count]) => ({ capability, count })),
    advice: [...advice],
  };
}
