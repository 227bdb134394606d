import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { postFeatures } from '../apps/console/src/map/features.ts';
import { unitRows } from '../apps/console/src/units/groups.ts';
import { placeName } from '../apps/console/src/words/place-name.ts';
import { createSpeech } from '../apps/console/src/words/speak.ts';
import { retentionOf } from '../apps/server/src/upkeep.ts';
import {
  type Actor,
  areaOf,
  type Board,
  type Command,
  type Configuration,
  capabilitiesNow,
  channelsFor,
  clockOfCall,
  clocksOf,
  deployments,
  deskOfIncident,
  type Hours,
  type IncidentType,
  lackingFor,
  levelOf,
  moveUpPolicy,
  type Need,
  neededBy,
  pageState,
  type RunCard,
  recommend,
  rulesFaults,
  rulesWithin,
  suggestTypes,
  type UnitDescription,
  usualAlarms,
  usualMoveUp,
  withinHours,
} from '../packages/dispatch/src/index.ts';
import {
  answered,
  assigned,
  at,
  chief,
  machine,
  opened,
  smallTown,
  square,
  Telling,
} from '../packages/dispatch/test/story.ts';
import { milliseconds } from '../packages/measure/src/index.ts';
import { readRules, rulesFileOf, underRules } from '../packages/protocol/src/index.ts';

const root = resolve(import.meta.dirname, '..');

/** Fields of the configuration's interfaces, as `IncidentType.priority`; those of an object in place as `Configuration.posts.kind`. */
function fieldsOf(source: string): string[] {
  const fields: string[] = [];
  for (const [, owner, body] of source.matchAll(/export interface (\w+) \{\n(.*?)\n\}/gs)) {
    let inside = '';
    for (const line of body!.split('\n')) {
      const inline = /^ {2}readonly (\w+)\??: .*\{ (.*) \}/.exec(line);
      const own = /^ {2}readonly (\w+)\??:/.exec(line);
      const nested = /^ {4}readonly (\w+)\??:/.exec(line);
      if (own) {
        fields.push(`${owner}.${own[1]}`);
        inside = line.endsWith('{') ? own[1]! : '';
        for (const [, name] of inline?.[2]?.matchAll(/readonly (\w+)\??:/g) ?? [])
          fields.push(`${owner}.${own[1]}.${name}`);
      } else if (nested && inside !== '') {
        fields.push(`${owner}.${inside}.${nested[1]}`);
        for (const [, name] of line.slice(4 + nested[1]!.length).matchAll(/[{;] readonly (\w+)\??:/g))
          fields.push(`${owner}.${inside}.${nested[1]}.${name}`);
      }
    }
  }
  return fields;
}

/** Every configuration that a flip puts in force. */
const seen: Configuration[] = [];
const boardOf = (configuration: Configuration, ...acts: readonly Parameters<Telling['must']>[0][]): Board => {
  seen.push(configuration);
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  for (const act of acts) telling.must(act);
  return telling.board;
};
const town = (more: Partial<Configuration>): Configuration => ({ ...smallTown, ...more });
const clocks = (more: Partial<Configuration['clocks']>) => town({ clocks: { ...smallTown.clocks, ...more } });
const unit = (more: Partial<UnitDescription>): UnitDescription => ({
  unitId: 'E1',
  kind: 'ENGINE',
  agency: 'fire',
  capabilities: ['engine'],
  ...more,
});
const type = (more: Partial<IncidentType>): IncidentType => ({
  typeId: 'fire',
  names: {},
  category: 'fire',
  priority: 1,
  needs: [{ capability: 'engine', count: 1 }],
  ...more,
});
const who = (configuration: Configuration, seconds: object = { E1: 60, E2: 90 }, ageMs = 0) => {
  const board = boardOf(configuration);
  return recommend({
    board,
    for: { at: square.at, typeId: 'fire' },
    travel: new Map(Object.entries(seconds).map(([id, s]) => [id, milliseconds(s * 1000)])),
    fixes: new Map(Object.keys(seconds).map(id => [id, { at: square.at, ageMs, source: 'device' as const }])),
    now: at(100),
    minuteOfWeek: 10,
    versions: { graphHash: '', closuresVersion: 0, speedsVersion: 0 },
  });
};
const recommended = (configuration: Configuration, seconds?: object) =>
  who(configuration, seconds)
    .candidates.filter(one => one.recommended)
    .map(one => one.unitId);
const engines = (...needs: readonly Need[]) => town({ types: [type({ needs })] });
const card = (more: Partial<RunCard>) =>
  neededBy(type({ runCards: [{ needs: [{ capability: 'ladder', count: 2 }], ...more }] }), {
    alarm: 1,
    areaId: 'harbour',
    levelId: 'normal',
    minuteOfWeek: 10,
  });
const hours = (more: Partial<Hours>) => withinHours({ fromMinute: 0, toMinute: 60, ...more }, 10);
type Minimums = NonNullable<Configuration['readiness']>['minimums'][number];
const wanted = (more: Partial<Minimums>, free = 0) => {
  const minimums = [{ capability: 'engine', count: 2, ...more }];
  const board = boardOf(town({ readiness: { levels: smallTown.readiness!.levels, minimums } }));
  return deployments(board, at(100), 10).map(one => [
    one.minimum.capability,
    one.free + free,
    one.vacant,
    one.areaId,
  ]);
};
const paging = (more: object) =>
  town({
    units: [...smallTown.units.filter(one => one.unitId !== 'E1'), unit({ postId: 'P1' })],
    paging: {
      channels: [
        { channelId: 'phone', kind: 'phone', withinSeconds: 20 },
        { channelId: 'radio', kind: 'radio', withinSeconds: 20 },
      ],
      order: ['phone'],
      lifeSeconds: 600,
      unreadSeconds: 60,
      ...more,
    } as never,
  });
const english = createSpeech('en', 'UTC');
const chinese = createSpeech('zh-CN', 'UTC');
const late = (configuration: Configuration) =>
  clocksOf(boardOf(configuration, opened('I1', undefined, 'fire'), assigned('E1', 'I1')), 'I1', at(60));
const rows = (description: UnitDescription) => unitRows(boardOf(town({ units: [description] })));

/** What each field changes: the behaviour with one value and with another. */
const flips: Readonly<Record<string, readonly [unknown, unknown]>> = {
  'Names.en': [english.named({ en: 'Harbour' }), english.named({ en: 'Old town' })],
  'Names.zh': [chinese.named({ zh: '港区' }), chinese.named({ zh: '老城' })],
  'Names.local': [english.named({ local: 'Hafen' }), english.named({ local: 'Altstadt' })],
  'UnitDescription.unitId': [rows(unit({})), rows(unit({ unitId: 'E9' }))],
  'UnitDescription.kind': [rows(unit({})), rows(unit({ kind: 'LADDER' }))],
  'UnitDescription.agency': [rows(unit({}))[0], rows(unit({ agency: 'rescue' }))[0]],
  'UnitDescription.capabilities': [
    recommended(town({ units: [unit({})] }), { E1: 60 }),
    recommended(town({ units: [unit({ capabilities: ['als'] })] }), { E1: 60 }),
  ],
  'UnitDescription.postId': [rows(unit({}))[1], rows(unit({ postId: 'P1' }))[1]],
  'UnitDescription.home': [rows(unit({ home: square.at })), rows(unit({ home: [1, 2] }))],
  'UnitDescription.homeAssumed': [rows(unit({})), rows(unit({ homeAssumed: true }))],
  'UnitDescription.people': [
    lackingFor(
      boardOf(town({ minimumPeople: { engine: 3 } })),
      { description: unit({ people: 3 }) } as never,
      'engine',
    ),
    lackingFor(
      boardOf(town({ minimumPeople: { engine: 3 } })),
      { description: unit({ people: 1 }) } as never,
      'engine',
    ),
  ],
  'UnitDescription.crewId': [
    recommended(
      town({
        types: [type({ needs: [{ capability: 'engine', count: 2 }] })],
        units: [unit({}), unit({ unitId: 'E2' })],
      }),
    ),
    recommended(
      town({
        types: [type({ needs: [{ capability: 'engine', count: 2 }] })],
        units: [unit({ crewId: 'S1' }), unit({ unitId: 'E2', crewId: 'S1' })],
      }),
    ),
  ],
  'IncidentType.typeId': [
    recommended(town({ types: [type({})] })),
    recommended(town({ types: [type({ typeId: 'ufo' })] })),
  ],
  'IncidentType.names': [
    suggestTypes('big blaze', [type({ names: { en: 'blaze' } })]).length,
    suggestTypes('big blaze', [type({ names: { en: 'flood' } })]).length,
  ],
  'IncidentType.category': [owner('fire'), owner('medical')],
  'IncidentType.priority': [
    boardOf(town({ types: [type({})] }), opened('I1', undefined, 'fire')).incidents.get('I1')?.priority,
    boardOf(town({ types: [type({ priority: 3 })] }), opened('I1', undefined, 'fire')).incidents.get('I1')
      ?.priority,
  ],
  'IncidentType.needs': [
    recommended(engines({ capability: 'engine', count: 1 })),
    recommended(engines({ capability: 'als', count: 1 })),
  ],
  'IncidentType.runCards': [card({}), card({ needs: [] })],
  'IncidentType.keywords': [
    suggestTypes('smoke', [type({ keywords: ['smoke'] })]).length,
    suggestTypes('smoke', [type({ keywords: ['water'] })]).length,
  ],
  'Need.capability': [
    who(engines({ capability: 'engine', count: 1 })).needs,
    who(engines({ capability: 'als', count: 1 })).needs,
  ],
  'Need.count': [
    recommended(engines({ capability: 'engine', count: 1 })),
    recommended(engines({ capability: 'engine', count: 2 })),
  ],
  'Hours.days': [hours({ days: [1] }), hours({ days: [2] })],
  'Hours.fromMinute': [hours({}), hours({ fromMinute: 30 })],
  'Hours.toMinute': [hours({}), hours({ toMinute: 5 })],
  'RunCard.alarm': [card({}), card({ alarm: 2 })],
  'RunCard.areaIds': [card({}), card({ areaIds: ['hills'] })],
  'RunCard.hours': [card({}), card({ hours: { fromMinute: 600, toMinute: 660 } })],
  'RunCard.levelIds': [card({}), card({ levelIds: ['high'] })],
  'RunCard.needs': [card({}), card({ needs: [{ capability: 'als', count: 1 }] })],
  'Area.areaId': [
    areaOf(boardOf(smallTown), square.at),
    areaOf(boardOf(town({ areas: [{ ...smallTown.areas![0]!, areaId: 'east' }] })), square.at),
  ],
  'Area.names': [english.named(smallTown.areas![0]!.names), english.named({ en: 'East' })],
  'Area.rings': [
    areaOf(boardOf(smallTown), square.at),
    areaOf(boardOf(town({ areas: [{ ...smallTown.areas![0]!, rings: [] }] })), square.at),
  ],
  'Minimum.levelIds': [wanted({}), wanted({ levelIds: ['high'] })],
  'Minimum.areaIds': [wanted({}), wanted({ areaIds: ['harbour'] })],
  'Minimum.hours': [wanted({}), wanted({ hours: { fromMinute: 600, toMinute: 660 } })],
  'Minimum.capability': [wanted({}), wanted({ capability: 'als' })],
  'Minimum.count': [boardOf(town({})) && deploymentsOf(2), deploymentsOf(5)],
  'Minimum.postIds': [wanted({}), wanted({ postIds: ['P1'] })],
  'Configuration.placeName': [
    english.named(placeName(town({ placeName: { en: 'Small Town' } }), { name: { en: 'Pack' } })),
    english.named(placeName(town({ placeName: {} }), { name: { en: 'Pack' } })),
  ],
  'Configuration.version': [
    who(town({})).configurationVersion,
    who(town({ version: 2 })).configurationVersion,
  ],
  'Configuration.units': [boardOf(town({})).units.size, boardOf(town({ units: [] })).units.size],
  'Configuration.types': [recommended(town({ types: [type({})] })), recommended(town({ types: [] }))],
  'Configuration.posts': [
    postFeatures(boardOf(town({}))),
    postFeatures(boardOf(town({ posts: [post({})] }))),
  ],
  'Configuration.posts.postId': [
    postFeatures(boardOf(town({ posts: [post({})] }))),
    postFeatures(boardOf(town({ posts: [post({ postId: 'P2' })] }))),
  ],
  'Configuration.posts.names': [english.named(post({}).names), english.named({ en: 'North' })],
  'Configuration.posts.kind': [
    postFeatures(boardOf(town({ posts: [post({})] }))),
    postFeatures(boardOf(town({ posts: [post({ kind: 'hospital' })] }))),
  ],
  'Configuration.posts.at': [
    postFeatures(boardOf(town({ posts: [post({})] }))),
    postFeatures(boardOf(town({ posts: [post({ at: [1, 2] })] }))),
  ],
  'Configuration.clocks': [late(clocks({})), late(clocks({ turnoutSeconds: 1 }))],
  'Configuration.areas': [
    areaOf(boardOf(smallTown), square.at),
    areaOf(boardOf(town({ areas: [] })), square.at),
  ],
  'Configuration.readiness': [
    levelOf(boardOf(smallTown), undefined, at(1)),
    levelOf(boardOf(without('readiness')), undefined, at(1)),
  ],
  'Configuration.readiness.levels': [
    levelOf(boardOf(smallTown), undefined, at(1)),
    levelOf(boardOf(levels('calm')), undefined, at(1)),
  ],
  'Configuration.readiness.levels.levelId': [
    levelOf(boardOf(levels('a')), undefined, at(1)),
    levelOf(boardOf(levels('b')), undefined, at(1)),
  ],
  'Configuration.readiness.levels.names': [english.named({ en: 'Normal' }), english.named({ en: 'Calm' })],
  'Configuration.readiness.minimums': [wanted({}), []],
  'Configuration.paging': [channelsFor(boardOf(smallTown), 'E1'), channelsFor(boardOf(paging({})), 'E1')],
  'Configuration.moveUp': [
    moveUpPolicy(boardOf(smallTown)),
    moveUpPolicy(boardOf(town({ moveUp: usualMoveUp }))),
  ],
  'Configuration.minimumPeople': [
    capabilitiesNow(boardOf(town({})), { description: unit({ people: 1 }) } as never),
    capabilitiesNow(boardOf(town({ minimumPeople: { engine: 4 } })), {
      description: unit({ people: 1 }),
    } as never),
  ],
  'DispatchClocks.releaseSeconds': [release(clocks({})), release(clocks({ releaseSeconds: 1 }))],
  'DispatchClocks.dispatchSeconds': [waiting(clocks({})), waiting(clocks({ dispatchSeconds: 1 }))],
  'DispatchClocks.acknowledgeSeconds': [late(clocks({})), late(clocks({ acknowledgeSeconds: 1 }))],
  'DispatchClocks.turnoutSeconds': [late(clocks({})), late(clocks({ turnoutSeconds: 2 }))],
  'DispatchClocks.staleFixSeconds': [
    who(clocks({}), { E1: 60 }, 9000),
    who(clocks({ staleFixSeconds: 1 }), { E1: 60 }, 9000),
  ],
  'Paging.channels': [
    channelsFor(boardOf(paging({})), 'E1'),
    channelsFor(boardOf(paging({ channels: [] })), 'E1'),
  ],
  'Paging.order': [
    channelsFor(boardOf(paging({})), 'E1'),
    channelsFor(boardOf(paging({ order: ['radio'] })), 'E1'),
  ],
  'Paging.posts': [
    channelsFor(boardOf(paging({})), 'E1'),
    channelsFor(boardOf(paging({ posts: { P1: ['radio'] } })), 'E1'),
  ],
  'Paging.units': [
    channelsFor(boardOf(paging({})), 'E1'),
    channelsFor(boardOf(paging({ units: { E1: ['radio'] } })), 'E1'),
  ],
  'Configuration.retention': [kept({}), kept({ contact: 7 })],
  'Retention.contact': [kept({ contact: 8 }), kept({ contact: 7 })],
  'Retention.words': [kept({ words: 8 }), kept({ words: 7 })],
  'Retention.note': [kept({ note: 8 }), kept({ note: 7 })],
  'Paging.lifeSeconds': [page(paging({})), page(paging({ lifeSeconds: 1 }))],
};

function kept(retention: NonNullable<Configuration['retention']>) {
  return retentionOf({ configuration: town({ retention }) });
}
function post(more: object) {
  return { postId: 'P1', names: { en: 'South' }, kind: 'fire', at: square.at, ...more } as const;
}
/** Whose an incident of a type of that category is, where one desk has the fires and the other all else. */
function owner(category: IncidentType['category']) {
  const desks = [
    { deskId: 'D1', names: {}, work: 'dispatch', categories: ['fire'] },
    { deskId: 'D2', names: {}, work: 'dispatch' },
  ] as const;
  const board = boardOf(town({ types: [type({ category })], desks }), opened('I1', undefined, 'fire'));
  return deskOfIncident(board, board.incidents.get('I1')!);
}
function deploymentsOf(count: number) {
  const minimums = [{ capability: 'engine', count }];
  const board = boardOf(town({ readiness: { levels: smallTown.readiness!.levels, minimums } }));
  return deployments(board, at(100), 10).map(one => one.minimum.count > one.free);
}
function without(field: keyof Configuration): Configuration {
  const { [field]: _, ...rest } = smallTown;
  return rest as Configuration;
}
function levels(levelId: string): Configuration {
  return town({ readiness: { levels: [{ levelId, names: {} }], minimums: [] } });
}
function release(configuration: Configuration) {
  const board = boardOf(configuration, answered());
  return clockOfCall(board, board.calls.get('C1')!, at(60));
}
function waiting(configuration: Configuration) {
  return clocksOf(boardOf(configuration, opened('I1', undefined, 'fire')), 'I1', at(60));
}
function page(configuration: Configuration) {
  const board = boardOf(configuration, opened('I1', undefined, 'fire'), assigned('E1', 'I1'));
  return pageState(board, board.assignments.get('A1')!, undefined, at(60));
}

/** Flipped by the tests of what they are for, which name the field. */
const elsewhere: Readonly<Record<string, string>> = {
  'Paging.unreadSeconds': 'decide/page.test.ts',
  'Configuration.targets': 'clocks/ribbon.test.ts',
  'Configuration.checks': 'check.test.ts',
  'Configuration.alarms': 'alarms/alarms.test.ts',
  'Configuration.agencies': 'decide/transfer.test.ts',
  'Configuration.callBacks': 'decide/call-back.test.ts',
  'Configuration.desks': 'desk.test.ts',
  'Configuration.shifts': 'shift/rules.test.ts',
  'Configuration.plans': 'decide/emergency-plan.test.ts',
  'Configuration.roles': 'role-actions.test.ts',
  'Configuration.languages': 'language.test.ts',
};

test('pain: a setting that does nothing: every field of the configuration has a behaviour that it changes', () => {
  const sources = ['configuration.ts', 'paging.ts'].map(file =>
    readFileSync(join(root, 'packages/dispatch/src', file), 'utf8'),
  );
  const fields = sources.flatMap((source, i) =>
    fieldsOf(source).filter(field => i === 0 || field.startsWith('Paging.')),
  );
  expect(fields.length).toBeGreaterThan(55);
  const named = new Set([...Object.keys(flips), ...Object.keys(elsewhere)]);
  expect(fields.filter(field => !named.has(field))).toEqual([]);
  expect([...named].filter(field => !fields.includes(field))).toEqual([]);
});

test.each(Object.entries(elsewhere))('%s is set by %s', (field, file) => {
  const source = readFileSync(join(root, 'packages/dispatch/src', file), 'utf8');
  expect(source).toMatch(new RegExp(`\\b${field.split('.').at(-1)}\\b`));
});

test.each(Object.entries(flips))('%s changes what is done', (_, [one, other]) => {
  expect(JSON.stringify(one)).not.toBe(JSON.stringify(other));
});

/** The same by way of the page of rules: written as a file, read back, laid over the bare place, and put in force. */
function byRules(configuration: Configuration): Configuration | undefined {
  const { version, placeName, posts, paging, areas, clocks } = configuration;
  const units = configuration.units.map(({ people: _, crewId: __, ...one }) => ({
    ...one,
    capabilities: [],
  }));
  const place = { ...(paging ? { paging } : {}), ...(areas ? { areas } : {}) };
  const bare = { version, placeName, posts, units, types: [], clocks, ...place };
  const said = readRules(JSON.parse(JSON.stringify(rulesFileOf(configuration, bare, areas ?? []))));
  const wanted = said.ok ? underRules(bare, said.value, areas ?? []) : said;
  if (!wanted.ok) throw new Error(JSON.stringify(wanted.error));
  const telling = new Telling();
  const says = (command: Command, actor: Actor = machine) => telling.must({ actor, command });
  says({ type: 'AdoptConfiguration', configuration: bare });
  const rules = rulesWithin(wanted.value, bare);
  says(
    { type: 'DraftRules', rules, reason: 'trial' },
    { kind: 'operator', id: 'ada', role: 'administrator' },
  );
  const [since, until] = [at(0), at(0)];
  const figures = {
    incidents: 0,
    left: 0,
    differing: 0,
    wasShort: 0,
    nowShort: 0,
    byType: [],
    differences: [],
  };
  says({ type: 'ReplayRules', rulesId: 'K1', replay: { against: version, since, until, ...figures } });
  says({ type: 'ApproveRules', rulesId: 'K1' }, chief);
  says({ type: 'BeginRules', rulesId: 'K1' });
  return telling.board.configuration;
}

test('every one of these comes into force through the page of rules too, as it does from the file', () => {
  const whole = seen.filter(
    one => one.types.length > 0 && rulesFaults(one, { ...one, types: [] }).length === 0,
  );
  expect(whole.length).toBeGreaterThan(60);
  for (const one of whole) {
    // Kinds of alarms of which nothing is said are as usual.
    const alarms = { ...usualAlarms, ...one.alarms };
    expect({ ...byRules(one), version: 0 }).toEqual({ ...one, alarms, version: 0 });
  }
});
