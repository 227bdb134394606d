import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { postsOf } from '../deployment.ts';
import type { EntryBody } from '../entry.ts';
import {
  isFreeToMove,
  moveUpPolicy,
  moveUpSuspension,
  movingUp,
  restsUntil,
  type ShownMove,
} from '../move-up.ts';
import { present } from '../present.ts';
import { standsAt } from '../stands-at.ts';
import { type Context, type Decision, knownUnit, nothing, refused, saidAfter, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Data<T extends EntryBody['type']> = Extract<EntryBody, { type: T }>['data'];

/** A suspension that is forgotten would be one that nobody means. */
const SUSPENDED_AT_MOST_MS = 12 * 3_600_000;

export function orderMoveUp(context: Context, { unitId, postId, shown }: Of<'OrderMoveUp'>): Decision {
  const { board, at } = context;
  const known = knownUnit(board, unitId);
  if (!known.ok) return known;
  const unit = known.value;
  if (!postsOf(board).some(post => post.postId === postId)) return refused({ code: 'PostUnknown', postId });
  const fromPostId = standsAt(unit);
  if (fromPostId === postId) return nothing;
  if (!isFreeToMove(board, unit)) return refused({ code: 'UnitNotFree', unitId });
  const home = unit.description.postId === postId;
  // What a person orders by hand, and the way home, is theirs to say.
  const policy = shown === undefined || home ? undefined : moveUpPolicy(board);
  if (policy !== undefined) {
    const suspended = moveUpSuspension(board, at);
    if (suspended) return refused({ code: 'MoveUpsSuspended', by: suspended.by, at: suspended.until });
    if (movingUp(board) >= policy.movesAtOnce)
      return refused({ code: 'MovesAtOnce', most: policy.movesAtOnce });
    if (restsUntil(unit, policy) > at) return refused({ code: 'UnitRests', unitId });
  }
  const data = present<Data<'MoveUpOrdered'>>({
    unitId,
    postId,
    fromPostId,
    home: home || undefined,
    shown: shown && kept(shown),
  });
  return ok([written(context, { type: 'MoveUpOrdered', data })]);
}

export function acknowledgeMoveUp(context: Context, command: Of<'AcknowledgeMoveUp'>): Decision {
  const { unitId, happenedAt } = command;
  const known = knownUnit(context.board, unitId);
  if (!known.ok) return known;
  const { moveUp } = known.value;
  if (moveUp === undefined) return refused({ code: 'NotMovedUp', unitId });
  if (moveUp.acknowledgedAt !== undefined) return nothing;
  const said = saidAfter(context, happenedAt, moveUp.orderedAt);
  if (!said.ok) return said;
  const data = { unitId, postId: moveUp.postId };
  return ok([written(context, { type: 'MoveUpAcknowledged', data }, said.value)]);
}

export function reportAtPost(context: Context, command: Of<'ReportAtPost'>): Decision {
  const { unitId, happenedAt } = command;
  const known = knownUnit(context.board, unitId);
  if (!known.ok) return known;
  const { moveUp, assignmentIds } = known.value;
  if (moveUp === undefined || assignmentIds.length > 0) return refused({ code: 'NotMovedUp', unitId });
  if (moveUp.reachedAt !== undefined) return nothing;
  const said = saidAfter(context, happenedAt, moveUp.orderedAt);
  if (!said.ok) return said;
  const data = { unitId, postId: moveUp.postId };
  return ok([written(context, { type: 'MoveUpReached', data }, said.value)]);
}

export function dismissMoveUp(context: Context, command: Of<'DismissMoveUp'>): Decision {
  const { unitId, postId, reason, shown } = command;
  const known = knownUnit(context.board, unitId);
  if (!known.ok) return known;
  if (!postsOf(context.board).some(post => post.postId === postId))
    return refused({ code: 'PostUnknown', postId });
  const data = present<Data<'MoveUpDismissed'>>({ unitId, postId, reason, shown: shown && kept(shown) });
  return ok([written(context, { type: 'MoveUpDismissed', data })]);
}

export function suspendMoveUps(context: Context, { until, reason }: Of<'SuspendMoveUps'>): Decision {
  const { board, at, envelope } = context;
  if (!Number.isSafeInteger(until) || until <= at || until > at + SUSPENDED_AT_MOST_MS)
    return refused({ code: 'TimeImplausible', at: until });
  const now = moveUpSuspension(board, at);
  if (now?.until === until && now.reason === reason && now.by.id === envelope.actor.id) return nothing;
  return ok([written(context, { type: 'MoveUpsSuspended', data: { until, reason } })]);
}

export function resumeMoveUps(context: Context): Decision {
  const suspended = moveUpSuspension(context.board, context.at);
  if (suspended === undefined) return nothing;
  return ok([written(context, { type: 'MoveUpsResumed', data: { until: suspended.until } })]);
}

/** Only what an entry holds, whatever came along. */
const kept = ({ rule, capability, gain, driveMs, deploymentId }: ShownMove): ShownMove =>
  present<ShownMove>({ rule, capability, gain, driveMs, deploymentId });
