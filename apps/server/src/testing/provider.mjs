// A real OpenID Connect provider in a process of its own, so that its clock and its keys can be wrong.
const aheadMs = Number(process.env.AHEAD_MS ?? 0);
const real = Date.now;
if (aheadMs !== 0) {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(real() + aheadMs);
      else super(...given);
    }
    static now() {
      return real() + aheadMs;
    }
  };
}
const { generateKeyPairSync } = await import('node:crypto');
const { default: Provider } = await import('oidc-provider');

const named = key => ({ ...key, use: 'sig', alg: 'RS256', kid: 'one' });
const keyOf = () =>
  named(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }));
const publicOf = ({ kty, n, e, use, alg, kid }) => ({ kty, n, e, use, alg, kid });
const port = Number(process.env.PORT);
const groups = {
  lin: ['staff', 'clarion-dispatch'],
  wei: ['clarion-audit'],
  guest: ['visitors'],
  dispatcher: ['clarion-dispatch'],
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'clarion',
      client_secret: 'a secret of the test',
      redirect_uris: (process.env.CALLBACKS ?? '').split(' '),
    },
  ],
  jwks: { keys: [process.env.WRONG_KEY === 'yes' ? keyOf() : named(JSON.parse(process.env.KEY ?? '{}'))] },
  cookies: { keys: ['of the test'] },
  claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'groups'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: `subject-of-${id}`,
      preferred_username: id,
      name: id.toUpperCase(),
      groups: groups[id],
    }),
  }),
});
if (process.env.WRONG_KEY === 'yes') {
  const published = publicOf(named(JSON.parse(process.env.KEY ?? '{}')));
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/jwks') context.body = { keys: [published] };
  });
}
let asked = 0;
provider.use(async (context, next) => {
  if (process.env.COUNT === 'yes') {
    if (context.path === '/asked') {
      context.body = String(asked);
      return;
    }
    asked += 1;
  }
  if (process.env.BROKEN === 'yes' && context.path === '/token') {
    context.status = 503;
    context.body = 'in trouble';
    return;
  }
  await next();
});
provider.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
