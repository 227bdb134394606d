import type { Configuration } from '../configuration.ts';
import { hazards } from '../hazard.ts';
import {
  cardRoles,
  type Effects,
  END,
  MAX_CHOICES,
  type ProtocolCard,
  type QuestionId,
  type Said,
  UNKNOWN,
  waysOn,
} from './card.ts';

/** What is wrong with a card; words come from the catalogue by `code`, `at` says where. */
export interface CardFault {
  readonly code:
    | 'idWrong'
    | 'idTwice'
    | 'languageMissing'
    | 'textTooLong'
    | 'roleUnknown'
    | 'startUnknown'
    | 'noChoices'
    | 'tooManyChoices'
    | 'targetUnknown'
    | 'neverReached'
    | 'noWayOut'
    | 'unknownLoops'
    | 'adviceUnknown'
    | 'adviceUnused'
    | 'adviceEmpty'
    | 'typeUnknown'
    | 'priorityWrong'
    | 'capabilityUnknown'
    | 'hazardUnknown'
    | 'needWrong'
    | 'atOnceEmpty'
    | 'tooLarge';
  /** The question's, choice's or advice's id; the card itself when absent. */
  readonly at?: string;
}

const idForm = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const LONGEST = 600;
const MOST = 80;

/**
 * All that is wrong with a card; none: it may be tried. Whatever the card, whoever answers comes to its end: every question
 * has a way to it, and who never knows comes to it too.
 */
export function checkCard(
  card: ProtocolCard,
  configuration: Pick<Configuration, 'types' | 'units'> | undefined,
): readonly CardFault[] {
  const faults: CardFault[] = [];
  const note = (code: CardFault['code'], at?: string) =>
    void faults.push(at === undefined ? { code } : { code, at });
  const said = (text: Said | undefined, at?: string) => {
    if (!text?.en.trim() || !text.zh.trim()) note('languageMissing', at);
    else if (text.en.length > LONGEST || text.zh.length > LONGEST) note('textTooLong', at);
  };
  const ids = (all: readonly string[], at?: string) => {
    for (const id of all) if (!idForm.test(id)) note('idWrong', at ?? id);
    if (new Set(all).size < all.length) note('idTwice', at ?? all.find((id, i) => all.indexOf(id) < i));
  };

  ids([card.cardId]);
  said(card.names);
  for (const role of [card.authorRole, card.approverRole]) if (!cardRoles.includes(role)) note('roleUnknown');
  if (card.questions.length > MOST || card.advice.length > MOST) note('tooLarge');
  const questionIds = card.questions.map(question => question.questionId);
  ids(questionIds);
  if (questionIds.includes(END)) note('idWrong', END);
  ids(card.advice.map(advice => advice.adviceId));
  const known = new Set(questionIds);
  if (!known.has(card.start)) note('startUnknown');

  const types = configuration?.types.map(type => type.typeId);
  const capabilities = new Set(configuration?.units.flatMap(unit => unit.capabilities));
  for (const typeId of card.typeIds) if (types && !types.includes(typeId)) note('typeUnknown', typeId);
  const adviceIds = new Set(card.advice.map(advice => advice.adviceId));
  const used = new Set<string>();
  const effect = (effects: Effects | undefined, at?: string) => {
    if (!effects) return;
    if (effects.typeId !== undefined && types && !types.includes(effects.typeId)) note('typeUnknown', at);
    if (effects.priority !== undefined && ![1, 2, 3, 4].includes(effects.priority)) note('priorityWrong', at);
    if (effects.atOnce && effects.priority === undefined && effects.typeId === undefined)
      note('atOnceEmpty', at);
    if (effects.hazards?.some(hazard => !hazards.includes(hazard))) note('hazardUnknown', at);
    for (const { capability, count } of effects.needs ?? []) {
      if (!Number.isInteger(count) || count < 1 || count > 9) note('needWrong', at);
      if (configuration && !capabilities.has(capability)) note('capabilityUnknown', at);
    }
    for (const id of effects.advice ?? []) {
      used.add(id);
      if (!adviceIds.has(id)) note('adviceUnknown', at);
    }
  };

  effect(card.effects);
  for (const question of card.questions) {
    const at = question.questionId;
    said(question.ask, at);
    if (question.hint) said(question.hint, at);
    if (question.choices.length === 0) note('noChoices', at);
    if (question.choices.length > MAX_CHOICES) note('tooManyChoices', at);
    const choiceIds = question.choices.map(choice => choice.choiceId);
    ids(choiceIds, at);
    if (choiceIds.includes(UNKNOWN)) note('idWrong', at);
    for (const choice of question.choices) said(choice.label, at);
    for (const way of waysOn(question)) {
      effect(way.effects, at);
      if (way.to !== END && !known.has(way.to)) note('targetUnknown', at);
    }
  }
  for (const { adviceId, title, lines } of card.advice) {
    said(title, adviceId);
    if (lines.length === 0) note('adviceEmpty', adviceId);
    for (const line of lines) said(line, adviceId);
    if (!used.has(adviceId)) note('adviceUnused', adviceId);
  }
  faults.push(...faultsOfWays(card));
  return faults.filter(
    (one, i) => faults.findIndex(other => other.code === one.code && other.at === one.at) === i,
  );
}

/** Questions that nobody comes to, that lead nowhere, or where who never knows is asked for ever. */
function faultsOfWays(card: ProtocolCard): readonly CardFault[] {
  const targets = new Map<QuestionId, readonly string[]>();
  const unknown = new Map<QuestionId, string>();
  for (const question of card.questions) {
    targets.set(
      question.questionId,
      waysOn(question).map(way => way.to),
    );
    unknown.set(question.questionId, question.unknown.to);
  }
  const reached = new Set<string>();
  const open: string[] = [card.start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    open.push(...(targets.get(at) ?? []));
  }
  const ending = new Set<string>([END]);
  for (let before = 0; before < ending.size; ) {
    before = ending.size;
    for (const [id, to] of targets) if (to.some(one => ending.has(one))) ending.add(id);
  }
  return card.questions.flatMap(({ questionId: at }): CardFault[] => {
    if (!reached.has(at)) return [{ code: 'neverReached', at }];
    if (!ending.has(at)) return [{ code: 'noWayOut', at }];
    let steps = 0;
    let here: string | undefined = at;
    while (here !== undefined && here !== END && steps <= card.questions.length) {
      here = unknown.get(here);
      steps++;
    }
    return steps > card.questions.length ? [{ code: 'unknownLoops', at }] : [];
  });
}
