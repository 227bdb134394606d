import { createHash, timingSafeEqual } from 'node:crypto';
import type { CommandType, Role } from '@clarion/dispatch';
import type { Language } from '@clarion/protocol';
import { type AgencyKeyRecord, StoreUnavailable, type Tracker } from '@clarion/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TrackerGate } from '../positions/tracker-gate.ts';
import type { AgencyGate } from '../transfer/agency-gate.ts';
import type { Door } from './door.ts';
import { refuse } from './fault.ts';

/** Who may call a route. Every route says it; one that does not is never reachable. */
export type Access =
  | 'everyone'
  | 'signedIn'
  | 'tracker'
  | 'agency'
  | 'line'
  | readonly Role[]
  /** Whoever may give the command under the configuration in force: it helps with that alone. */
  | { readonly toGive: CommandType };

/** Whether a role may give a command now. */
export type MayGive = (role: Role, type: CommandType) => boolean;

/** Who is asking. `operatorId` is the sign-in name: it stands in the log as who did it. */
export interface AskerSession {
  readonly token: string;
  readonly operatorId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly unitId?: string;
  readonly language: Language;
  readonly expiresAt: number;
  /** Of a sign-in from an envelope. */
  readonly breakGlassUntil?: number;
  readonly csrfToken: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    session: AskerSession | undefined;
    tracker: Tracker | undefined;
    agency: AgencyKeyRecord | undefined;
  }
  interface FastifyContextConfig {
    access?: Access;
  }
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The checks before every route, cheapest first: known address, same site, signed in, not too many, right token,
 * right role.
 */
export function guardRoutes(
  app: FastifyInstance,
  door: Door,
  gate: TrackerGate,
  mayGive: MayGive,
  agencies: AgencyGate,
  lineKey?: string,
): void {
  app.decorateRequest('session', undefined);
  app.decorateRequest('tracker', undefined);
  app.decorateRequest('agency', undefined);
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return undefined;
    const access = request.routeOptions.config.access;
    const changes = !harmless.has(request.method) || request.ws;
    if (changes && !sameSite(request)) return refuse(request, reply, { status: 403, code: 'OriginWrong' });

    if (access === 'tracker') return admitTracker(request, reply);
    if (access === 'agency') return admitAgency(request, reply);
    if (access === 'line') return admitLine(request, reply);
    const found = await (access === 'everyone' ? whoIfKnown(request, door) : door.sessionOf(request));
    request.session = found.session;
    // The pages themselves are small files, and a whole shift may load them at once from one address.
    const isPage = access === 'everyone' && !isApi(request);
    const key = found.session === undefined ? strangerKey(request, door) : `session ${found.session.token}`;
    const wait = isPage ? 0 : door.limits.take(key, found.session !== undefined);
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      reply.header('retry-after', seconds);
      return refuse(request, reply, { status: 429, code: 'TooManyRequests', params: { seconds } });
    }
    if (access === 'everyone') return undefined;
    if (found.session === undefined) {
      return refuse(request, reply, { status: 401, code: found.ended ? 'SessionEnded' : 'NotSignedIn' });
    }
    if (changes && !request.ws && request.headers['x-csrf-token'] !== found.session.csrfToken) {
      return refuse(request, reply, { status: 403, code: 'CsrfTokenWrong' });
    }
    if (!isLetIn(access, found.session.role))
      return refuse(request, reply, { status: 403, code: 'NotAllowed' });
    return undefined;
  });

  function isLetIn(access: Access | undefined, role: Role): boolean {
    if (access === undefined || typeof access === 'string') return access === 'signedIn';
    return 'toGive' in access ? mayGive(role, access.toGive) : access.includes(role);
  }

  /** A key stands for itself: there is no session, so no cookie that a foreign page could bring along. */
  async function admitTracker(request: FastifyRequest, reply: FastifyReply) {
    request.tracker = await gate.find(bearerOf(request));
    return request.tracker === undefined ? refuseKey(request, reply, 'TrackerKeyWrong') : undefined;
  }

  /** An agency asks as often as its work needs; a wrong key is told to whoever keeps the server, with where it came from. */
  async function admitAgency(request: FastifyRequest, reply: FastifyReply) {
    request.agency = await agencies.find(bearerOf(request));
    if (request.agency === undefined) return refuseKey(request, reply, 'AgencyKeyWrong');
    const wait = agencies.take(request.agency.agencyId);
    if (wait === 0) return undefined;
    const seconds = Math.ceil(wait / 1000);
    reply.header('retry-after', seconds);
    return refuse(request, reply, { status: 429, code: 'TooManyRequests', params: { seconds } });
  }

  /** Without a key of its own the line is closed to everybody. */
  async function admitLine(request: FastifyRequest, reply: FastifyReply) {
    const isRight = lineKey !== undefined && isSame(bearerOf(request), lineKey);
    return isRight ? undefined : refuseKey(request, reply, 'LineKeyWrong');
  }

  function refuseKey(
    request: FastifyRequest,
    reply: FastifyReply,
    code: 'TrackerKeyWrong' | 'AgencyKeyWrong' | 'LineKeyWrong',
  ) {
    const wait = door.limits.take(`address ${request.ip}`, false);
    if (wait === 0) {
      // Within the limit alone: a flood of keys is not to fill the disk.
      if (code === 'AgencyKeyWrong') request.log.warn({ address: request.ip }, 'a wrong key of an agency');
      reply.header('www-authenticate', 'Bearer');
      return refuse(request, reply, { status: 401, code });
    }
    const seconds = Math.ceil(wait / 1000);
    reply.header('retry-after', seconds);
    return refuse(request, reply, { status: 429, code: 'TooManyRequests', params: { seconds } });
  }
}

/** What is open to everybody is so while the database is away, too: the pages, and the word on how the server is. */
async function whoIfKnown(request: FastifyRequest, door: Door): ReturnType<Door['sessionOf']> {
  try {
    return await door.sessionOf(request);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return { session: undefined, ended: false };
  }
}

const bearerOf = (request: FastifyRequest): string =>
  /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';

/** In a time that does not tell how much of it was right. */
function isSame(said: string, key: string): boolean {
  const [a, b] = [said, key].map(text => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}

/** By the route that answers, since an address can be written in many ways. */
export function isApi(request: FastifyRequest): boolean {
  return request.is404
    ? request.url.startsWith('/api/')
    : request.routeOptions.url?.startsWith('/api/') === true;
}

/** Who is at home on a device does not wait for others behind the same address. */
function strangerKey(request: FastifyRequest, door: Door): string {
  const device = door.deviceOf(request);
  return device === undefined ? `address ${request.ip}` : `device ${device}`;
}

/** A browser always names the origin of a change; what sends none (a phone's own program) brings no foreign page along. */
export function sameSite(request: FastifyRequest): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === request.headers.host;
}
