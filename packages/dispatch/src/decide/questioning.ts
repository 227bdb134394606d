import { fail, ok, type Result } from '@clarion/measure';
import type { Call } from '../board.ts';
import { UNKNOWN } from '../cards/card.ts';
import { type Advised, advised, cardAtWork, editionOf, together } from '../cards/shelf.ts';
import { carriedOver, type Outcome, questionOf, walk, withAnswer } from '../cards/walk.ts';
import type { CallFields, Command } from '../command.ts';
import type { NewEntry } from '../entry.ts';
import { hazardsInOrder } from '../hazard.ts';
import type { CallId } from '../ids.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import { type Context, type Decision, noCall, nothing, refused, written } from './context.ts';
import { amendment } from './incident.ts';
import { sealed } from './sealed.ts';
import { usualPriority } from './type.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The card in its live edition stands beside the call; what other cards asked already is not asked again. */
export function openCard(context: Context, { callId, cardId }: Of<'OpenCard'>): Decision {
  const { board } = context;
  const found = questioned(context, callId);
  if (!found.ok) return found;
  const shelf = board.cards.get(cardId);
  const live = editionOf(shelf, shelf?.live);
  if (!live) return refused({ code: 'CardUnknown', cardId });
  if (found.value.cards?.at(-1)?.cardId === cardId) return nothing;
  const { edition, card } = live;
  const carried = carriedOver(
    card,
    (found.value.cards ?? []).flatMap(run => run.answers),
  );
  const entry = written(context, { type: 'CardOpened', data: { callId, cardId, edition, carried } });
  return ok([entry, ...atOnce(context, found.value, walk(card, carried).outcome)]);
}

/** An answer to what is asked now, or another one to what was asked before; what it sets at once is in the same command. */
export function answerCard(context: Context, command: Of<'AnswerCard'>): Decision {
  const { callId, position, questionId, choiceId } = command;
  const found = questioned(context, callId);
  if (!found.ok) return found;
  const atWork = cardAtWork(context.board, found.value);
  if (!atWork) return refused({ code: 'CardNotOpen', callId });
  const { run, card } = atWork;
  const asked = position === run.answers.length ? atWork.walk.at : run.answers[position]?.questionId;
  if (asked !== questionId) return refused({ code: 'QuestionMoved', callId, questionId });
  const question = questionOf(card, questionId);
  const choice = question?.choices.find(one => one.choiceId === choiceId);
  if (!question || (!choice && choiceId !== UNKNOWN))
    return refused({ code: 'ChoiceUnknown', questionId, choiceId });
  const words = command.words && sealed(command.words);
  if (run.answers[position]?.choiceId === choiceId && !words) return nothing;
  const answers = withAnswer(card, run.answers, position, { questionId, choiceId });
  const entry = written(context, {
    type: 'CardAnswered',
    data: { callId, cardId: run.cardId, position, questionId, choiceId, ...(words ? { words } : {}) },
  });
  return ok([entry, ...atOnce(context, found.value, walk(card, answers).outcome)]);
}

/** What the card proposes is so, because a person says so. */
export function takeAdvice(context: Context, { callId }: Of<'TakeAdvice'>): Decision {
  const found = questioned(context, callId);
  if (!found.ok) return found;
  const proposed = advised(context.board, found.value);
  if (!proposed) return nothing;
  return ok(setting(context, found.value, proposed));
}

/** The caller begins chest compressions, or ends them: when is part of the record. */
export function keepTime(
  context: Context,
  { type, callId }: Of<'BeginCompressions' | 'EndCompressions'>,
): Decision {
  const found = questioned(context, callId);
  if (!found.ok) return found;
  const last = found.value.compressions?.at(-1);
  const running = last !== undefined && last.until === undefined;
  if ((type === 'BeginCompressions') === running) return nothing;
  const begun = type === 'BeginCompressions';
  return ok([
    written(context, { type: begun ? 'CompressionsBegun' : 'CompressionsEnded', data: { callId } }),
  ]);
}

/** Warnings, and what the card sets without being asked: it raises, and never lowers. */
function atOnce(context: Context, call: Call, outcome: Outcome): readonly NewEntry[] {
  const { board } = context;
  const incident = board.incidents.get(call.incidentId ?? '');
  const stands = incident ?? call;
  const { typeId, priority } = outcome.atOnce ?? {};
  // Without a type nothing stands against it; a type that a person has chosen brings its own.
  const before = stands.priority ?? (stands.typeId === undefined ? 5 : usualPriority(board, stands.typeId));
  return setting(context, call, {
    ...present<CallFields>({
      // What a person has chosen is not chosen anew; the card proposes.
      typeId: stands.typeId === undefined ? typeId : undefined,
      priority: priority !== undefined && priority < before ? priority : undefined,
      stage: outcome.stage ? true : undefined,
    }),
    ...(outcome.hazards.length > 0 ? { hazards: outcome.hazards } : {}),
  });
}

/** On the call's card, and on its incident while that is open. */
function setting(
  context: Context,
  call: Call,
  said: Advised & Pick<CallFields, 'hazards' | 'stage'>,
): readonly NewEntry[] {
  const added: CallFields = {
    ...said,
    ...(said.hazards ? { hazards: hazardsInOrder([...(call.hazards ?? []), ...said.hazards]) } : {}),
  };
  const fields = Object.fromEntries(
    Object.entries(added).filter(([field, value]) => !same(value, call[field as keyof CallFields])),
  ) as CallFields;
  const entries: NewEntry[] = [];
  const { callId } = call;
  if (Object.keys(fields).length > 0)
    entries.push(written(context, { type: 'CallAmended', data: { callId, fields } }));
  const incident = context.board.incidents.get(call.incidentId ?? '');
  if (incident?.state !== 'open') return entries;
  const { typeId, priority, hazards = [], stage, needs } = said;
  return [
    ...entries,
    ...amendment(context, incident, {
      typeId: typeId ?? incident.typeId,
      priority,
      hazards: [...(incident.hazards ?? []), ...hazards],
      stage: stage || incident.stage || false,
      needs: needs ? together(incident.needs, needs) : (incident.needs ?? []),
    }),
  ];
}

function questioned({ board }: Context, callId: CallId): Result<Call, Refusal> {
  const call = board.calls.get(callId);
  if (!call) return fail(noCall(board, callId));
  if (call.state === 'ended') return fail({ code: 'CallEndedAlready', callId });
  return ok(call);
}
