import type { Role } from '@clarion/dispatch';
import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import { chooseLanguage, type Language } from '@clarion/protocol';
import {
  createSession,
  type Database,
  type Devices,
  endSession,
  endSessionsOf,
  findOperator,
  findSession,
  livingSessions,
  type Operator,
  replaceOncePassword,
  type SecondFactors,
  type SecondFault,
  type StoredSession,
  StoreFull,
  shortestPassword,
  signIn,
  touchSession,
} from '@clarion/store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AskerSession } from './access.ts';
import { createLimits, type Limits } from './limits.ts';

/** Idle time after which a session is over. It is renewed by every request, by an open page, and by an open call. */
const SESSION_LIFE_MS = 12 * 3_600_000;
const KNOWN_FOR_MS = 3000;
const TOUCH_EVERY_MS = 60_000;
/** As long as browsers allow: when a session is over is for the server to say, not for a cookie in the middle of a call. */
const COOKIE_LIFE_SECONDS = 400 * 86_400;

/** Sessions: who comes in, who is in, who leaves. */
export interface Door {
  readonly limits: Limits;
  /** Of the session. A drill's is another one, so that it never takes the place of a live one on the same machine. */
  readonly cookie: string;
  sessionOf(request: FastifyRequest): Promise<{ session: AskerSession | undefined; ended: boolean }>;
  signIn(
    request: FastifyRequest,
    asked: {
      login: string;
      password: string;
      /** In the place of one that somebody else had made. */
      newPassword?: string | undefined;
      code?: string | undefined;
      language: Language;
    },
  ): Promise<
    | { ok: true; session: AskerSession; recoveryCodes?: readonly string[] }
    | {
        ok: false;
        code: 'SignInWrong' | 'SecondFactorNeeded' | 'SecondFactorWrong' | 'PasswordOnce' | 'PasswordSame';
      }
    | { ok: false; code: 'PasswordTooShort'; minimum: number }
    | { ok: false; code: 'SecondFactorEnrol'; secret: string }
    | { ok: false; code: 'SignInWait'; seconds: number }
  >;
  /** Every session of this operator is over, as soon as each server looks again; but one may stay. */
  endOthers(operatorId: string, kept?: AskerSession): Promise<void>;
  /** A session of a sign-in that was proven otherwise than by a password. */
  admit(operator: Operator, language: Language): Promise<AskerSession>;
  signOut(session: AskerSession): Promise<void>;
  /** Told of the token of a session that was ended on purpose. */
  onSignedOut(told: (token: string) => void): void;
  /** The device that asks, when somebody has signed in there before. */
  deviceOf(request: FastifyRequest): string | undefined;
  /** False when the session is over. */
  keepAlive(session: AskerSession): Promise<boolean>;
  setCookies(request: FastifyRequest, reply: FastifyReply, session: AskerSession | undefined): void;
  /** Looks at once at all that are known, for those that were ended at another server or at the machine itself. */
  lookAnew(): Promise<void>;
  /** Renews the sessions of those who hold an open call, whatever their page does. */
  keepBusy(holdsCall: (operatorId: string) => boolean): Promise<void>;
}

type Second = Result<
  { readonly operator: Operator; readonly recoveryCodes?: readonly string[] },
  SecondFault
>;

export interface DoorOptions {
  readonly database: Database;
  readonly kind: 'live' | 'drill';
  readonly devices: Devices;
  readonly factors: SecondFactors;
  /** Roles that do not get in without a second factor. */
  readonly secondFactorFor?: ReadonlySet<Role>;
  readonly wall: () => number;
  readonly sessionLifeMs?: number;
  readonly limits?: Limits;
}

export function createDoor(options: DoorOptions): Door {
  const { database, devices, factors, wall } = options;
  const cookie = `clarion_${options.kind}`;
  const deviceCookie = `${cookie}_device`;
  const listeners: ((token: string) => void)[] = [];
  const lifeMs = options.sessionLifeMs ?? SESSION_LIFE_MS;
  const known = new Map<string, { session: AskerSession; readAt: number; touchedAt: number }>();

  /** What the password alone does not open. An enrolment that was begun ends with its first right code. */
  async function secondOf(operator: Operator, code: string | undefined, now: Instant): Promise<Second> {
    const { operatorId } = operator;
    if (await factors.isOn(operatorId)) {
      if (code === undefined || code === '') return fail({ code: 'SecondFactorNeeded' });
      const right = await factors.check(operatorId, code, now);
      return right ? ok({ operator }) : fail({ code: 'SecondFactorWrong' });
    }
    if (options.secondFactorFor?.has(operator.role) !== true) return ok({ operator });
    if (code === undefined || code === '')
      return fail({ code: 'SecondFactorEnrol', secret: await factors.begin(operatorId, now) });
    const recoveryCodes = await factors.confirm(operatorId, code, now);
    return recoveryCodes === undefined
      ? fail({ code: 'SecondFactorWrong' })
      : ok({ operator, recoveryCodes });
  }

  /** What a password that somebody else made asks for before all: one of their own. */
  function ownOf(
    operator: Operator,
    { password, newPassword }: { readonly password: string; readonly newPassword?: string | undefined },
  ): Result<undefined, SecondFault> {
    if (operator.passwordOnce !== true) return ok(undefined);
    if (newPassword === undefined) return fail({ code: 'PasswordOnce' });
    if (newPassword.length < shortestPassword)
      return fail({ code: 'PasswordTooShort', minimum: shortestPassword });
    return newPassword === password ? fail({ code: 'PasswordSame' }) : ok(undefined);
  }

  /** A full disk keeps nobody from reading: the session has hours left. */
  async function prolong(token: string, operator: Operator, now: number): Promise<boolean> {
    try {
      const life = { now: instant(now), lifeMs: lifeOf(operator, now) };
      return (await touchSession(database, token, life)) !== undefined;
    } catch (error) {
      if (!(error instanceof StoreFull)) throw error;
      return false;
    }
  }

  async function admit(operator: Operator, language: Language): Promise<AskerSession> {
    const now = instant(wall());
    const life = lifeOf(operator, now);
    const made = await createSession(database, { operator, language, now, lifeMs: life });
    return askerOf(made.token, made.session, now + life);
  }

  /** A sign-in that ends by itself is not prolonged beyond that. */
  const lifeOf = ({ endsAt }: Operator, now: number) =>
    endsAt === undefined ? lifeMs : Math.min(lifeMs, endsAt - now);

  async function read(token: string): Promise<AskerSession | undefined> {
    const now = wall();
    const cached = known.get(token);
    if (cached !== undefined && now - cached.readAt < KNOWN_FOR_MS && cached.session.expiresAt > now)
      return cached.session;
    const stored = await findSession(database, token, instant(now));
    if (stored === undefined) {
      known.delete(token);
      return undefined;
    }
    const touchedAt = cached?.touchedAt ?? 0;
    const touch = now - touchedAt > Math.min(TOUCH_EVERY_MS, lifeMs / 10);
    const touched = touch && (await prolong(token, stored.operator, now));
    const session = askerOf(token, stored, touched ? now + lifeOf(stored.operator, now) : stored.expiresAt);
    known.set(token, { session, readAt: now, touchedAt: touched ? now : touchedAt });
    return session;
  }

  return {
    limits: options.limits ?? createLimits(wall),
    cookie,
    async sessionOf(request) {
      const token = request.cookies[cookie];
      if (token === undefined || token === '') return { session: undefined, ended: false };
      const session = await read(token);
      return { session, ended: session === undefined };
    },
    async signIn(request, asked) {
      const now = instant(wall());
      const device = devices.find(request.cookies[deviceCookie], asked.login);
      const who = await signIn(
        database,
        {
          login: asked.login,
          password: asked.password,
          address: request.ip,
          ...(device === undefined ? {} : { device }),
          now,
        },
        async operator => {
          const own = ownOf(operator, asked);
          return own.ok ? secondOf(operator, asked.code, now) : own;
        },
      );
      if (!who.ok) {
        if (who.error.code !== 'SignInWait') return { ok: false, ...who.error };
        return { ok: false, code: 'SignInWait', seconds: Math.ceil((who.error.until - now) / 1000) };
      }
      const { operator, recoveryCodes } = who.value;
      // Of two who come in by the same one at once, one is in.
      if (
        operator.passwordOnce === true &&
        !(await replaceOncePassword(database, operator.operatorId, asked.newPassword!))
      )
        return { ok: false, code: 'SignInWrong' };
      const session = await admit(operator, asked.language);
      return { ok: true, session, ...(recoveryCodes === undefined ? {} : { recoveryCodes }) };
    },
    async endOthers(operatorId, kept) {
      for (const [token, { session }] of known)
        if (session.operatorId === operatorId && token !== kept?.token) {
          known.delete(token);
          for (const told of listeners) told(token);
        }
      const operator = await findOperator(database, operatorId);
      if (operator !== undefined) await endSessionsOf(database, operator.operatorId, kept?.token);
    },
    admit,
    async signOut(session) {
      known.delete(session.token);
      await endSession(database, session.token);
      for (const told of listeners) told(session.token);
    },
    onSignedOut: told => void listeners.push(told),
    deviceOf: request => devices.idOf(request.cookies[deviceCookie]),
    keepAlive: async session => (await read(session.token)) !== undefined,
    setCookies(request, reply, session) {
      const base = {
        path: '/',
        httpOnly: true,
        sameSite: 'strict' as const,
        secure: request.protocol === 'https',
      };
      if (session === undefined) {
        reply.clearCookie(cookie, base);
        return;
      }
      const kept = { ...base, maxAge: COOKIE_LIFE_SECONDS };
      reply.setCookie(cookie, session.token, kept);
      reply.setCookie(deviceCookie, devices.remember(request.cookies[deviceCookie], session.login), kept);
    },
    async lookAnew() {
      const before = [...known.keys()];
      const living = await livingSessions(database, before, instant(wall()));
      for (const token of before) {
        if (living.has(token)) continue;
        known.delete(token);
        for (const told of listeners) told(token);
      }
    },
    async keepBusy(holdsCall) {
      const now = wall();
      for (const [token, { session }] of known) {
        if (holdsCall(session.operatorId)) await touchSession(database, token, { now: instant(now), lifeMs });
        else if (session.expiresAt < now) known.delete(token);
      }
    },
  };
}

/** Stands where a crew's sign-in names its unit: it reports the positions of all of them. */
export const GATEWAY_UNIT = '*';

function askerOf(token: string, stored: StoredSession, expiresAt: number): AskerSession {
  const who = stored.operator;
  const speaksForOne = who.unitId !== undefined && who.unitId !== GATEWAY_UNIT;
  return {
    token,
    operatorId: who.login,
    login: who.login,
    displayName: who.displayName,
    role: who.role,
    ...(speaksForOne ? { unitId: who.unitId } : {}),
    language: chooseLanguage(stored.language),
    expiresAt,
    ...(who.endsAt === undefined ? {} : { breakGlassUntil: who.endsAt }),
    csrfToken: stored.csrfToken,
  };
}
