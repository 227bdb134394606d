import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportLog } from '@clarion/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { photo, segment } from './testing/photo.ts';
import { dispatched } from './testing/story.ts';

/** Names that stand in a caller's words, in a contact and in a note, of an open incident and of a closed one. */
const planted = {
  openWords: 'Xanthippe-Openwords',
  openContact: 'Xanthippe-Opencontact 555-0142',
  openNote: 'Xanthippe-Opennote',
  openLocation: 'Xanthippe-Openlocation',
  earlierPlace: 'Xanthippe-Earlierplace',
  newestPlace: 'Xanthippe-Newestplace',
  handOverNote: 'Xanthippe-Handovernote',
  openMessage: 'Xanthippe-Openmessage',
  openAnswer: 'Xanthippe-Openanswer',
  openPhoto: 'Xanthippe-Openphoto',
  photoPlace: 'Xanthippe-Photoplace',
  closedWords: 'Xanthippe-Closedwords',
  closedContact: 'Xanthippe-Closedcontact 555-0143',
  closedNote: 'Xanthippe-Closednote',
  closedLocation: 'Xanthippe-Closedlocation',
} as const;
type Plant = keyof typeof planted;

const KEY = 'a-key-of-the-line-for-this-test';
const pidf = (road: string) => `<presence xmlns="urn:ietf:params:xml:ns:pidf"
  xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr">
  <tuple id="t"><status><gp:geopriv><gp:location-info><ca:civicAddress><ca:RD>${road}</ca:RD></ca:civicAddress>
  </gp:location-info></gp:geopriv></status></tuple></presence>`;
const DAY_MS = 86_400_000;

const roles = [
  '',
  'calltaker',
  'calltaker2',
  'dispatcher',
  'commander',
  'auditor',
  'admin',
  'gateway',
  'planner',
];

describe.skipIf(noDatabase)(`personal text ${needsDatabase}`, () => {
  let centre: TestCentre;
  let assignedCrew = '';
  let otherCrew = '';
  const ids = { openCall: '', openIncident: '', closedCall: '', closedIncident: '' };
  const clients = new Map<string, Client>();
  const sealedIds: string[] = [];
  /** Who found which plant where, over the whole walk. */
  const found = new Map<string, Set<Plant>>();

  function look(who: string, where: string, text: string): void {
    for (const [plant, name] of Object.entries(planted) as [Plant, string][])
      if (text.includes(name.split(' ')[0]!)) {
        const key = `${who} ${where}`;
        found.set(key, (found.get(key) ?? new Set()).add(plant));
      }
  }

  async function told(
    taker: Client,
    words: string,
    contact: string,
    location: string,
  ): Promise<[string, string]> {
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    await taker.command({ type: 'RecordWords', callId, text: words });
    await taker.command({ type: 'RecordContact', callId, text: contact });
    const line = await centre.client();
    const located = await line.send('POST', `/api/calls/${callId}/location`, pidf(location), {
      'content-type': 'application/pidf+xml',
      authorization: `Bearer ${KEY}`,
    });
    expect(located.status, located.text).toBe(200);
    const at = centre.centre.place.center;
    const place = { at, uncertaintyM: 10, label: 'Market Square 1', source: 'search', verified: true };
    const opened = await taker.command({ type: 'OpenIncident', callId, typeId: 'medical', place } as never);
    return [callId, String(opened.body['incidentId'])];
  }

  beforeAll(async () => {
    centre = await testCentre([], { CLARION_LINE_KEY: KEY });
    for (const who of roles) clients.set(who, await centre.client(who === '' ? undefined : who));
    const taker = clients.get('calltaker')!;
    const dispatcher = clients.get('dispatcher')!;
    [ids.closedCall, ids.closedIncident] = await told(
      taker,
      planted.closedWords,
      planted.closedContact,
      planted.closedLocation,
    );
    await dispatcher.command({ type: 'AddNote', incidentId: ids.closedIncident, text: planted.closedNote });
    await taker.command({ type: 'EndCall', callId: ids.closedCall });
    await dispatcher.command({
      type: 'CloseIncident',
      incidentId: ids.closedIncident,
      disposition: 'handled',
    });
    [ids.openCall, ids.openIncident] = await told(
      taker,
      planted.openWords,
      planted.openContact,
      planted.openLocation,
    );
    await dispatcher.command({ type: 'AddNote', incidentId: ids.openIncident, text: planted.openNote });
    await dispatcher.command({ type: 'TakeDesk', deskId: 'D1' });
    await dispatcher.command({ type: 'OpenHandOver', deskId: 'D1', text: planted.handOverNote });
    for (const label of [planted.earlierPlace, planted.newestPlace]) {
      const place = {
        at: centre.centre.place.center,
        uncertaintyM: 5,
        label,
        source: 'map',
        verified: false,
      };
      const command = { type: 'MovePlace', incidentId: ids.openIncident, told: 'caller', place };
      const moved = await dispatcher.command(command as { type: string });
      expect(moved.status, moved.text).toBe(200);
    }
    [assignedCrew = ''] = await dispatched(dispatcher, ids.openIncident);
    otherCrew = [...centre.centre.log.board.units.values()].find(unit => unit.status === 'available')!.unitId;
    for (const unit of [assignedCrew, otherCrew]) clients.set(unit, await centre.client(unit.toLowerCase()));
    const message = await dispatcher.command({
      type: 'SendMessage',
      incidentId: ids.openIncident,
      text: planted.openMessage,
    } as { type: string });
    expect(message.status, message.text).toBe(200);
    const crew = clients.get(assignedCrew)!;
    const own = { unitId: assignedCrew, incidentId: ids.openIncident };
    await crew.command({ type: 'WriteToFloor', ...own, text: planted.openAnswer } as { type: string });
    const picture = photo(planted.openPhoto, { before: [segment(0xe1, `Exif ${planted.photoPlace}`)] });
    const query = `commandId=${randomUUID()}&incidentId=${ids.openIncident}&happenedAt=${Date.now()}`;
    const { cookie = '', csrfToken = '' } = crew;
    const taken = await fetch(`${centre.url}/api/photos?${query}`, {
      method: 'POST',
      headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'image/jpeg' },
      body: new Uint8Array(picture),
    });
    expect(taken.status).toBe(200);
    const board = centre.centre.log.board;
    for (const call of board.calls.values())
      sealedIds.push(
        ...[...call.words, ...call.contacts, ...(call.locations ?? [])].map(ref => ref.sealedId),
      );
    for (const incident of board.incidents.values())
      sealedIds.push(
        ...incident.notes.map(({ note }) => note.sealedId),
        ...(incident.moves ?? []).map(({ place }) => place.sealedId),
      );
    for (const { notes } of board.handOvers.values()) sealedIds.push(...notes.map(note => note.sealedId));
    for (const { messages = [] } of board.assignments.values())
      for (const { words } of messages)
        if (!sealedIds.includes(words.sealedId)) sealedIds.push(words.sealedId);
    for (const { crewMessages = [], photos = [] } of board.incidents.values()) {
      sealedIds.push(...crewMessages.flatMap(({ words }) => words?.sealedId ?? []));
      sealedIds.push(...photos.map(({ photo: { sealedId } }) => sealedId));
    }
    expect(sealedIds).toHaveLength(14);
  });
  afterAll(() => centre.drop());

  test('no answer to any route, asked in every way by anybody, holds it, but the sealed routes', async () => {
    const published = (await clients.get('')!.get('/api/openapi.json')).body['paths'] as Record<
      string,
      Record<string, { parameters?: { name: string; in: string }[] }>
    >;
    const now = Date.now();
    const values: Record<string, readonly string[]> = {
      incidentId: [ids.openIncident, ids.closedIncident],
      callId: [ids.openCall, ids.closedCall],
      deskId: ['D1'],
      sealedId: sealedIds,
      unitId: [assignedCrew, otherCrew],
      q: Object.values(planted).map(name => name.split(' ')[0]!),
      from: ['1', String(now - 60_000)],
      to: [String(now + 60_000), '100'],
      near: ['0,0'],
      limit: ['50'],
      lng: ['113.9'],
      lat: ['30.4'],
      typeId: ['medical'],
      purpose: [''],
      cordonId: ['Z1'],
      closureId: ['X1'],
      at: [String(now)],
      jobId: ['none'],
      ref: [`${ids.openIncident}-1`, `${ids.openCall}-1`],
      without: [assignedCrew, planted.openWords],
      close: ['113.9,30.4'],
    };
    let asked = 0;
    for (const [template, methods] of Object.entries(published)) {
      const parameters = methods['get']?.parameters ?? [];
      if (methods['get'] === undefined || template.endsWith('.pmtiles') || template === '/api/live') continue;
      for (const parameter of parameters)
        expect(values[parameter.name], `${template} has a parameter ${parameter.name}`).toBeDefined();
      const inPath = parameters.filter(one => one.in === 'path').map(one => one.name);
      const inQuery = parameters.filter(one => one.in === 'query').map(one => one.name);
      const paths = inPath.reduce(
        (all, name) => all.flatMap(path => values[name]!.map(value => path.replace(`{${name}}`, value))),
        [template],
      );
      const queries = ['', ...inQuery.flatMap(name => values[name]!.map(value => `?${name}=${value}`))];
      if (inQuery.includes('from') && inQuery.includes('to'))
        queries.push(`?from=1&to=5000`, `?from=${now - 60_000}&to=${now + 60_000}`);
      if (inQuery.includes('lng')) queries.push('?lng=113.9&lat=30.4');
      if (inQuery.includes('unitId')) queries.push(`?unitId=${assignedCrew}&incidentId=${ids.openIncident}`);
      for (const [who, client] of clients)
        for (const path of paths)
          for (const query of queries) {
            const answer = await client.get(path + query);
            asked += 1;
            const where = template.startsWith('/api/sealed') ? template.replace(/\/\{.*/, '') : path + query;
            look(who, where, answer.text + JSON.stringify([...answer.headers]));
          }
    }
    expect(asked).toBeGreaterThan(500);
    const told: Plant[] = ['openMessage', 'openAnswer'];
    const open: Plant[] = [...told, 'openWords', 'openContact', 'openNote', 'openLocation', 'newestPlace'];
    expect(Object.fromEntries([...found].map(([key, plants]) => [key, [...plants].toSorted()]))).toEqual({
      'calltaker /api/sealed': open.toSorted(),
      // Another call taker may help with the notes of an open incident, not with somebody else's caller.
      'calltaker2 /api/sealed': ['newestPlace', 'openNote', ...told].toSorted(),
      'dispatcher /api/sealed': [...open, 'handOverNote'].toSorted(),
      'commander /api/sealed': ['handOverNote', 'newestPlace', 'openNote', 'openWords', ...told].toSorted(),
      [`${assignedCrew} /api/sealed`]: ['newestPlace', 'openNote', 'openWords', ...told].toSorted(),
    });
  });

  test('with a purpose it is read by those who may have one, and every reading is written down', async () => {
    const may = new Map<string, Plant[]>();
    for (const [who, client] of clients)
      for (const sealedId of sealedIds) {
        const answer = await client.get(`/api/sealed/${sealedId}?purpose=complaint`);
        for (const [plant, name] of Object.entries(planted) as [Plant, string][])
          if (answer.text.includes(name)) may.set(who, [...(may.get(who) ?? []), plant]);
      }
    // A photo has a route of its own; what its camera wrote into it is nowhere at all.
    const told: Plant[] = ['openMessage', 'openAnswer'];
    const everything = Object.keys(planted)
      .filter(plant => plant !== 'openPhoto' && plant !== 'photoPlace')
      .toSorted();
    expect(Object.fromEntries([...may].map(([who, plants]) => [who, plants.toSorted()]))).toEqual({
      calltaker: everything.filter(plant => !['closedNote', 'earlierPlace', 'handOverNote'].includes(plant)),
      calltaker2: ['newestPlace', 'openNote', ...told].toSorted(),
      dispatcher: everything,
      commander: everything,
      auditor: everything,
      [assignedCrew]: ['newestPlace', 'openNote', 'openWords', ...told].toSorted(),
    });
    const reads = (await clients.get('auditor')!.get('/api/sealed-reads')).body['reads'] as {
      actorId: string;
      purpose: string;
      sealedId: string;
    }[];
    for (const sealedId of sealedIds.slice(0, -1)) {
      const of = reads.filter(read => read.sealedId === sealedId);
      expect(of.some(read => read.actorId === 'auditor' && read.purpose === 'complaint')).toBe(true);
    }
    expect(reads.some(read => read.actorId === 'dispatcher' && read.purpose === 'callInHand')).toBe(true);
  });

  test('a photo is shown for a purpose to those who direct the incident or look back at it, and to nobody else', async () => {
    const may: string[] = [];
    for (const [who, client] of clients) {
      const asked = `/api/photos/${sealedIds.at(-1)}`;
      const answers = [await client.get(asked), await client.get(`${asked}?purpose=complaint`)];
      expect(answers[0]!.text).not.toContain('Xanthippe');
      if (answers[1]!.text.includes(planted.openPhoto)) may.push(who);
      expect(answers[1]!.text).not.toContain(planted.photoPlace);
    }
    expect(may.toSorted()).toEqual(['auditor', 'commander', 'dispatcher']);
  });

  test('a purpose is one of a list, so that it cannot hold a name itself', async () => {
    const auditor = clients.get('auditor')!;
    const answer = await auditor.get(`/api/sealed/${sealedIds[0]}?purpose=Xanthippe`);
    expect([answer.status, answer.body['field']]).toEqual([400, 'purpose']);
  });

  test('no live message holds it, nor any refusal of a command that carries it', async () => {
    for (const [who, client] of clients) {
      if (who === '') continue;
      const live = await client.live();
      live.say({ type: 'follow', from: 0 });
      live.say({ type: 'ping', sent: 1 });
      await live.until('pong');
      await new Promise(resolve => setTimeout(resolve, 50));
      expect(JSON.stringify(live.messages), who).not.toContain('Xanthippe');
      live.close();
      const refused = [
        await client.command({ type: 'RecordWords', callId: 'C999', text: planted.openWords }),
        await client.command({ type: 'AddNote', incidentId: 'I999', text: planted.openNote }),
        await client.command({ type: 'RecordContact', callId: ids.closedCall, text: '' }),
        await client.command({ type: planted.openContact.slice(0, 3) }),
      ];
      expect(refused.map(answer => answer.text).join(), who).not.toContain('Xanthippe');
    }
  });

  test('the log as it is stored, its export and the files beside it hold none of it', async () => {
    const { log, database } = centre.centre;
    const entries = await log.read(1, log.board.head);
    expect(JSON.stringify(entries)).not.toContain('Xanthippe');
    for await (const exported of exportLog(database, log.logId))
      expect(JSON.stringify(exported)).not.toContain('Xanthippe');
    const tables = await database.pool.query<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'clarion'",
    );
    for (const { table_name } of tables.rows) {
      const readable = await database.pool.query<{ may: boolean }>(
        `SELECT has_table_privilege(current_user, 'clarion.${table_name}', 'SELECT') AS may`,
      );
      if (readable.rows[0]?.may !== true) continue;
      const { rows } = await database.pool.query(`SELECT t::text AS row FROM clarion.${table_name} t`);
      expect(JSON.stringify(rows), table_name).not.toContain('Xanthippe');
    }
    for (const file of readdirSync(database.dataFolder, { recursive: true, withFileTypes: true }))
      if (file.isFile() && !file.parentPath.includes('places'))
        expect(readFileSync(join(file.parentPath, file.name), 'latin1'), file.name).not.toContain(
          'Xanthippe',
        );
  });

  test('where a phone was goes with the callback number, thirty days after its incident was closed', async () => {
    const { log, sealing } = centre.centre;
    const stateOf = async (callId: string, days: number) => {
      const now = (centre.centre.clock.now() + days * DAY_MS) as never;
      await sealing.eraseDue({ logId: log.logId, board: log.board, now });
      const sealedIds = (log.board.calls.get(callId)?.locations ?? []).map(ref => ref.sealedId);
      const asked = { logId: log.logId, sealedIds, reader: 'test', purpose: 'complaint', now };
      return (await sealing.read(asked)).map(one => one.state);
    };
    expect(await stateOf(ids.closedCall, 29)).toEqual(['open']);
    expect(await stateOf(ids.closedCall, 31)).toEqual(['erased']);
    // An incident that is still open keeps what helps in it.
    expect(await stateOf(ids.openCall, 31)).toEqual(['open']);
    const auditor = await centre.client('auditor');
    for (const sealedId of sealedIds)
      expect((await auditor.get(`/api/sealed/${sealedId}?purpose=complaint`)).text).not.toContain(
        planted.closedLocation,
      );
  });
});
