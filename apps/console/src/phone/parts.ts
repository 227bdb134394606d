import type { Instant } from '@clarion/measure';
import type { LogClock, PlacePackAnswer, UnitView, WireCommand } from '@clarion/protocol';
import type { Cell } from '../cell.ts';
import type { Liveness } from '../link/live.ts';
import type { Requester } from '../link/request.ts';
import type { Cry, createCallForHelp } from './call-for-help.ts';
import type { KeptStates } from './kept-state.ts';
import type { Queue, Queued } from './queue.ts';

/** What a crew's page works with. */
export interface PhoneParts {
  readonly request: Requester;
  readonly queue: Queue;
  readonly items: Cell<readonly Queued[]>;
  /** Asks for it as soon as there is a network; it carries its own time. */
  readonly act: (command: WireCommand) => void;
  readonly help: ReturnType<typeof createCallForHelp>;
  readonly cries: Cell<readonly Cry[]>;
  readonly view: Cell<UnitView | undefined>;
  readonly told: Cell<string | undefined>;
  readonly liveness: Cell<Liveness>;
  readonly place: Cell<PlacePackAnswer | undefined>;
  readonly log: Cell<{ readonly kind?: string; readonly clock?: LogClock }>;
  readonly tick: Cell<number>;
  readonly kept: KeptStates;
  /** When the centre was last heard, by its own clock. */
  readonly heardAt: Cell<number | undefined>;
  readonly now: () => number;
  /** Now, by the log's clock, as a command carries it. */
  readonly at: () => Instant;
}
