import type { LocationServer } from './location-server.ts';

/** After the first two answers: a phone that has just been taken out of a pocket is found better a little later. */
const AGAIN_MS: readonly number[] = [15_000, 45_000, 120_000];
const MOST_CALLS = 1000;

export interface BidMeans {
  readonly server: LocationServer;
  /** Nobody needs the place of a call that is over. */
  readonly isOpen: (lineCallId: string) => boolean;
  readonly tell: (lineCallId: string, pidf: string) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
  /** Waits before each further bid. */
  readonly againMs?: readonly number[];
}

/**
 * Asks where a call's device is: at once for a first place, then for the best one, then again a few times while the call is open (re-bid). An
 * answer that says the same as the one before is not told again.
 */
export interface LocationBids {
  /** A new address for the same call takes the place of the old. */
  follow(lineCallId: string, uri: string, number?: string): void;
  readonly following: number;
  stop(): void;
}

export function createLocationBids({
  server,
  isOpen,
  tell,
  onTrouble,
  againMs = AGAIN_MS,
}: BidMeans): LocationBids {
  interface Followed {
    readonly uri: string;
    readonly number: string | undefined;
    told?: string;
    timer?: NodeJS.Timeout;
  }
  const followed = new Map<string, Followed>();

  function forget(lineCallId: string): void {
    clearTimeout(followed.get(lineCallId)?.timer);
    followed.delete(lineCallId);
  }

  /** False: there is no more to ask. */
  async function bid(lineCallId: string, one: Followed, turn: number): Promise<boolean> {
    const isStill = () => followed.get(lineCallId) === one && isOpen(lineCallId);
    if (!isStill()) return false;
    const asked = await server.ask(
      one.uri,
      turn === 0 ? 'emergencyRouting' : 'emergencyDispatch',
      one.number,
    );
    if (!isStill()) return false;
    if (!asked.ok) {
      // The address leads to one person's phone, so it is not written down.
      onTrouble(new Error(`location of a call: ${Object.values(asked.error).join(' ')}`));
      return asked.error.code !== 'HostNotAllowed';
    }
    if (asked.value !== one.told) {
      one.told = asked.value;
      await tell(lineCallId, asked.value);
    }
    return true;
  }

  function go(lineCallId: string, one: Followed, turn: number): void {
    bid(lineCallId, one, turn)
      .catch(error => {
        onTrouble(error);
        return true;
      })
      .then(goesOn => {
        if (followed.get(lineCallId) !== one) return;
        // The first is followed by the second at once.
        const wait = turn === 0 ? 0 : againMs[turn - 1];
        if (!goesOn || wait === undefined) return forget(lineCallId);
        one.timer = setTimeout(() => go(lineCallId, one, turn + 1), wait);
      });
  }

  return {
    follow(lineCallId, uri, number) {
      if (followed.get(lineCallId)?.uri === uri) return;
      forget(lineCallId);
      const oldest = followed.size < MOST_CALLS ? undefined : followed.keys().next().value;
      if (oldest !== undefined) forget(oldest);
      const one: Followed = { uri, number };
      followed.set(lineCallId, one);
      go(lineCallId, one, 0);
    },
    get following() {
      return followed.size;
    },
    stop() {
      for (const lineCallId of [...followed.keys()]) forget(lineCallId);
    },
  };
}
