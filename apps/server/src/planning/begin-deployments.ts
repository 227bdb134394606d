import { randomUUID } from 'node:crypto';
import { deploymentsDue } from '@clarion/dispatch';
import type { Centre } from '../centre/centre.ts';

const LOOK_EVERY_MS = 500;

/**
 * Begins approved deployments when their time comes, by the centre's clock. Several servers may try: it is written once.
 */
export function beginDeployments(
  { log, clock, submit }: Pick<Centre, 'log' | 'clock' | 'submit'>,
  onTrouble: (error: unknown) => void,
): { stop(): Promise<void> } {
  let busy: Promise<unknown> | undefined;
  const look = async () => {
    for (const deploymentId of deploymentsDue(log.board, clock.now())) {
      const begun = await submit({
        commandId: randomUUID(),
        actor: { kind: 'system', id: 'deployments' },
        command: { type: 'BeginDeployment', deploymentId },
      });
      // It was withdrawn at the same moment.
      if (!begun.ok && begun.error.code !== 'DeploymentSettled') throw new Error(begun.error.code);
    }
  };
  const timer = setInterval(() => {
    busy ??= look()
      .catch(onTrouble)
      .finally(() => {
        busy = undefined;
      });
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await busy;
    },
  };
}
