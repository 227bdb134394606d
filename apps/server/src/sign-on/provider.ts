import { fail, ok, type Result } from '@clarion/measure';
import * as client from 'openid-client';
import { isLoopback, type SignOnSettings } from './settings.ts';

/** What has to be the same when somebody comes back from the provider. */
export interface Ticket {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly begunAt: number;
}

export type SignOnFault = { readonly code: 'SignOnDown' | 'SignOnRefused'; readonly reason: string };

/** One provider of OpenID Connect: authorization code with PKCE (RFC 7636), the ID token's signature checked by its keys. */
export interface Provider {
  begin(
    callback: string,
    now: number,
  ): Promise<Result<{ readonly url: string; readonly ticket: Ticket }, SignOnFault>>;
  /** The claims of whoever came back. Refused: another's state, a code that was used, a wrong key, a wrong clock, no token. */
  end(
    cameBack: URL,
    ticket: Ticket,
    now: number,
  ): Promise<Result<Readonly<Record<string, unknown>>, SignOnFault>>;
}

const waitSeconds = 5;
/** OpenID Connect Core 1.0, 2: a token issued too far from now may be refused. Its own end is checked as well. */
const CLOCK_MS = 300_000;

export function createProvider(settings: SignOnSettings): Provider {
  let found: Promise<client.Configuration> | undefined;

  /** Asked anew after a failure: a provider that is away at the start is there later. */
  const configuration = () => {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };

  return {
    async begin(callback, now) {
      try {
        const config = await configuration();
        const ticket: Ticket = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
          begunAt: now,
        };
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: callback,
          scope: 'openid profile',
          state: ticket.state,
          nonce: ticket.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(ticket.verifier),
          code_challenge_method: 'S256',
        });
        return ok({ url: url.href, ticket });
      } catch (error) {
        return fail({ code: 'SignOnDown', reason: reasonOf(error) });
      }
    },
    async end(cameBack, ticket, now) {
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), cameBack, {
          pkceCodeVerifier: ticket.verifier,
          expectedState: ticket.state,
          expectedNonce: ticket.nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined || Math.abs(claims.iat * 1000 - now) > CLOCK_MS)
          return fail({ code: 'SignOnRefused', reason: 'the token is of another time: clocks differ' });
        return ok({ ...claims });
      } catch (error) {
        const code = isAway(error) ? 'SignOnDown' : 'SignOnRefused';
        return fail({ code, reason: reasonOf(error) });
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: SignOnSettings): Promise<client.Configuration> {
  const url = new URL(issuer);
  const config = await client.discovery(url, clientId, clientSecret, undefined, {
    timeout: waitSeconds,
    ...(isLoopback(url) ? { execute: [client.allowInsecureRequests] } : {}),
  });
  // The token comes straight from the provider; its signature proves that it is the one whose keys are published.
  client.enableNonRepudiationChecks(config);
  return config;
}

/** No answer at all, or a word that it is in trouble, as opposed to an answer that is not accepted. */
function isAway(error: unknown): boolean {
  if (error instanceof Response) return error.status >= 500;
  if (error instanceof TypeError) return true;
  if (!(error instanceof Error)) return false;
  return /timeout|timed out|fetch failed/i.test(error.message) || isAway(error.cause);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
