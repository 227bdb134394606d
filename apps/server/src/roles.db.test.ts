import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { floorRoles, roleActionIds, roleActions } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

const everyone = [
  '',
  'calltaker',
  'dispatcher',
  'commander',
  'e1',
  'gateway',
  'auditor',
  'admin',
  'planner',
  // Nobody's sign-in: whoever brings the calls, by the key of the line.
  'line',
] as const;
const LINE_KEY = 'a-key-of-the-line-for-this-test';
type Who = (typeof everyone)[number];
const floor: readonly Who[] = ['calltaker', 'dispatcher', 'commander'];
const board: readonly Who[] = [...floor, 'auditor'];
const planning: readonly Who[] = ['commander', 'planner'];
const signedIn = everyone.filter(who => who !== '' && who !== 'line');

/** Who may use each route; all others are turned away. A route that is not in here fails the test. */
const table: Record<
  string,
  { readonly path?: string; readonly body?: unknown; readonly may: readonly Who[] }
> = {
  'POST /api/session': { body: { login: 'nobody', password: 'wrong' }, may: everyone },
  'GET /api/session': { may: signedIn },
  'POST /api/session/break-glass': { body: {}, may: everyone },
  'GET /api/session/ways': { may: everyone },
  'GET /api/break-glass': { may: ['auditor', 'admin'] },
  'GET /api/account': { may: signedIn },
  'PUT /api/account/password': { body: {}, may: signedIn },
  'POST /api/account/second-factor': { body: {}, may: signedIn },
  'POST /api/account/second-factor/first-code': { body: {}, may: signedIn },
  'POST /api/commands': { body: {}, may: [...floor, 'e1', 'gateway', 'admin', 'planner'] },
  'GET /api/cards': { may: [...board, 'admin'] },
  'POST /api/cards/rehearsal': { body: {}, may: ['commander', 'admin'] },
  'GET /api/rules': { may: ['commander', 'admin', 'auditor'] },
  'GET /api/rules/state': { may: ['commander', 'admin', 'auditor'] },
  'POST /api/rules/replay': { body: {}, may: ['commander', 'admin'] },
  'GET /api/sealed/{sealedId}': { path: '/api/sealed/none', may: [...board, 'e1', 'gateway'] },
  'GET /api/sealed': { path: '/api/sealed?callId=C0', may: [...board, 'e1', 'gateway'] },
  'POST /api/photos': { path: '/api/photos?incidentId=I0', body: {}, may: ['e1', 'gateway'] },
  'GET /api/photos/{sealedId}': {
    path: '/api/photos/none?purpose=complaint',
    may: ['dispatcher', 'commander', 'auditor'],
  },
  'GET /api/sealed-reads': { may: ['auditor'] },
  'GET /api/board': { may: board },
  'GET /api/unit': { may: ['e1', 'gateway'] },
  'GET /api/log': { may: ['dispatcher', 'commander', 'auditor'] },
  'GET /api/incidents/{incidentId}/entries': { path: '/api/incidents/I0/entries', may: board },
  'GET /api/incidents': { may: board },
  'GET /api/replay': { path: '/api/replay?at=1', may: board },
  'POST /api/positions': { body: {}, may: ['e1', 'gateway'] },
  // By the key of a unit's tracker alone: a sign-in is none.
  'POST /api/tracker/positions': { body: {}, may: [] },
  // By the key of an agency alone.
  'GET /api/agency/transfers': { may: [] },
  'GET /api/agency/transfers/{ref}': { path: '/api/agency/transfers/I1-1', may: [] },
  'POST /api/agency/transfers/{ref}/receipt': {
    path: '/api/agency/transfers/I1-1/receipt',
    body: {},
    may: [],
  },
  'POST /api/agency/transfers/{ref}/result': { path: '/api/agency/transfers/I1-1/result', body: {}, may: [] },
  'GET /api/agencies/keys': { may: ['admin'] },
  'POST /api/agencies/{agencyId}/key': { path: '/api/agencies/none/key', body: {}, may: ['admin'] },
  'DELETE /api/agencies/{agencyId}/key': { path: '/api/agencies/none/key', may: ['admin'] },
  'GET /api/trackers': { may: ['dispatcher', 'commander', 'admin'] },
  'POST /api/trackers': { body: {}, may: ['admin'] },
  'DELETE /api/trackers/{trackerId}': { path: '/api/trackers/none', may: ['admin'] },
  'GET /api/positions': { may: board },
  'GET /api/positions/history': { path: '/api/positions/history?from=1&to=0', may: board },
  'GET /api/positions/aside': { path: '/api/positions/aside?from=1&to=0', may: board },
  'GET /api/recommendation': { may: floor },
  'GET /api/recommendation/what-if': {
    path: '/api/recommendation/what-if?incidentId=none',
    may: floor,
  },
  'GET /api/recommendation/sooner': {
    path: '/api/recommendation/sooner?incidentId=none',
    may: floor,
  },
  'GET /api/route': { path: '/api/route?unitId=none', may: board },
  'GET /api/places': { path: '/api/places?q=bridge', may: [...floor, 'planner'] },
  'GET /api/places/at': { path: '/api/places/at?lng=0&lat=0', may: [...floor, 'planner'] },
  'GET /api/streets/at': { path: '/api/streets/at?lng=0&lat=0', may: ['dispatcher', 'commander'] },
  'GET /api/closures/{closureId}/detours': {
    path: '/api/closures/X0/detours',
    may: ['dispatcher', 'commander'],
  },
  'POST /api/cordons/proposal': { body: {}, may: ['dispatcher', 'commander'] },
  'GET /api/cordons/{cordonId}/reach': { path: '/api/cordons/Z0/reach', may: ['dispatcher', 'commander'] },
  'GET /api/duplicates': { path: '/api/duplicates?callId=C0', may: floor },
  'GET /api/duplicates/groups': { may: floor },
  // By the key of the line alone, which opens nothing else.
  'POST /api/calls/{callId}/location': { path: '/api/calls/C0/location', body: {}, may: ['line'] },
  'POST /api/line/events': { body: {}, may: ['line'] },
  'GET /api/planning/ground': { may: planning },
  'GET /api/planning/cells': { may: planning },
  'GET /api/planning/deployments': { may: planning },
  'POST /api/planning/figures': { body: {}, may: planning },
  'POST /api/planning/circles': { body: {}, may: planning },
  'POST /api/planning/table': { body: {}, may: planning },
  'POST /api/planning/jobs': { body: {}, may: planning },
  'GET /api/planning/jobs/{jobId}': { path: '/api/planning/jobs/none', may: planning },
  'DELETE /api/planning/jobs/{jobId}': { path: '/api/planning/jobs/none', may: planning },
  'GET /api/speeds': { may: signedIn },
  // A crew's own phone measures for nobody else.
  'POST /api/speeds': { path: '/api/speeds?validForSeconds=1', body: {}, may: ['gateway'] },
  'GET /api/place': { may: signedIn },
  'GET /api/place/areas': { may: signedIn },
  'GET /tiles/basemap.pmtiles': { may: signedIn },
  'GET /api/health': { may: everyone },
  'GET /api/metrics': { may: everyone },
  'GET /api/shifts': { path: '/api/shifts?from=1&to=2', may: ['commander', 'planner'] },
  'GET /api/shifts/now': { may: ['dispatcher', 'commander', 'planner'] },
  'POST /api/shifts/preview': { body: {}, may: ['commander', 'planner'] },
  'POST /api/shifts/import': { body: {}, may: ['commander', 'planner'] },
  'PUT /api/shifts': { body: {}, may: ['commander', 'planner'] },
  'DELETE /api/shifts/{shiftId}': { path: '/api/shifts/none', may: ['commander', 'planner'] },
  'POST /api/duties': { body: {}, may: ['dispatcher', 'commander'] },
  'DELETE /api/duties/{staffId}': { path: '/api/duties/none', may: ['dispatcher', 'commander'] },
  'GET /api/unit/crew': { may: ['e1'] },
  'POST /api/unit/crew': { body: {}, may: ['e1', 'gateway'] },
  'GET /api/operators': { may: ['admin'] },
  'GET /api/operators/acts': { may: ['auditor', 'admin'] },
  'PATCH /api/operators/{login}': { path: '/api/operators/nobody', body: {}, may: ['admin'] },
  'POST /api/operators': { body: {}, may: ['admin'] },
  'GET /api/exercise': { may: board },
  'GET /api/exercise/injects': { may: ['commander'] },
  'GET /api/exercise/after-action': { may: ['commander', 'auditor'] },
  'POST /api/exercise/control': { body: { act: 'goOn' }, may: ['commander'] },
  'GET /api/openapi.json': { may: everyone },
  'DELETE /api/session': { may: signedIn },
};

const document = join(import.meta.dirname, '..', '..', '..', 'docs', 'roles.md');
const headings: Record<Who, string> = {
  '': 'nobody signed in',
  calltaker: 'call taker',
  dispatcher: 'dispatcher',
  commander: 'commander',
  e1: 'crew',
  gateway: 'gateway',
  auditor: 'auditor',
  admin: 'administrator',
  planner: 'planner',
  line: 'key of the line',
};

const floorOf = { callTaker: 'calltaker', dispatcher: 'dispatcher', commander: 'commander' } as const;

/** The table for readers. */
function roleTable(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = Object.entries(table).map(([route, { may }]) =>
    row([`\`${route}\``, ...everyone.map(who => (may.includes(who) ? 'yes' : ''))]),
  );
  return [
    '# Who may use which route',
    '',
    'Made from the table that `apps/server/src/roles.db.test.ts` tries at a real server, route by route and role by role: whoever has no',
    '*yes* is turned away. What a route shows to whom, and which commands `POST /api/commands` takes from whom, is narrower still: the',
    'rules W1 to W4 in [RULES.md](../packages/dispatch/RULES.md), and sealed text for the work in hand or a stated purpose alone.',
    '`POST /api/tracker/positions` opens to the key of a tracker alone, `/api/agency/transfers` to the key of an agency alone.',
    '`CLARION_DOCS=1` makes this file anew.',
    '',
    row(['route', ...everyone.map(who => headings[who])]),
    row(['---', ...everyone.map(() => '---')]),
    ...rows,
    '',
    '## From which role on',
    '',
    'What a centre may say itself in its rules (section *Roles* of the page, `roles` of a rules file), in the names of a rules file; the usual is',
    'marked. Whoever may more may all that those before may; all other commands are law (`roleActions`, rules RO1 to RO5). The routes of',
    'streets and cordons open to whoever may close streets and set cordons.',
    '',
    row(['action', ...floorRoles.map(role => headings[floorOf[role]]), 'commands']),
    row(['---', ...floorRoles.map(() => '---'), '---']),
    ...roleActionIds.map(action => {
      const { usual, from, commands } = roleActions[action];
      const cells = floorRoles.map(role =>
        role === usual ? 'usual' : (from as readonly string[]).includes(role) ? 'may be' : '',
      );
      return row([`\`${action}\``, ...cells, commands.join(', ')]);
    }),
    '',
  ].join('\n');
}

test('the document of roles and routes is what is tried here', () => {
  if (process.env['CLARION_DOCS'] === '1') writeFileSync(document, roleTable());
  expect(readFileSync(document, 'utf8')).toBe(roleTable());
});

describe.skipIf(noDatabase)(`roles and routes ${needsDatabase}`, () => {
  let centre: TestCentre;
  const clients = new Map<Who, Client>();
  const lineKey = { authorization: `Bearer ${LINE_KEY}` };
  beforeAll(async () => {
    centre = await testCentre([], { CLARION_LINE_KEY: LINE_KEY });
    for (const who of everyone)
      clients.set(who, await centre.client(who === '' || who === 'line' ? undefined : who));
  });
  afterAll(() => centre.drop());

  test('the table names every route that is published, and no other', async () => {
    const published = await clients.get('')!.get('/api/openapi.json');
    const paths = published.body['paths'] as Record<string, Record<string, unknown>>;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    // The live socket is a GET that only an upgrade reaches.
    const known = Object.keys(table).toSorted();
    expect(routes.filter(route => route !== 'GET /api/live').toSorted()).toEqual(known);
  });

  test.each(Object.entries(table))('%s', async (route, { path, body, may }) => {
    const [method, template] = route.split(' ') as [string, string];
    const letIn: Who[] = [];
    for (const who of everyone) {
      const answer = await clients
        .get(who)!
        .send(method, path ?? template, body, who === 'line' ? lineKey : {});
      const turnedAway =
        answer.status === 401
          ? ['NotSignedIn', 'TrackerKeyWrong', 'AgencyKeyWrong', 'LineKeyWrong'].includes(
              String(answer.body['code']),
            )
          : answer.status === 403;
      if (!turnedAway) letIn.push(who);
      expect(answer.status, `${who}: ${answer.text}`).toBeLessThan(500);
    }
    expect(letIn).toEqual(everyone.filter(who => may.includes(who)));
  });
});
