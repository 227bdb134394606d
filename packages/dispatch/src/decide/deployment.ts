import { fail, ok, type Result } from '@clarion/measure';
import type { PublishedDeployment } from '../board.ts';
import type { Command } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import { type DeploymentBody, deploymentInForce } from '../deployment.ts';
import type { AreaId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** What lies further ahead is planned anew before it comes. */
const AHEAD_AT_MOST_MS = 366 * 24 * 3_600_000;

export function draftDeployment(context: Context, { deployment }: Of<'DraftDeployment'>): Decision {
  const { board, at } = context;
  const { startsAt, units, minimums, areas, moveUp } = deployment;
  if (!board.configuration) return refused({ code: 'NoConfiguration' });
  if (!Number.isSafeInteger(startsAt) || startsAt <= at || startsAt > at + AHEAD_AT_MOST_MS)
    return refused({ code: 'TimeImplausible', at: startsAt });
  if (units.length === 0) return refused({ code: 'DeploymentEmpty' });
  const posts = new Set([...board.configuration.posts, ...deployment.posts].map(post => post.postId));
  for (const { unitId, postId } of units) {
    if (!board.units.has(unitId)) return refused({ code: 'UnitUnknown', unitId });
    if (!posts.has(postId)) return refused({ code: 'PostUnknown', postId });
  }
  const held = Object.values(moveUp?.tables ?? {}).flat(2);
  for (const postId of [...minimums.flatMap(one => one.postIds ?? []), ...held])
    if (!posts.has(postId)) return refused({ code: 'PostUnknown', postId });
  const areaIds = new Set((areas ?? board.configuration.areas ?? []).map(area => area.areaId));
  const named = [
    ...minimums.flatMap(one => one.areaIds ?? []),
    ...(areas ? areasNamed(board.configuration) : []),
  ];
  for (const areaId of named) if (!areaIds.has(areaId)) return refused({ code: 'AreaUnknown', areaId });
  if (moveUp?.rule === 'table')
    for (const capability of moveUp.capabilities)
      if (moveUp.tables?.[capability] === undefined) return refused({ code: 'TableMissing', capability });
  const deploymentId = `G${board.lastDeployment + 1}`;
  const { posts: planned, inputs } = deployment;
  const body: DeploymentBody = {
    startsAt,
    posts: planned,
    units,
    minimums,
    ...(areas === undefined ? {} : { areas }),
    ...(moveUp === undefined ? {} : { moveUp }),
    inputs,
  };
  return ok([written(context, { type: 'DeploymentDrafted', data: { deploymentId, ...body } })]);
}

/** Areas that run cards, desks and minimums of the centre speak of: a plan that leaves one out would change them unsaid. */
function* areasNamed({ types, desks, readiness }: Configuration): Iterable<AreaId> {
  for (const type of types) for (const card of type.runCards ?? []) yield* card.areaIds ?? [];
  for (const desk of desks ?? []) yield* desk.areaIds ?? [];
  for (const minimum of readiness?.minimums ?? []) yield* minimum.areaIds ?? [];
}

export function approveDeployment(context: Context, { deploymentId }: Of<'ApproveDeployment'>): Decision {
  const { at, envelope } = context;
  const found = known(context, deploymentId);
  if (!found.ok) return found;
  const { state, startsAt, by } = found.value;
  if (state === 'approved' && found.value.approvedBy?.id === envelope.actor.id) return nothing;
  if (state !== 'drafted') return refused({ code: 'DeploymentSettled', deploymentId, state });
  if (by.id === envelope.actor.id) return refused({ code: 'ApproverIsAuthor', deploymentId });
  if (startsAt <= at) return refused({ code: 'TimeImplausible', at: startsAt });
  return ok([written(context, { type: 'DeploymentApproved', data: { deploymentId } })]);
}

export function beginDeployment(context: Context, { deploymentId }: Of<'BeginDeployment'>): Decision {
  const found = known(context, deploymentId);
  if (!found.ok) return found;
  const { state, startsAt } = found.value;
  if (state === 'begun') return nothing;
  if (state !== 'approved') return refused({ code: 'DeploymentSettled', deploymentId, state });
  if (startsAt > context.at) return refused({ code: 'TimeImplausible', at: startsAt });
  return ok([written(context, { type: 'DeploymentBegun', data: { deploymentId } })]);
}

export function withdrawDeployment(context: Context, { deploymentId }: Of<'WithdrawDeployment'>): Decision {
  const { actor } = context.envelope;
  const found = known(context, deploymentId);
  if (!found.ok) return found;
  const { state, by } = found.value;
  if (state === 'withdrawn') return nothing;
  if (state !== 'drafted' && state !== 'approved')
    return refused({ code: 'DeploymentSettled', deploymentId, state });
  if (actor.role !== 'commander' && by.id !== actor.id) return refused({ code: 'NotAllowed' });
  return ok([written(context, { type: 'DeploymentWithdrawn', data: { deploymentId } })]);
}

export function rollBackDeployment(context: Context, { deploymentId }: Of<'RollBackDeployment'>): Decision {
  const found = known(context, deploymentId);
  if (!found.ok) return found;
  const { state } = found.value;
  if (state === 'rolledBack') return nothing;
  const inForce = deploymentInForce(context.board);
  if (inForce?.deploymentId !== deploymentId) return refused({ code: 'DeploymentNotInForce', deploymentId });
  return ok([written(context, { type: 'DeploymentRolledBack', data: { deploymentId } })]);
}

function known({ board }: Context, deploymentId: string): Result<PublishedDeployment, Refusal> {
  const found = board.deployments.get(deploymentId);
  return found ? ok(found) : fail({ code: 'DeploymentUnknown', deploymentId });
}
