import type { MoveUpAdviceAnswer } from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client, LiveClient } from './testing/client.ts';

describe.skipIf(noDatabase)(`move-up ${needsDatabase}`, () => {
  let centre: TestCentre;
  let desk: Client;
  let live: LiveClient;
  beforeAll(async () => {
    centre = await testCentre();
    desk = await centre.client('dispatcher');
    live = await desk.live();
    live.say({ type: 'follow', from: 0 });
  });
  afterAll(async () => {
    live?.close();
    await centre?.drop();
  });

  const advised = (test: (advice: MoveUpAdviceAnswer) => boolean) =>
    live.until('moveUp', ({ advice }) => test(advice)).then(({ advice }) => advice);

  test('when ambulances go out another is advised to fill in; accepted, its crew has the order and the log the advice', async () => {
    const { board } = centre.centre.log;
    const ambulances = [...board.units.values()].filter(unit =>
      unit.description.capabilities.includes('als'),
    );
    const byPost = Map.groupBy(ambulances, unit => unit.description.postId ?? '');
    const [, gone] = [...byPost].sort(([, a], [, b]) => a.length - b.length)[0]!;
    for (const { unitId } of gone)
      await desk.command({ type: 'ReportStatus', unitId, status: 'outOfService' } as { type: string });
    // Whatever the town's policy asks for, a move that adds something is advised.
    const policy = {
      ...board.configuration!.moveUp!,
      minimumGain: 0,
      longestDriveMinutes: 60,
      withinMinutes: 3,
    };
    const configuration = {
      ...board.configuration!,
      version: board.configuration!.version + 1,
      moveUp: policy,
    };
    const adopted = await centre.centre.submit({
      commandId: 'policy',
      actor: { kind: 'system', id: 'test' },
      command: { type: 'AdoptConfiguration', configuration },
    });
    expect(adopted.ok).toBe(true);
    const advice = await advised(({ moves, withinMinutes }) => moves.length > 0 && withinMinutes === 3);
    const { unitId, postId, gain, driveMs } = advice.moves[0]!;
    expect(gain).toBeGreaterThan(0);
    expect(driveMs).toBeGreaterThan(0);

    const strange = await desk.command({ type: 'OrderMoveUp', unitId, postId, adviceId: 'none' } as {
      type: string;
    });
    // Advice of another number counts while it still stands.
    expect(strange.status).toBe(200);
    const entry = (await desk.get('/api/log?from=1')).body as unknown as {
      entries: { type: string; data: object }[];
    };
    expect(entry.entries.findLast(one => one.type === 'MoveUpOrdered')?.data).toMatchObject({
      unitId,
      postId,
      shown: { rule: 'gain', gain, driveMs },
    });

    const crew = await centre.client(unitId.toLowerCase());
    const view = (await crew.get('/api/unit')).body;
    expect(view).toMatchObject({ unit: { moveUp: { postId } }, moveTo: { home: false } });
    expect((await crew.command({ type: 'AcknowledgeMoveUp', unitId } as { type: string })).status).toBe(200);
    expect((await crew.command({ type: 'ReportAtPost', unitId } as { type: string })).status).toBe(200);
    expect(centre.centre.log.board.units.get(unitId)?.moveUp).toHaveProperty('reachedAt');
    // Who has just been moved rests: it is not asked again, and the advice that was followed is over.
    await advised(
      ({ adviceId, moves }) => adviceId !== advice.adviceId && !moves.some(one => one.unitId === unitId),
    );
    const late = await desk.command({
      type: 'OrderMoveUp',
      unitId,
      postId: gone[0]!.description.postId,
      adviceId: 'none',
    } as { type: string });
    expect(late).toMatchObject({ status: 409, body: { code: 'AdviceOver' } });
  });

  test('suspended, nothing is advised to anybody, and it is said by whom and until when', async () => {
    const until = centre.centre.clock.now() + 600_000;
    const said = await desk.command({ type: 'SuspendMoveUps', until, reason: 'weather' } as { type: string });
    expect(said.status, said.text).toBe(200);
    const chief = await (await centre.client('commander')).live();
    chief.say({ type: 'follow', from: 0 });
    const told = await chief.until('moveUp', ({ advice }) => advice.moves.length === 0);
    expect(told.advice.moves).toEqual([]);
    expect(centre.centre.log.board.moveUpSuspended).toMatchObject({ until, reason: 'weather' });
    chief.close();
    expect((await desk.command({ type: 'ResumeMoveUps' })).status).toBe(200);
  });
});
