import {
  type Configuration,
  defaultConfiguration,
  type RunCard,
  rulesDifferences,
  usualMoveUp,
} from '@clarion/dispatch';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../test/runs.ts';
import { type RulesFile, readRules } from './rules-file.ts';
import { rulesFileOf } from './rules-file-of.ts';
import { underRules } from './under-rules.ts';

const areas = [
  { areaId: 'harbour', names: { en: 'Harbour' }, rings: [] },
  { areaId: 'hills', names: { en: 'Hills' }, rings: [] },
];
const usual = defaultConfiguration({
  placeName: { en: 'Small Town' },
  units: [
    { unitId: 'E1', kind: 'ENGINE', agency: 'fire', capabilities: ['engine'], people: 4, crewId: 'one' },
    { unitId: 'M1', kind: 'MEDIC', agency: 'ambulance', capabilities: ['als'] },
  ],
  posts: [],
});
function under(file: unknown) {
  const said = readRules(file);
  return said.ok ? underRules(usual, said.value, areas) : said;
}
const fieldsOf = (file: unknown) => {
  const found = under(file);
  return found.ok ? [] : found.error.map(fault => `${fault.field} ${fault.code}`);
};

const need = fc.record({
  capability: fc.constantFrom('engine', 'als', 'bls', 'ladder'),
  count: fc.integer({ min: 0, max: 9 }),
});
const needs = fc.uniqueArray(need, { selector: one => one.capability, maxLength: 3 });
const minute = fc.integer({ min: 0, max: 1439 });
const hours = fc.record(
  {
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    fromMinute: minute,
    toMinute: minute,
  },
  { requiredKeys: ['fromMinute', 'toMinute'] },
);
const runCard: fc.Arbitrary<RunCard> = fc.record(
  {
    alarm: fc.integer({ min: 1, max: 4 }),
    areaIds: fc.constantFrom(['harbour'], ['hills', 'harbour']),
    hours,
    levelIds: fc.constantFrom(['high'], ['normal', 'raised']),
    needs,
  },
  { requiredKeys: ['needs'] },
) as fc.Arbitrary<RunCard>;
const days = fc.integer({ min: 1, max: 30 });
const seconds = fc.integer({ min: 1, max: 900 });
/** What the page of rules can make of a configuration. */
const wanted: fc.Arbitrary<Configuration> = fc
  .record({
    typeId: fc.constantFrom('structureFire', 'outsideFire', 'medical', 'flood'),
    needs,
    runCards: fc.array(runCard, { maxLength: 3 }),
    clocks: fc.record({ turnoutSeconds: seconds, dispatchSeconds: seconds }),
    people: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    crewId: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
    contact: fc.option(days, { nil: undefined }),
    harbour: fc.constantFrom('Harbour', 'Port'),
    moves: fc.boolean(),
    minimum: fc.array(fc.record({ capability: fc.constant('als'), count: fc.nat(4), hours }), {
      maxLength: 2,
    }),
  })
  .map(({ typeId, needs, runCards, clocks, people, crewId, contact, harbour, moves, minimum }) => {
    const flood = {
      typeId,
      names: { en: 'Flood' },
      category: 'rescue',
      priority: 2,
      needs,
      runCards,
    } as const;
    const known = usual.types.some(type => type.typeId === typeId);
    const [engine, medic] = usual.units;
    const { people: _, crewId: __, ...rest } = engine!;
    const namesArea = harbour === 'Port' || runCards.some(card => card.areaIds);
    return {
      ...usual,
      types: known
        ? usual.types.map(type => (type.typeId === typeId ? { ...type, needs, runCards } : type))
        : [...usual.types, flood],
      clocks: { ...usual.clocks, ...clocks },
      units: [
        { ...rest, ...(people === undefined ? {} : { people }), ...(crewId === undefined ? {} : { crewId }) },
        medic!,
      ],
      ...(contact === undefined ? {} : { retention: { contact } }),
      ...(moves ? { moveUp: usualMoveUp } : {}),
      readiness: { levels: usual.readiness!.levels, minimums: minimum },
      ...(namesArea ? { areas: [{ ...areas[0]!, names: { en: harbour } }, areas[1]!] } : {}),
    };
  });

test('what is written out as a file is what the file reads back as', () => {
  fc.assert(
    fc.property(wanted, configuration => {
      const file: RulesFile = JSON.parse(JSON.stringify(rulesFileOf(configuration, usual, areas)));
      const back = under(file);
      if (!back.ok) throw new Error(JSON.stringify(back.error));
      expect(back.value).toEqual(configuration);
      expect(rulesDifferences(configuration, back.value)).toEqual([]);
    }),
    { numRuns: runs(60) },
  );
});

test('a centre that says nothing of its own has an empty file', () => {
  expect(rulesFileOf(usual, usual, areas)).toEqual({});
  expect(under({})).toEqual({ ok: true, value: usual });
});

test('each fault is told with its field, all of them at once', () => {
  expect(fieldsOf({ colour: 'red', clocks: { turnoutSeconds: 0 }, retention: { contact: 31 } })).toEqual([
    'clocks.turnoutSeconds tooSmall',
    'retention.contact tooBig',
    'colour unknown',
  ]);
  expect(fieldsOf({ clocks: { turnoutSeconds: 'soon', dispatchSeconds: Number.NaN } })).toEqual([
    'clocks.dispatchSeconds missing',
    'clocks.turnoutSeconds unfit',
  ]);
  expect(fieldsOf({ targets: [{ clock: 'answer', seconds: 9 }] })).toEqual(['targets.0.source missing']);
  const check = { check: 'contact', statuses: ['onScene'], warnSeconds: 9, overdueSeconds: 8 };
  expect(fieldsOf({ checks: { rules: [check] } })).toEqual(['checks.rules.0.warnSeconds warnAfterOverdue']);
  expect(fieldsOf({ types: { flood: { needs: [] } }, units: { E9: {} }, areas: { moon: {} } })).toEqual([
    'units.E9 unknown',
    'areas.moon unknown',
    'types.flood.names missing',
    'types.flood.category missing',
    'types.flood.priority missing',
  ]);
  const card = { areaIds: ['moon'], needs: [{ capability: 'rocket', count: 1 }] };
  expect(fieldsOf({ types: { outsideFire: { runCards: [card] } } })).toEqual([
    'types.outsideFire.runCards.0.areaIds unknown',
    'types.outsideFire.runCards.0.needs.0.capability cannot',
  ]);
  const twice = [
    { capability: 'engine', count: 1 },
    { capability: 'engine', count: 2 },
  ];
  expect(fieldsOf({ types: { outsideFire: { needs: twice } } })).toEqual([
    'types.outsideFire.needs.1.capability twice',
  ]);
});

test('differences name the type, the circumstances and what of, one by one', () => {
  const night = { fromMinute: 1200, toMinute: 420 };
  const withCard = (count: number): Configuration => ({
    ...usual,
    types: usual.types.map(type =>
      type.typeId === 'structureFire'
        ? { ...type, runCards: [{ hours: night, needs: [{ capability: 'engine', count }] }] }
        : type,
    ),
  });
  expect(rulesDifferences(withCard(2), withCard(3))).toEqual([
    {
      section: 'types',
      rows: [
        { kind: 'type', id: 'structureFire' },
        { kind: 'runCard', when: { hours: night } },
      ],
      field: 'count',
      capability: 'engine',
      was: 2,
      now: 3,
    },
  ]);
  const without = { ...usual, desks: usual.desks!.slice(1) };
  expect(rulesDifferences(usual, without).every(one => !('now' in one) && one.section === 'desks')).toBe(
    true,
  );
});
