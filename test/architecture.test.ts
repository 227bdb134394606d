import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Which workspaces each may import: arrows point one way. */
const mayImport: Record<string, readonly string[]> = {
  'packages/measure': [],
  'packages/roads': ['measure'],
  'packages/dispatch': ['measure'],
  'packages/protocol': ['measure', 'dispatch'],
  'packages/places': ['measure'],
  'packages/town': ['measure', 'roads', 'places'],
  'packages/coverage': ['measure'],
  'packages/exercise': ['measure', 'dispatch'],
  'packages/simulation': ['measure', 'dispatch'],
  'adapters/store': ['measure', 'dispatch'],
  'adapters/files': ['measure', 'roads', 'places', 'town', 'dispatch', 'exercise'],
  'adapters/solver': ['measure', 'coverage'],
  'adapters/positions': ['measure'],
  'adapters/telephony': ['measure'],
  'apps/server': [
    'measure',
    'roads',
    'dispatch',
    'protocol',
    'places',
    'exercise',
    'store',
    'files',
    'coverage',
    'simulation',
    'solver',
    'positions',
    'telephony',
  ],
  'apps/cli': [
    'measure',
    'roads',
    'dispatch',
    'protocol',
    'places',
    'exercise',
    'files',
    'store',
    'town',
    'simulation',
    'coverage',
    'solver',
    'positions',
  ],
  'apps/console': ['measure', 'dispatch', 'protocol', 'coverage'],
};

const workspaces = ['packages', 'adapters', 'apps'].flatMap(kind =>
  readdirSync(join(root, kind)).map(name => `${kind}/${name}`),
);

function sourcesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !/node_modules|\/dist\//.test(path));
}

const isTest = (path: string) => /\.(test|bench)\.tsx?$|\/(test|testing|fixtures)\//.test(path);
const parsed = new Map<string, ReturnType<typeof parseSync>>();
function parse(path: string) {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const result = parseSync(path, readFileSync(path, 'utf8'));
  parsed.set(path, result);
  return result;
}

/** Every module that a file imports or re-exports, `import()` with a plain string included. */
function importsOf(path: string): string[] {
  const { module, program } = parse(path);
  const specifiers = module.staticImports.map(found => found.moduleRequest.value);
  for (const found of module.staticExports)
    for (const entry of found.entries) if (entry.moduleRequest) specifiers.push(entry.moduleRequest.value);
  new Visitor({
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string')
        specifiers.push(node.source.value);
    },
  }).visit(program);
  return [...new Set(specifiers)];
}

/** Clocks, chance, the network and timers, wherever they are named in a pure package. */
function effectsOf(path: string): string[] {
  const found: string[] = [];
  const banned = new Set([
    'fetch',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'process',
    'WebSocket',
    'XMLHttpRequest',
    'crypto',
    'performance',
    'require',
  ]);
  new Visitor({
    MemberExpression(node) {
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return;
      const name = `${node.object.name}.${node.property.name}`;
      if (name === 'Math.random' || name === 'Date.now' || /^(crypto|performance|process)\./.test(name))
        found.push(name);
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        found.push('new Date()');
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && banned.has(node.callee.name))
        found.push(`${node.callee.name}()`);
    },
  }).visit(parse(path).program);
  return found;
}

test('every workspace is in the table of arrows, and none is empty', () => {
  expect(workspaces.toSorted()).toEqual(Object.keys(mayImport).toSorted());
  for (const workspace of workspaces) {
    expect(sourcesUnder(join(root, workspace)).length, workspace).toBeGreaterThan(0);
    expect(existsSync(join(root, workspace, 'README.md')), `${workspace}/README.md`).toBe(true);
  }
});

describe.each(workspaces)('%s', workspace => {
  const files = sourcesUnder(join(root, workspace));

  test('imports only what the arrows allow, by the public face', () => {
    const wrong: string[] = [];
    for (const path of files)
      for (const specifier of importsOf(path)) {
        const neighbour = /^@clarion\/([^/]+)(\/.*)?$/.exec(specifier);
        if (neighbour) {
          const allowed = mayImport[workspace]!.includes(neighbour[1]!) || isTest(path);
          if (!allowed || neighbour[2] !== undefined)
            wrong.push(`${relative(root, path)} imports ${specifier}`);
        } else if (specifier.startsWith('.')) {
          const target = relative(join(root, workspace), resolve(dirname(path), specifier));
          if (target.startsWith('..') && !isTest(path))
            wrong.push(`${relative(root, path)} imports ${specifier}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test.runIf(workspace.startsWith('packages/'))('is pure: no clock, no chance, no files, no network', () => {
    const wrong: string[] = [];
    for (const path of files.filter(path => !isTest(path))) {
      for (const specifier of importsOf(path))
        if (/^node:|^(fs|path|http|os|crypto|worker_threads)$/.test(specifier))
          wrong.push(`${relative(root, path)}: ${specifier}`);
      for (const effect of effectsOf(path)) wrong.push(`${relative(root, path)}: ${effect}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** Speak outward, or may, without being an effect of the log; why. */
const noEffects: Readonly<Record<string, string>> = {
  'apps/server/src/positions/between-nodes.ts': 'to servers of the same log, on subjects that name its kind',
  'apps/server/src/mqtt/connection.ts':
    'a line alone; whoever uses it is looked at as if it were the library',
  'apps/server/src/location/location-server.ts':
    'asks where the phone of an open call is, of servers that the centre has named; in a drill of this machine alone',
  'adapters/store/src/embedded/server.ts': 'asks the machine for a free port of its own database',
};

test('whatever reaches out of the house opens on a live log alone', () => {
  const reach =
    /^(node:)?(net|http|https|http2|dgram|tls)$|^(ws|mqtt|undici|nodemailer|@nats-io\/.*)$|\/mqtt\/connection\.ts$/;
  const typesOnly = (path: string, specifier: string) =>
    parse(path).module.staticImports.every(
      found =>
        found.moduleRequest.value !== specifier ||
        (found.entries.length > 0 && found.entries.every(entry => entry.isType)),
    );
  const outward = ['apps/server', 'adapters/store', 'adapters/files', 'adapters/solver']
    .flatMap(workspace => sourcesUnder(join(root, workspace)))
    .filter(path => !isTest(path))
    .filter(
      path =>
        importsOf(path).some(specifier => reach.test(specifier) && !typesOnly(path, specifier)) ||
        /\bfetch\(|new WebSocket\(/.test(readFileSync(path, 'utf8')),
    )
    .map(path => relative(root, path));
  expect(outward.length).toBeGreaterThan(2);
  for (const path of outward) {
    const checks = /\blive: LiveLog\b[\s\S]*\bcheckLive\(live\);/.test(
      readFileSync(join(root, path), 'utf8'),
    );
    expect(checks || noEffects[path] !== undefined, `${path} takes a LiveLog and checks it first`).toBe(true);
  }
});

test('no file is longer than 500 lines', () => {
  const folders = ['packages', 'adapters', 'apps', 'e2e', 'bench', 'test', 'scripts'];
  const long = folders
    .flatMap(folder => sourcesUnder(join(root, folder)))
    .map(path => ({ path: relative(root, path), lines: readFileSync(path, 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 501);
  expect(long).toEqual([]);
});

test('no file or folder has a name that says nothing', () => {
  const empty = /^(utils?|helpers?|manager|common|data|info|misc)(\.|$)/i;
  const wrong = workspaces
    .flatMap(workspace => sourcesUnder(join(root, workspace, 'src')))
    .flatMap(path =>
      relative(root, path)
        .split('/')
        .filter(part => empty.test(part))
        .map(() => relative(root, path)),
    );
  expect(wrong).toEqual([]);
});

test('the repository holds no database, pack or secret', () => {
  const forbidden = /\.(osm|pbf|pmtiles|graph|pem|key)$|^\.env/;
  const found = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && forbidden.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(path => !/^(node_modules|\.clarion|\.git)\//.test(path) && !path.includes('/node_modules/'))
    .filter(path => statSync(join(root, path)).size > 0);
  expect(found).toEqual([]);
});
