import { fail, ok, type Result } from '@clarion/measure';
import type { PublishedDeployment } from '../board.ts';
import type { Command } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import { type DeploymentBody, deploymentInForce } from '../deployment.ts';
import type { AreaId } from '../ids.ts';
import {
  againstApproving,
  againstBeginning,
  againstWithdrawing,
  type Obstacle,
  startsInTime,
} from '../publication.ts';
import type { Refusal } from '../refusal.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function draftDeployment(context: Context, { deployment }: Of<'DraftDeployment'>): Decision {
  const { board, at } = context;
  const { startsAt, units, minimums, areas, moveUp, costs } = deployment;
  if (!board.configuration) return refused({ code: 'NoConfiguration' });
  if (!startsInTime(startsAt, at)) return refused({ code: 'TimeImplausible', at: startsAt });
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
    ...(costs === undefined ? {} : { costs }),
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
  const found = known(context, deploymentId);
  if (!found.ok) return found;
  const obstacle = againstApproving(found.value, context.envelope.actor, context.at);
  if (obstacle !== undefined) return stopped(found.value, obstacle);
  return ok([written(context, { type: 'DeploymentApproved', data: { deploymentId } })]);
}

export function beginDeployment(context: Context, { deploymentId }: Of<'BeginDeployment'>): Decision {
  const found = known(context, deploymentId);
  if (!found.ok) return found;
  const obstacle = againstBeginning(found.value, context.at);
  if (obstacle !== undefined) return stopped(found.value, obstacle);
  return ok([written(context, { type: 'DeploymentBegun', data: { deploymentId } })]);
}

export function withdrawDeployment(context: Context, { deploymentId }: Of<'WithdrawDeployment'>): Decision {
  const { actor } = context.envelope;
  const found = known(context, deploymentId);
  if (!found.ok) return found;
  const obstacle = againstWithdrawing(found.value);
  if (obstacle !== undefined) return stopped(found.value, obstacle);
  if (actor.role !== 'commander' && found.value.by.id !== actor.id) return refused({ code: 'NotAllowed' });
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

function stopped({ deploymentId, state, startsAt }: PublishedDeployment, obstacle: Obstacle): Decision {
  switch (obstacle) {
    case 'done':
      return nothing;
    case 'settled':
      return refused({ code: 'DeploymentSettled', deploymentId, state });
    case 'own':
      return refused({ code: 'ApproverIsAuthor', deploymentId });
    case 'time':
      return refused({ code: 'TimeImplausible', at: startsAt });
  }
}

function known({ board }: Context, deploymentId: string): Result<PublishedDeployment, Refusal> {
  const found = board.deployments.get(deploymentId);
  return found ? ok(found) : fail({ code: 'DeploymentUnknown', deploymentId });
}
