import { randomUUID } from 'node:crypto';
import { type Board, type Command, deploymentsDue, rulesDue } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { Centre } from './centre.ts';

const LOOK_EVERY_MS = 500;

const dueCommands = (board: Board, now: Instant): readonly Command[] => [
  ...deploymentsDue(board, now).map(deploymentId => ({ type: 'BeginDeployment', deploymentId }) as const),
  ...rulesDue(board, now).map(rulesId => ({ type: 'BeginRules', rulesId }) as const),
];

/** It was withdrawn, or overtaken, at the same moment. */
const isOver: ReadonlySet<string> = new Set(['DeploymentSettled', 'RulesSettled']);

/**
 * Begins what was approved when its time comes, deployments and rules, by the centre's clock. Several servers may try: it is
 * written once.
 */
export function beginDue(
  { log, clock, submit }: Pick<Centre, 'log' | 'clock' | 'submit'>,
  onTrouble: (error: unknown) => void,
): { stop(): Promise<void> } {
  let busy: Promise<unknown> | undefined;
  const look = async () => {
    for (const command of dueCommands(log.board, clock.now())) {
      const begun = await submit({
        commandId: randomUUID(),
        actor: { kind: 'system', id: 'begin' },
        command,
      });
      if (!begun.ok && !isOver.has(begun.error.code)) throw new Error(begun.error.code);
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
