import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/runs.ts';
import {
  type Act,
  anna,
  at,
  chief,
  does,
  machine,
  opened,
  smallTown,
  square,
  story,
  Telling,
} from '../../test/story.ts';
import { allowed } from '../allowed.ts';
import { type RulesReplay, rulesDue, rulesInForce, rulesWithin } from '../centre-rules/centre-rules.ts';
import { typeOf } from '../centre-rules/type-of.ts';
import type { Actor, Command } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import { copyBoard } from '../empty.ts';
import { cardOf } from '../recommend/needs.ts';

const ada: Actor = { kind: 'operator', id: 'ada', role: 'administrator' };
const configured: Act = { actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } };
const engines = (count: number): Configuration => ({
  ...smallTown,
  types: smallTown.types.map(type =>
    type.typeId === 'fire' ? { ...type, needs: [{ capability: 'engine', count }] } : type,
  ),
});
const drafted = (
  wanted: Configuration,
  actor = ada,
  more: Partial<Extract<Command, { type: 'DraftRules' }>> = {},
): Act =>
  does({ type: 'DraftRules', rules: rulesWithin(wanted, smallTown), reason: 'review', ...more }, actor);
const replayed = (rulesId = 'K1', against = 1): Act =>
  does(
    {
      type: 'ReplayRules',
      rulesId,
      replay: {
        against,
        since: at(0),
        until: at(1),
        incidents: 0,
        left: 0,
        differing: 0,
        wasShort: 0,
        nowShort: 0,
        byType: [],
        differences: [],
      } satisfies RulesReplay,
    },
    machine,
  );
const say = (type: Extract<Command['type'], `${string}Rules`>, actor: Actor, rulesId = 'K1') =>
  does({ type, rulesId } as Command, actor);
const approved = (rulesId = 'K1', by = chief) => say('ApproveRules', by, rulesId);
const begun = (rulesId = 'K1') => say('BeginRules', machine, rulesId);
/** Drafted on version `against`, and put in force. */
const inForce = (rulesId: string, wanted: Configuration, against: number): readonly Act[] => [
  drafted(wanted),
  replayed(rulesId, against),
  approved(rulesId),
  begun(rulesId),
];
const needed = (telling: { readonly board: Telling['board'] }, incidentId: string) =>
  cardOf(telling.board, { incidentId }, at(0), undefined).needs;

story('[CF1] rules are drafted with a reason, numbered, and change nothing yet')
  .given(configured)
  .when(drafted(engines(3)))
  .writes('RulesDrafted')
  .and(board => {
    expect(board.rules.get('K1')).toMatchObject({ state: 'drafted', by: ada, reason: 'review', against: 1 });
    expect(board.configuration).toEqual(smallTown);
  });
story('[CF1] … what says the same as what is in force is refused')
  .given(configured)
  .when(drafted(smallTown))
  .refused('RulesUnchanged');
story('[CF1] … with a name that the centre does not have, by its field')
  .given(configured)
  .when(
    drafted({
      ...smallTown,
      types: smallTown.types.map(type => ({
        ...type,
        runCards: [{ levelIds: ['moon'], needs: type.needs }],
      })),
    }),
  )
  .refused('RulesUnfit', { field: 'types.fire.runCards.0.levelIds', reason: 'unknown' });
story('[CF1] … with a need that no unit can meet')
  .given(configured)
  .when(
    drafted({
      ...smallTown,
      types: [{ ...smallTown.types[0]!, needs: [{ capability: 'rocket', count: 1 }] }],
    }),
  )
  .refused('RulesUnfit', { field: 'types.fire.needs.0.capability', reason: 'cannot' });
story('[CF1] … with a start that has passed')
  .given(configured)
  .when(drafted(engines(3), ada, { startsAt: at(1) }))
  .refused('TimeImplausible');
story('[CF6] text is kept no longer than the program keeps it')
  .given(configured)
  .when(drafted({ ...smallTown, retention: { contact: 31 } }))
  .refused('RulesUnfit', { field: 'retention.contact', reason: 'tooBig' });

story('[CF2] nobody approves rules of their own')
  .given(configured, drafted(engines(3), chief), replayed())
  .when(approved())
  .refused('RulesAreOwn');
story('[CF2] … and nobody before they were replayed')
  .given(configured, drafted(engines(3)))
  .when(approved())
  .refused('RulesNotReplayed');
story('[CF2] … against what is in force')
  .given(configured, drafted(engines(3)), replayed('K1', 7))
  .when(approved())
  .refused('RulesNotReplayed');
test('[CF2] a commander or an administrator drafts, approves and rolls back, the machine replays and begins, nobody adopts alone', () => {
  const who = { commander: chief, administrator: ada, dispatcher: anna, machine };
  const may = (type: string) =>
    Object.entries(who).flatMap(([name, actor]) => (allowed(actor, { type } as Command) ? [name] : []));
  for (const type of ['DraftRules', 'ApproveRules', 'WithdrawRules', 'RollBackRules'])
    expect(may(type), type).toEqual(['commander', 'administrator']);
  for (const type of ['ReplayRules', 'BeginRules', 'AdoptConfiguration'])
    expect(may(type), type).toEqual(['machine']);
});
story('[CF2] an administrator withdraws their own alone, a commander any')
  .given(configured, drafted(engines(3), chief))
  .when(say('WithdrawRules', ada))
  .refused('NotAllowed');

story('[CF3] they begin when they are approved, with a version of their own')
  .given(configured, drafted(engines(3)), replayed(), approved())
  .when(begun())
  .writes('RulesBegun')
  .and(board => {
    expect(board.configuration).toEqual({ ...engines(3), version: 2 });
    expect(rulesInForce(board)?.rulesId).toBe('K1');
  });
story('[CF3] … or at their start, not before')
  .given(configured, drafted(engines(3), ada, { startsAt: at(100) }), replayed(), approved())
  .when(begun())
  .refused('TimeImplausible');
test('[CF3] … and are due from then on', () => {
  const telling = new Telling();
  const acts = [configured, drafted(engines(3), ada, { startsAt: at(100) }), replayed(), approved()];
  for (const act of acts) telling.must(act);
  expect(rulesDue(telling.board, at(99))).toEqual([]);
  expect(rulesDue(telling.board, at(100))).toEqual(['K1']);
});
story('[CF3] … never unapproved')
  .given(configured, drafted(engines(3)))
  .when(begun())
  .refused('RulesSettled', { state: 'drafted' });
story('[CF3] a configuration that is adopted later keeps the rules in force')
  .given(configured, ...inForce('K1', engines(3), 1))
  .when({
    actor: machine,
    command: {
      type: 'AdoptConfiguration',
      configuration: { ...smallTown, version: 3, units: smallTown.units.slice(1) },
    },
  })
  .writes('ConfigurationAdopted')
  .and(board => {
    expect(board.configuration).toEqual({ ...engines(3), version: 3, units: smallTown.units.slice(1) });
  });

story('[CF4] what was drafted on another version is outdated: it would undo what has come since')
  .given(
    configured,
    drafted(engines(5), chief),
    drafted(engines(3)),
    replayed('K2'),
    approved('K2'),
    begun('K2'),
  )
  .when(approved('K1', ada))
  .refused('RulesSettled', { state: 'outdated' });

test('[CF5] rolled back at once, the version before is in force again as it was, and only the one in force is rolled back', () => {
  const telling = new Telling();
  for (const act of [configured, ...inForce('K1', engines(3), 1)]) telling.must(act);
  const before = copyBoard(telling.board).configuration;
  for (const act of inForce('K2', engines(4), 2)) telling.must(act);
  expect(telling.act(say('RollBackRules', chief, 'K1')).refusal?.code).toBe('RulesNotInForce');
  telling.must(say('RollBackRules', chief, 'K2'));
  expect(telling.board.configuration).toEqual(before);
  telling.must(say('RollBackRules', ada, 'K1'));
  expect(telling.board.configuration).toEqual(smallTown);
  expect(telling.act(say('RollBackRules', chief, 'K1')).entries).toEqual([]);
  for (const act of inForce('K3', engines(5), 1)) telling.must(act);
  expect(telling.board.configuration?.version).toBe(4);
  telling.checkFold();
});

test('[CF7] an open incident keeps the run cards under which it was opened; the next one has the new', () => {
  const telling = new Telling();
  for (const act of [configured, opened('I1', undefined, 'fire'), ...inForce('K1', engines(3), 1)])
    telling.must(act);
  telling.must(opened('I2', undefined, 'fire'));
  expect(needed(telling, 'I1')).toEqual([{ capability: 'engine', count: 2 }]);
  expect(needed(telling, 'I2')).toEqual([{ capability: 'engine', count: 3 }]);
  telling.must(say('RollBackRules', chief));
  expect(needed(telling, 'I1')).toEqual([{ capability: 'engine', count: 2 }]);
  expect(needed(telling, 'I2')).toEqual([{ capability: 'engine', count: 3 }]);
  // A card that is looked up before there is an incident is the one in force.
  const asked = { typeId: 'fire', at: square.at };
  expect(cardOf(telling.board, asked, at(0), undefined).needs).toEqual([{ capability: 'engine', count: 2 }]);
  telling.checkFold();
});
test('[CF7] … a type that there was not yet when it was opened is taken as it is now', () => {
  const telling = new Telling();
  const flood = { ...smallTown.types[0]!, typeId: 'flood' };
  const wanted = { ...smallTown, types: [...smallTown.types, flood] };
  for (const act of [configured, opened('I1'), ...inForce('K1', wanted, 1)]) telling.must(act);
  telling.must(does({ type: 'AmendIncident', incidentId: 'I1', typeId: 'flood' }));
  expect(typeOf(telling.board, telling.board.incidents.get('I1')!)).toEqual(flood);
});
test('[CF7] types of versions that no incident was opened under are let go', () => {
  const telling = new Telling();
  for (const act of [configured, ...inForce('K1', engines(3), 1)]) telling.must(act);
  expect([...telling.board.pastTypes.keys()]).toEqual([]);
  for (const act of [opened('I1', undefined, 'fire'), ...inForce('K2', engines(4), 2)]) telling.must(act);
  expect([...telling.board.pastTypes.keys()]).toEqual([2]);
});

describe('whatever is drafted, approved, begun and rolled back', () => {
  const step = fc.record({
    what: fc.constantFrom(
      'whole',
      'whole',
      'DraftRules',
      'ReplayRules',
      'ApproveRules',
      'BeginRules',
      'RollBackRules',
      'RollBackRules',
      'WithdrawRules',
      'AdoptConfiguration',
      'OpenIncident',
    ),
    which: fc.nat(3),
    count: fc.integer({ min: 1, max: 6 }),
    by: fc.constantFrom(ada, chief),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function ask(telling: Telling, { what, which, count, by }: Step): readonly Act[] {
    const { board } = telling;
    const rulesId = `K${Math.max(1, board.lastRules - which)}`;
    switch (what) {
      case 'whole': {
        const next = `K${board.lastRules + 1}`;
        return inForce(next, engines(count), board.configuration?.version ?? 0);
      }
      case 'DraftRules':
        return [drafted(engines(count), by)];
      case 'ReplayRules':
        return [replayed(rulesId, board.configuration?.version)];
      case 'OpenIncident':
        return [does({ type: 'OpenIncident', typeId: 'fire', place: square })];
      case 'AdoptConfiguration': {
        const version = board.lastConfiguration + 1;
        const configuration = { ...smallTown, version, placeName: { en: `${count}` } };
        return [{ actor: machine, command: { type: 'AdoptConfiguration', configuration } }];
      }
      case 'BeginRules':
        return [say(what, machine, rulesId)];
      case 'RollBackRules':
        return [say(what, by, which > 0 ? (rulesInForce(board)?.rulesId ?? rulesId) : rulesId)];
      default:
        return [say(what, by, rulesId)];
    }
  }

  test('[CF5] one version is in force, its number is of one content alone, and a rollback restores exactly the one before', () => {
    let rolledBack = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), steps => {
        const telling = new Telling();
        telling.must(configured);
        const contents = new Map<number, string>();
        /** What was in force under what, by adoption: the way back. */
        const below = new Map<string, string>();
        const check = (act: Act) => {
          const before = telling.board.configuration!;
          const { adopted } = telling.board;
          const [entry] = telling.act(act).entries;
          const { board } = telling;
          const now = board.configuration!;
          const content = JSON.stringify(now);
          expect(contents.get(now.version) ?? content).toBe(content);
          contents.set(now.version, content);
          if (entry?.type === 'RulesBegun') {
            expect(now.version).toBeGreaterThan(before.version);
            below.set(`${entry.data.rulesId} ${adopted?.version}`, JSON.stringify(before));
          }
          if (entry?.type === 'RulesRolledBack') {
            const was = below.get(`${entry.data.rulesId} ${adopted?.version}`);
            if (was !== undefined) {
              expect(content).toBe(was);
              rolledBack++;
            }
          }
          if (rulesInForce(board) === undefined)
            expect({ ...now, version: 0 }).toEqual({ ...board.adopted, version: 0 });
          for (const { configurationVersion } of board.incidents.values())
            expect(configurationVersion === now.version || board.pastTypes.has(configurationVersion!)).toBe(
              true,
            );
        };
        for (const one of steps) for (const act of ask(telling, one)) check(act);
        telling.checkFold();
      }),
      { numRuns: runs(40) },
    );
    expect(rolledBack).toBeGreaterThan(10);
  });
});
