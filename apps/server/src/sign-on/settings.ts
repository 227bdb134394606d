import type { Role } from '@clarion/dispatch';
import { roleSchema } from '@clarion/protocol';

/** The organisation's own sign-on (OpenID Connect), and what its groups may here. */
export interface SignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that names somebody's groups. */
  readonly claim: string;
  /** The first group of the list that somebody is in counts. */
  readonly roles: readonly { readonly group: string; readonly role: Role }[];
}

/** What each variable has to be. */
export const signOnWanted: Readonly<Record<string, string>> = {
  OIDC_ISSUER: 'https://…',
  OIDC_CLIENT_ID: 'id',
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_ROLES: 'group=dispatcher,group=auditor',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined: no sign-on; a name of a variable: what is wrong with them. */
export function readSignOn(
  environment: Environment,
): SignOnSettings | undefined | { readonly wrong: string } {
  const issuer = environment['OIDC_ISSUER'] ?? '';
  if (issuer === '') return undefined;
  if (!URL.canParse(issuer) || !isSafe(new URL(issuer))) return { wrong: 'OIDC_ISSUER' };
  const [clientId = '', clientSecret = ''] = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].map(
    name => environment[name],
  );
  if (clientId === '') return { wrong: 'OIDC_CLIENT_ID' };
  if (clientSecret === '') return { wrong: 'OIDC_CLIENT_SECRET' };
  const named = (environment['OIDC_ROLES'] ?? '').split(',').filter(part => part.trim() !== '');
  const roles = named.flatMap(part => {
    const [group = '', said = ''] = part.split('=').map(text => text.trim());
    const role = roleSchema.safeParse(said).data;
    return group === '' || role === undefined || role === 'responder' ? [] : [{ group, role }];
  });
  if (roles.length === 0 || roles.length < named.length) return { wrong: 'OIDC_ROLES' };
  return { issuer, clientId, clientSecret, claim: environment['OIDC_CLAIM'] || 'groups', roles };
}

/** What passes is as good as a password; only on the machine itself may it go without TLS. */
export const isSafe = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url);
export const isLoopback = (url: URL): boolean =>
  url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

/** What the claims come to: the first of our groups that they name. */
export function roleOf(
  { claim, roles }: SignOnSettings,
  claims: Readonly<Record<string, unknown>>,
): Role | undefined {
  const said = claims[claim];
  const groups = Array.isArray(said) ? said : [said];
  return roles.find(({ group }) => groups.includes(group))?.role;
}
