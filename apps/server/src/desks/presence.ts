import { randomUUID } from 'node:crypto';
import { type Board, shiftRules } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { Presences } from '@clarion/store';
import type { Centre } from '../centre/centre.ts';
import type { AskerSession } from '../http/access.ts';

const EVERY_MS = 10_000;
/** Longer than that without having told who is there, and others may not have either. */
const OUTAGE_MS = 2 * EVERY_MS;

/** One live line of somebody at a desk. */
export interface PresentLine {
  /** A sign of life has come over it. */
  seen(): void;
  close(): void;
}

export type OpenSession = Pick<AskerSession, 'operatorId' | 'token'>;

interface OpenLine {
  readonly token: string;
  readonly ask: () => void;
}

/** Who is there, so that a desk whose page has gone is noticed. */
export interface Presence {
  /** A live line was opened; `ask` asks its other end for a sign of life, which the browser gives by itself. */
  open(session: OpenSession, ask: () => void): PresentLine;
  /** Whether this person has a live line open at this server in another session. */
  isElsewhere(session: OpenSession): boolean;
  /** They have signed off: what they sat at is left. */
  signOff(operatorId: string, leave: (deskId: string) => Promise<unknown>): Promise<void>;
  /** Tells what was heard, asks again, and takes desks from who has been silent for too long. @returns how many */
  look(): Promise<number>;
  /** Nothing is kept of those who were last heard of a day ago. */
  purge(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Whoever sits at a desk and has had a live line is watched; a program that takes a desk over HTTP alone is not. Nothing is
 * lost while a drill's clock stands. A server that starts gives everybody the whole time to come back; after an outage of the
 * database every other server is given time to tell whom it has heard before anybody is missed.
 */
export function startPresence(
  { log, clock, submit }: Pick<Centre, 'log' | 'clock' | 'submit'>,
  stored: Presences,
  onTrouble: (error: unknown) => void,
): Presence {
  const lines = new Map<string, Set<OpenLine>>();
  const heard = new Set<string>();
  let looking: Promise<number> | undefined;
  let toldAt = performance.now();
  let missesNobodyUntil = toldAt;

  async function takeStock(): Promise<number> {
    for (const own of lines.values()) for (const { ask } of own) ask();
    // While the database is away nothing is forgotten: who was heard meanwhile is told when it is back, before anybody is missed.
    const fresh = [...heard];
    await stored.touch(fresh);
    for (const operatorId of fresh) heard.delete(operatorId);
    const nowMs = performance.now();
    if (nowMs - toldAt > OUTAGE_MS) missesNobodyUntil = nowMs + OUTAGE_MS;
    toldAt = nowMs;
    if (nowMs < missesNobodyUntil) return 0;
    const board = log.board;
    const sitting = seatedOperators(board);
    if (sitting.length === 0 || clock.state().rate === 0) return 0;
    const silence = await stored.silence(sitting.map(({ operatorId }) => operatorId));
    const lost = sitting.filter(
      ({ operatorId }) => (silence.get(operatorId) ?? 0) > shiftRules(board).lostSeconds * 1000,
    );
    for (const { deskId, operatorId } of lost)
      await submit({
        commandId: randomUUID(),
        actor: { kind: 'system', id: 'presence' },
        command: {
          type: 'LoseDesk',
          deskId,
          operatorId,
          silentSince: instant(clock.now() - silence.get(operatorId)!),
        },
      });
    return lost.length;
  }
  const look = () => {
    // One look at a time: a slow database does not pile them up.
    looking ??= takeStock().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const began = stored
    .silence(seatedOperators(log.board).map(({ operatorId }) => operatorId))
    .then(known => stored.touch([...known.keys()]))
    .catch(onTrouble);
  const timer = setInterval(() => void look().catch(onTrouble), EVERY_MS);

  return {
    open({ operatorId, token }, ask) {
      const own = lines.get(operatorId) ?? new Set();
      const line = { token, ask };
      lines.set(operatorId, own.add(line));
      void stored.touch([operatorId]).catch(onTrouble);
      return {
        seen: () => void heard.add(operatorId),
        close() {
          own.delete(line);
          if (own.size === 0 && lines.get(operatorId) === own) lines.delete(operatorId);
        },
      };
    },
    isElsewhere: ({ operatorId, token }) =>
      [...(lines.get(operatorId) ?? [])].some(line => line.token !== token),
    async signOff(operatorId, leave) {
      for (const one of seatedOperators(log.board))
        if (one.operatorId === operatorId) await leave(one.deskId);
      // What was heard of them a moment ago must not bring them back.
      heard.delete(operatorId);
      await stored.forget(operatorId);
    },
    look,
    purge: () => stored.purge(),
    async stop() {
      clearInterval(timer);
      await began;
      await looking?.catch(onTrouble);
    },
  };
}

const seatedOperators = ({ desks }: Board) =>
  [...desks.values()].flatMap(({ deskId, by }) =>
    by.kind === 'operator' ? [{ deskId, operatorId: by.id }] : [],
  );
