import type { UnitStatus } from '@clarion/dispatch';
import { instant, type Result } from '@clarion/measure';
import type { CommandAccepted, CommandRequest } from '@clarion/protocol';
import type { RequestFault } from '../link/request.ts';

/** One tap of the crew: what, and when it was tapped by the log's clock. */
export interface Tap {
  readonly commandId: string;
  readonly unitId: string;
  readonly status: UnitStatus;
  readonly incidentId?: string;
  readonly happenedAt: number;
}

export interface OutboxOptions {
  readonly post: (request: CommandRequest) => Promise<Result<CommandAccepted, RequestFault>>;
  readonly read: () => readonly Tap[];
  readonly keep: (taps: readonly Tap[]) => void;
  readonly newId: () => string;
  readonly onChange: (taps: readonly Tap[]) => void;
  readonly onSent: (tap: Tap) => void;
  readonly onRefused: (tap: Tap, fault: RequestFault) => void;
}

export const requestOf = (tap: Tap): CommandRequest => ({
  commandId: tap.commandId,
  command: {
    type: 'ReportStatus',
    unitId: tap.unitId,
    status: tap.status,
    happenedAt: instant(tap.happenedAt),
    ...(tap.incidentId === undefined ? {} : { incidentId: tap.incidentId }),
  },
});

/**
 * Taps that the log does not hold yet, in order, on the phone until it does. One is sent after another; what is sent
 * twice counts once, and each carries its own time, so a late one never stands above a newer status.
 */
export function createOutbox(options: OutboxOptions) {
  let taps = options.read();
  let sending = false;

  const put = (next: readonly Tap[]) => {
    taps = next;
    options.keep(taps);
    options.onChange(taps);
  };

  async function flush(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      while (taps[0] !== undefined) {
        const tap = taps[0];
        const answer = await options.post(requestOf(tap));
        if (answer.ok) {
          put(taps.slice(1));
          options.onSent(tap);
        } else if (
          answer.error.status >= 400 &&
          answer.error.status < 500 &&
          ![401, 403, 408, 429].includes(answer.error.status)
        ) {
          put(taps.slice(1));
          options.onRefused(tap, answer.error);
        } else return;
      }
    } finally {
      sending = false;
    }
  }

  return {
    waiting: () => taps,
    tap(tap: Omit<Tap, 'commandId'>) {
      put([...taps, { ...tap, commandId: options.newId() }]);
      void flush();
    },
    flush,
  };
}
