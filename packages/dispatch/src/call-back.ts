import { type Instant, instant } from '@clarion/measure';
import type { Board, Call } from './board.ts';
import type { Actor } from './command.ts';
import { desksOf } from './desk.ts';
import { ownerOfCall, ownerOfIncident, whoHas } from './hand-over.ts';
import type { DeskId, TypeId } from './ids.ts';

/** Why a caller is called back: hung up before anybody answered, the line is open and nobody speaks, or the line broke in the middle. */
export const callBackCauses = ['abandoned', 'silent', 'cutOff'] as const;
export type CallBackCause = (typeof callBackCauses)[number];

/** What came of one attempt. */
export const attemptOutcomes = ['noAnswer', 'engaged', 'unreachable', 'fine', 'needsHelp'] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Why nobody tries any more. */
export const giveUpReasons = ['notReached', 'numberUnknown', 'settledOtherwise', 'order'] as const;
export type GiveUpReason = (typeof giveUpReasons)[number];

export interface CallBackAttempt {
  readonly at: Instant;
  readonly by: Actor;
  readonly outcome: AttemptOutcome;
}

/** A caller who is to be called back, kept with the call. It stands until something ends it. */
export interface CallBack {
  readonly cause: CallBackCause;
  readonly since: Instant;
  /** The oldest first. */
  readonly attempts: readonly CallBackAttempt[];
  readonly ended?: {
    readonly how: 'fine' | 'needsHelp' | 'gaveUp' | 'rangAgain';
    readonly at: Instant;
    readonly by: Actor;
    /** Of what was given up. */
    readonly reason?: GiveUpReason;
  };
}

/** When the centre calls back, and after how many attempts a call taker may give up. */
export interface CallBackRules {
  /** The first attempt is due so long after the line went. */
  readonly firstSeconds: number;
  /** From one attempt to the next. */
  readonly betweenSeconds: number;
  readonly attempts: number;
  /** Type of the incident by which somebody is sent to look; absent: the caller's. */
  readonly lookTypeId?: TypeId;
}

/** What a centre starts from: its own rule takes the place of it. */
export const usualCallBacks: CallBackRules = { firstSeconds: 60, betweenSeconds: 300, attempts: 3 };

export const callBackRules = (board: Board): CallBackRules =>
  board.configuration?.callBacks ?? usualCallBacks;

/** The call's task, as long as it stands. Of one that belongs to an incident it stands while that is open, unless it was abandoned. */
export function openCallBack(board: Board, call: Call): CallBack | undefined {
  const { callBack, incidentId } = call;
  if (callBack === undefined || callBack.ended !== undefined) return undefined;
  if (incidentId === undefined) return call.disposition === undefined ? callBack : undefined;
  if (callBack.cause === 'abandoned') return undefined;
  return board.incidents.get(incidentId)?.state === 'open' ? callBack : undefined;
}

/** When the next attempt is due. */
export function callBackDueAt(board: Board, { since, attempts }: CallBack): Instant {
  const { firstSeconds, betweenSeconds } = callBackRules(board);
  const last = attempts.at(-1);
  return instant(last === undefined ? since + firstSeconds * 1000 : last.at + betweenSeconds * 1000);
}

export interface DueCallBack {
  readonly call: Call;
  readonly callBack: CallBack;
  readonly dueAt: Instant;
}

/** Every caller who is to be called back, the soonest due first. */
export function callBacks(board: Board): readonly DueCallBack[] {
  const found = new Map<string, DueCallBack>();
  const look = (callId: string) => {
    const call = board.calls.get(callId);
    const callBack = call && openCallBack(board, call);
    if (callBack) found.set(callId, { call, callBack, dueAt: callBackDueAt(board, callBack) });
  };
  for (const callId of board.openCalls) look(callId);
  for (const incidentId of board.openIncidents) board.incidents.get(incidentId)?.callIds.forEach(look);
  return [...found.values()].sort(
    (a, b) => a.dueAt - b.dueAt || Number(a.call.callId.slice(1)) - Number(b.call.callId.slice(1)),
  );
}

/** The desk that has it: the call's as long as somebody has to do with the call, then its incident's. */
export function deskOfCallBack(board: Board, call: Call): DeskId | undefined {
  const incident = board.incidents.get(call.incidentId ?? '');
  return incident === undefined || board.openCalls.has(call.callId)
    ? ownerOfCall(board, call.callId)
    : ownerOfIncident(board, incident);
}

/** Whether this person calls back: who sits at the desk that has it, or at the supervisor's; where nobody does, everybody. */
export function hasCallBack(board: Board, call: Call, operatorId: string): boolean {
  if (openCallBack(board, call) === undefined) return false;
  const sitting = whoHas(board, deskOfCallBack(board, call));
  return sitting === undefined || sitting.by.id === operatorId;
}

/** Whether this person may say that nobody tries any more: after the centre's attempts anybody, before them who supervises. */
export function mayGiveUp(board: Board, { attempts }: CallBack, actor: Actor): boolean {
  if (attempts.length >= callBackRules(board).attempts || actor.role === 'commander') return true;
  return desksOf(board).some(
    ({ deskId, work }) => work === 'supervision' && board.desks.get(deskId)?.by.id === actor.id,
  );
}
