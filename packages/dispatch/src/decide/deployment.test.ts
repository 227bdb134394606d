import type { LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import { type Act, anna, at, chief, does, machine, smallTown, story, Telling } from '../../test/story.ts';
import { allowed } from '../allowed.ts';
import type { Actor, Command } from '../command.ts';
import type { Configuration } from '../configuration.ts';
import { type DeploymentBody, deploymentsDue, postsOf } from '../deployment.ts';
import { copyBoard } from '../empty.ts';
import { shortages } from '../readiness.ts';

const pia: Actor = { kind: 'operator', id: 'pia', role: 'planner' };
const quay: LngLat = [8.604, 49.4];
const body = (more: Partial<DeploymentBody> = {}): DeploymentBody => ({
  startsAt: at(100),
  posts: [{ postId: 'Q', names: { en: 'Quay' }, kind: 'fire', at: quay }],
  units: [
    { unitId: 'E1', postId: 'Q' },
    { unitId: 'E2', postId: 'N' },
  ],
  minimums: [],
  inputs: { graph: 'g', demand: 'd' },
  ...more,
});
const drafted = (more: Partial<DeploymentBody> = {}, actor = pia): Act =>
  does({ type: 'DraftDeployment', deployment: body(more) }, actor);
const say = (type: Extract<Command['type'], `${string}Deployment`>, actor: Actor, deploymentId = 'G1') =>
  does({ type, deploymentId } as Command, actor);
const approved = say('ApproveDeployment', chief);
const begun: Act = { ...say('BeginDeployment', machine), at: 100 };

const north: LngLat = [8.6, 49.5];
const withPosts = (version: number): Configuration => ({
  ...smallTown,
  version,
  posts: [{ postId: 'N', names: { en: 'North' }, kind: 'fire', at: north }],
  units: smallTown.units.map(unit => ({ ...unit, postId: 'N', home: north })),
});
const configured: Act = {
  actor: machine,
  command: { type: 'AdoptConfiguration', configuration: withPosts(2) },
};

story('[Y11] a deployment that begins in the past is refused')
  .given(configured)
  .when(drafted({ startsAt: at(1) }))
  .refused('TimeImplausible');
story('[Y11] … or in more than a year')
  .given(configured)
  .when(drafted({ startsAt: at(400 * 86_400) }))
  .refused('TimeImplausible');
story('[Y11] … one without units')
  .given(configured)
  .when(drafted({ units: [] }))
  .refused('DeploymentEmpty');
story('[Y11] … with a unit that nobody knows')
  .given(configured)
  .when(drafted({ units: [{ unitId: 'X9', postId: 'N' }] }))
  .refused('UnitUnknown', { unitId: 'X9' });
story('[Y11] … with a post that is neither its own nor the configuration’s')
  .given(configured)
  .when(drafted({ posts: [] }))
  .refused('PostUnknown', { postId: 'Q' });
story('[Y11] what is drafted is numbered and changes nothing yet')
  .given(configured)
  .when(drafted())
  .writes('DeploymentDrafted')
  .and(board => {
    expect(board.deployments.get('G1')).toMatchObject({ state: 'drafted', by: pia });
    expect(board.units.get('E1')?.description.postId).toBe('N');
  });

story('[Y12] a commander does not approve a deployment of their own')
  .given(configured, drafted({}, chief))
  .when(approved)
  .refused('ApproverIsAuthor');
test('[Y12] a planner drafts and withdraws, a commander approves and rolls back, nobody else does either', () => {
  const who = { planner: pia, commander: chief, dispatcher: anna, machine };
  const may = (type: string) =>
    Object.entries(who).flatMap(([name, actor]) => (allowed(actor, { type } as Command) ? [name] : []));
  expect(may('DraftDeployment')).toEqual(['planner', 'commander']);
  expect(may('WithdrawDeployment')).toEqual(['planner', 'commander']);
  expect(may('ApproveDeployment')).toEqual(['commander']);
  expect(may('RollBackDeployment')).toEqual(['commander']);
  expect(may('BeginDeployment')).toEqual(['machine']);
});

story('[Y13] before its start it does not begin')
  .given(configured, drafted(), approved)
  .when({ ...begun, at: 99 })
  .refused('TimeImplausible');
story('[Y13] one that nobody approved does not begin')
  .given(configured, drafted())
  .when(begun)
  .refused('DeploymentSettled', {
    state: 'drafted',
  });
story('[Y13] after its start it is not approved any more')
  .given(configured, drafted())
  .when({ ...approved, at: 101 })
  .refused('TimeImplausible');
story('[Y13] two servers begin it once').given(configured, drafted(), approved, begun).when(begun).nothing();
test('[Y13] it is due from its start on, in the order of starts', () => {
  const telling = new Telling();
  for (const act of [
    configured,
    drafted({ startsAt: at(200) }),
    drafted(),
    approved,
    say('ApproveDeployment', chief, 'G2'),
  ])
    telling.must(act);
  expect(deploymentsDue(telling.board, at(99))).toEqual([]);
  expect(deploymentsDue(telling.board, at(300))).toEqual(['G2', 'G1']);
});

const held = { minimums: [{ capability: 'engine', count: 1, postIds: ['Q'] }] };
story('[Y14] from its start the board has its posts, homes and minimums')
  .given(configured, drafted(held), approved)
  .when(begun)
  .writes('DeploymentBegun')
  .and(board => {
    expect(board.units.get('E1')?.description).toMatchObject({ postId: 'Q', home: quay });
    expect(board.units.get('M11')?.description).toMatchObject({ postId: 'N', home: north });
    expect(postsOf(board).map(post => post.postId)).toEqual(['N', 'Q']);
    expect(shortages(board, at(101), undefined)).toEqual([]);
    const later = copyBoard(board);
    later.units.set('E1', { ...board.units.get('E1')!, status: 'outOfService' });
    expect(shortages(later, at(101), undefined)[0]).toMatchObject({ vacant: ['Q'] });
  });
story('[Y14] a new configuration keeps it')
  .given(configured, drafted(), approved, begun)
  .when({ actor: machine, command: { type: 'AdoptConfiguration', configuration: withPosts(3) } })
  .writes('ConfigurationAdopted')
  .and(board => expect(board.units.get('E1')?.description.postId).toBe('Q'));

const other = drafted({ startsAt: at(200), units: [{ unitId: 'E1', postId: 'N' }] });
const second = [other, say('ApproveDeployment', chief, 'G2')];
const secondBegun: Act = { ...say('BeginDeployment', machine, 'G2'), at: 200 };
story('[Y15] rolled back, the configuration counts again')
  .given(configured, drafted(), approved, begun)
  .when(say('RollBackDeployment', chief))
  .writes('DeploymentRolledBack')
  .and(board => {
    expect(board.units.get('E1')?.description).toMatchObject({ postId: 'N', home: north });
    expect(postsOf(board).map(post => post.postId)).toEqual(['N']);
  });
story('[Y15] … or the deployment before it')
  .given(configured, drafted(), approved, begun, ...second, secondBegun)
  .when(say('RollBackDeployment', chief, 'G2'))
  .writes('DeploymentRolledBack')
  .and(board => expect(board.units.get('E1')?.description.postId).toBe('Q'));
story('[Y15] only the one in force is rolled back')
  .given(configured, drafted(), approved, begun, ...second, secondBegun)
  .when(say('RollBackDeployment', chief))
  .refused('DeploymentNotInForce');

story('[Y16] its planner withdraws it')
  .given(configured, drafted(), approved)
  .when(say('WithdrawDeployment', pia))
  .writes('DeploymentWithdrawn');
story('[Y16] another planner does not')
  .given(configured, drafted())
  .when(say('WithdrawDeployment', { ...pia, id: 'paul' }))
  .refused('NotAllowed');
story('[Y16] what has begun is rolled back, not withdrawn')
  .given(configured, drafted(), approved, begun)
  .when(say('WithdrawDeployment', chief))
  .refused('DeploymentSettled', { state: 'begun' });
story('[Y16] what was withdrawn does not come back')
  .given(configured, drafted(), say('WithdrawDeployment', pia))
  .when(approved)
  .refused('DeploymentSettled', { state: 'withdrawn' });
