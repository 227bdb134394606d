import { randomUUID } from 'node:crypto';
import { configurationUnder } from '@clarion/dispatch';
import { fail, ok, type Result } from '@clarion/measure';
import type { Centre } from '../centre/centre.ts';
import { replayRules } from './replay.ts';

export interface Replaying {
  readonly rulesId: string;
  readonly done: number;
  readonly of: number;
}

/** Replays of drafts on the centre's own incidents, one at a time on each server. What it comes to is an entry of the log. */
export interface Replays {
  /** Errors: none of that number, or one is under way. */
  begin(rulesId: string): Result<undefined, { readonly code: 'RulesUnknown' | 'ReplayRunning' }>;
  current(): Replaying | undefined;
  stop(): Promise<void>;
}

export function createReplays(
  centre: Pick<Centre, 'log' | 'clock' | 'filedAtHand' | 'times' | 'place' | 'submit'>,
  onTrouble: (error: unknown) => void,
): Replays {
  let current: Replaying | undefined;
  let work: Promise<unknown> | undefined;
  let isOver = false;

  async function run(rulesId: string): Promise<void> {
    const { configuration, adopted, rules } = centre.log.board;
    const draft = rules.get(rulesId);
    if (configuration === undefined || adopted === undefined || draft === undefined) return;
    const wanted = configurationUnder(adopted, draft.rules, configuration.version);
    const means = {
      ...centre,
      onProgress: (done: number, of: number) => {
        current = { rulesId, done, of };
      },
      isOver: () => isOver,
    };
    const replay = await replayRules(means, configuration, wanted);
    if (replay === undefined) return;
    const told = await centre.submit({
      commandId: randomUUID(),
      actor: { kind: 'system', id: 'rules' },
      command: { type: 'ReplayRules', rulesId, replay },
    });
    // It was withdrawn or overtaken meanwhile.
    if (!told.ok && told.error.code !== 'RulesSettled') throw new Error(told.error.code);
  }

  return {
    begin(rulesId) {
      if (!centre.log.board.rules.has(rulesId)) return fail({ code: 'RulesUnknown' });
      if (current !== undefined) return fail({ code: 'ReplayRunning' });
      current = { rulesId, done: 0, of: 0 };
      work = run(rulesId)
        .catch(onTrouble)
        .finally(() => {
          current = undefined;
        });
      return ok(undefined);
    },
    current: () => current,
    async stop() {
      isOver = true;
      await work;
    },
  };
}
