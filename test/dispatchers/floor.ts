import type { Board, Command, Entry } from '@clarion/dispatch';
import type { TestConsole } from './console.ts';

/** A centre as a test of several dispatchers needs it, whatever it is made of. */
export interface Centre {
  readonly consoles: readonly TestConsole[];
  /** Somebody who is no console does something: a caller rings, a crew reports. */
  happen(command: Command): Promise<void>;
  /** Waits until what was begun has come to rest. */
  settle(): Promise<void>;
  /** The whole log, as it is stored. */
  entries(): Promise<readonly Entry[]>;
  /** The board of every process of the server. */
  boards(): readonly Board[];
  /** The next writing breaks there, where this centre can be made to. */
  breakNext?(where: 'beforeCommit' | 'afterCommit'): void;
  /** Time of the centre, in ms from its beginning. */
  pass(ms: number): void;
  /** What the store itself finds wrong with its rows. */
  faults(): Promise<readonly unknown[]>;
}
