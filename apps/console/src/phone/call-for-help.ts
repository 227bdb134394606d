import { instant, type Result } from '@clarion/measure';
import type { CommandAccepted, CommandRequest } from '@clarion/protocol';
import type { RequestFault } from '../link/request.ts';

/** The emergency button and what the crew says of being safe: kept on the phone until the log holds it. */
export interface Cry {
  readonly commandId: string;
  readonly type: 'RaiseEmergency' | 'ClaimSafe';
  readonly unitId: string;
  readonly happenedAt: number;
}

export interface CryOptions {
  readonly post: (request: CommandRequest) => Promise<Result<CommandAccepted, RequestFault>>;
  /** Whose phone it is now; what another crew pressed on it waits for that crew, and holds nobody up. */
  readonly unitId: () => string | undefined;
  readonly read: () => readonly Cry[];
  readonly keep: (cries: readonly Cry[]) => void;
  readonly newId: () => string;
  readonly onChange: (cries: readonly Cry[]) => void;
}

/** As long as a sleeve does not brush over it. */
export const HOLD_MS = 1000;

/**
 * A line of its own, so that no status waits before it. Each carries the time at which it was pressed; what is sent twice
 * counts once. Only what the law has refused is given up: it is so already, or was ended.
 */
export function createCallForHelp(options: CryOptions) {
  let cries = options.read();
  let sending = false;
  const put = (next: readonly Cry[]) => {
    cries = next;
    options.keep(cries);
    options.onChange(cries);
  };

  async function flush(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      const ofUnit = () => cries.find(one => one.unitId === options.unitId());
      for (let next = ofUnit(); next !== undefined; next = ofUnit()) {
        const { commandId, type, unitId, happenedAt } = next;
        const answer = await options.post({
          commandId,
          command: { type, unitId, happenedAt: instant(happenedAt) },
        });
        const isRefused = !answer.ok && (answer.error.status === 404 || answer.error.status === 409);
        if (!answer.ok && !isRefused) return;
        put(cries.filter(one => one.commandId !== commandId));
      }
    } finally {
      sending = false;
    }
  }

  return {
    waiting: () => cries,
    cry(cry: Omit<Cry, 'commandId'>) {
      put([...cries, { ...cry, commandId: options.newId() }]);
      void flush();
    },
    flush,
  };
}
