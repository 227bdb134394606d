import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entry, plansInForce, standingSteps } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { openedIncident } from './testing/story.ts';

const plan = {
  planId: 'quake',
  names: { en: 'Quake plan', zh: '地震预案' },
  trigger: { typeIds: ['medical'] },
  levels: [
    {
      levelId: 'low',
      names: { en: 'Low', zh: '低' },
      steps: [
        { stepId: 'ask', names: { en: 'Ask the hospitals', zh: '询问医院' }, dueMinutes: 1 },
        { stepId: 'look', names: { en: 'Look', zh: '查看' } },
      ],
    },
  ],
};

describe.skipIf(noDatabase)(`emergency plans and what waits, through the server ${needsDatabase}`, () => {
  let folder: string;
  let centre: TestCentre;
  let other: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  let incidentId: string;

  const ahead = (seconds: number) => {
    for (const one of [centre, other]) one.wallAheadMs += seconds * 1000;
  };
  const steps = (of: TestCentre) => {
    const incident = of.centre.log.board.incidents.get(incidentId)!;
    return plansInForce(incident)
      .flatMap(active => standingSteps(incident, active))
      .map(one => `${one.step.stepId} ${one.mark?.mark ?? 'open'}`);
  };
  const raised = async (kind: string) => {
    const { body } = await dispatcher.get('/api/log?from=1&to=5000');
    return (body['entries'] as Entry[]).filter(
      entry => entry.type === 'FloorAlarmRaised' && entry.data.kind === kind,
    );
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clarion-plans-'));
    const rules = join(folder, 'rules.json');
    writeFileSync(rules, JSON.stringify({ plans: [plan] }));
    centre = await testCentre(['--rules', rules]);
    other = await centre.another();
    taker = await centre.client('calltaker');
    dispatcher = await centre.client('dispatcher');
    expect((await dispatcher.command({ type: 'TakeDesk', deskId: 'D1' })).status).toBe(200);
    ({ incidentId } = await openedIncident(taker, centre.centre.place.center));
  });
  afterAll(async () => {
    await other.drop();
    await centre.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a call taker activates none, and a reason is a code', async () => {
    expect((await taker.command({ type: 'ActivatePlan', incidentId, planId: 'quake' })).status).toBe(403);
    const worded = await dispatcher.command({
      type: 'DeclinePlan',
      incidentId,
      planId: 'quake',
      reason: 'the man next door said so',
    } as never);
    expect(worded.status).toBe(400);
  });

  test('the plan of the file is kept with the incident, and a server that starts again finds its checklist', async () => {
    expect((await dispatcher.command({ type: 'ActivatePlan', incidentId, planId: 'quake' })).status).toBe(
      200,
    );
    const done = { type: 'MarkPlanStep', incidentId, planId: 'quake', stepId: 'look', mark: 'done' };
    expect((await dispatcher.command(done)).status).toBe(200);
    await other.drop();
    other = await centre.another();
    other.wallAheadMs = centre.wallAheadMs;
    expect(steps(other)).toEqual(['ask open', 'look done']);
    // Over HTTP it is told to whoever asks for the incident's story.
    const { body } = await dispatcher.get(`/api/log?from=1&to=5000`);
    const entries = body['entries'] as Entry[];
    const activated = entries.find(entry => entry.type === 'PlanActivated');
    expect(activated?.data).toMatchObject({ planId: 'quake', plan: { names: plan.names } });
  });

  test('a step over its time is raised exactly once by two servers, and cleared when it is done', async () => {
    ahead(61);
    await Promise.all([centre.watch(), other.watch(), centre.watch()]);
    expect(await raised('planStepOverdue')).toHaveLength(1);
    const step = { type: 'MarkPlanStep', incidentId, planId: 'quake', stepId: 'ask' } as const;
    expect((await dispatcher.command({ ...step, mark: 'notNeeded' })).status).toBe(409);
    const reason = { mark: 'notNeeded', reason: 'doneBefore' };
    expect((await dispatcher.command({ ...step, ...reason })).status).toBe(200);
    await centre.watch();
    expect(centre.centre.log.board.alarms.has(`planStepOverdue:${incidentId}/D1`)).toBe(false);
  });

  test('two incidents without a unit are one alarm of their desk, and then one of the supervisor', async () => {
    await openedIncident(taker, centre.centre.place.center);
    ahead(121);
    await Promise.all([centre.watch(), other.watch()]);
    const one = await raised('unitAwaited');
    expect(one).toHaveLength(1);
    expect(one[0]?.data).toMatchObject({ deskId: 'D1', waiting: 2 });
    ahead(200);
    await Promise.all([centre.watch(), other.watch()]);
    expect(await raised('unitAwaitedLong')).toHaveLength(1);
    expect(await raised('unitAwaited')).toHaveLength(1);
  });
});
