import type { Board, PublishedDeployment } from '../board.ts';
import { applyDeployment } from '../deployment.ts';
import type { Entry } from '../entry.ts';
import { stepped } from '../publication.ts';

type DeploymentEntry = Extract<Entry, { type: `Deployment${string}` }>;

export function evolveDeployment(board: Board, entry: DeploymentEntry): void {
  const { deploymentId } = entry.data;
  if (entry.type === 'DeploymentDrafted') {
    board.lastDeployment = Math.max(board.lastDeployment, Number(deploymentId.slice(1)));
    board.deployments.set(deploymentId, {
      ...entry.data,
      state: 'drafted',
      by: entry.actor,
      since: entry.at,
    });
    return;
  }
  const known = board.deployments.get(deploymentId);
  if (known === undefined) return;
  board.deployments.set(deploymentId, after(known, entry));
  if (entry.type === 'DeploymentBegun' || entry.type === 'DeploymentRolledBack')
    applyDeployment(board, entry.seq);
}

function after(
  known: PublishedDeployment,
  entry: Exclude<DeploymentEntry, { type: 'DeploymentDrafted' }>,
): PublishedDeployment {
  switch (entry.type) {
    case 'DeploymentApproved':
      return stepped(known, 'approved', entry);
    case 'DeploymentBegun':
      return stepped(known, 'begun', entry);
    case 'DeploymentWithdrawn':
      return stepped(known, 'withdrawn', entry);
    case 'DeploymentRolledBack':
      return stepped(known, 'rolledBack', entry);
  }
}
