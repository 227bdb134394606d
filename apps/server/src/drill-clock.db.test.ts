import { join } from 'node:path';
import { type Board, copyBoard, emptyBoard, evolve } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { createInstallation, createOperator } from '@clarion/store';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DRILL_PASSWORD } from './drill-sign-ins.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

const example = join(import.meta.dirname, '../../../examples/drill/market-fire.json');
const HOUR_MS = 3_600_000;
const PATIENT = { timeout: 60_000, interval: 100 };

describe.skipIf(noDatabase)(`the clock of a drill ${needsDatabase}`, () => {
  let centre: TestCentre | undefined;
  afterEach(async () => {
    await centre?.drop();
    centre = undefined;
  });
  const control = (leader: Client, asked: object) => leader.send('POST', '/api/exercise/control', asked);

  test('[DR3] [DR4] a paused drill moves no timer; going on, the same timers are due; a restart finds pace and time again', async () => {
    centre = await testCentre();
    const { log, clock } = centre.centre;
    const leader = await centre.client('commander');
    centre.wallStoppedAtMs = clock.now() + 1000;
    const { incidentId } = await openedIncident(leader, centre.centre.place.center);
    expect((await control(leader, { act: 'pause' })).body).toMatchObject({ paused: true, pace: 1 });
    const stood = clock.now();
    const line = await leader.live();
    line.say({ type: 'follow', from: 0 });
    expect((await line.until('hello')).clock).toMatchObject({ at: stood, rate: 0 });
    expect([...log.board.alarms.values()]).toEqual([]);
    const dueNow = async () => {
      const before = log.board.head;
      await Promise.all([centre!.watch(), centre!.schedule(), centre!.page(), centre!.upkeep()]);
      return log.board.head - before;
    };
    // A look that was under way when the clock stopped may still write.
    await vi.waitFor(async () => expect(await dueNow()).toBe(0), PATIENT);
    centre.wallStoppedAtMs += HOUR_MS;
    expect(await dueNow()).toBe(0);
    expect(clock.now()).toBe(stood);
    // What people do meanwhile stands at the time at which the drill stands.
    await dispatched(leader, incidentId);
    expect(log.board.at).toBe(stood);

    expect((await control(leader, { act: 'pace', pace: 30 })).body).toMatchObject({ paused: true, pace: 30 });
    expect((await control(leader, { act: 'goOn' })).body).toMatchObject({ paused: false, at: stood });
    await line.until('clock', message => message.clock.rate === 30);
    centre.wallStoppedAtMs += 20_000;
    expect(clock.now()).toBe(stood + 600_000);
    // Ten minutes of the drill: what nobody has seen to is an alarm by now, raised at the drill's time.
    await vi.waitFor(async () => {
      await centre?.watch();
      expect([...log.board.alarms.values()].some(alarm => alarm.raisedAt > stood)).toBe(true);
    }, PATIENT);
    line.close();

    const paused = await control(leader, { act: 'pause' });
    expect(paused.body['at']).toBe(stood + 600_000);
    await centre.stop();
    const again = await centre.another();
    try {
      const { clock: later } = again.centre;
      expect(later.state()).toMatchObject({ at: stood + 600_000, rate: 0 });
      const led = await (await again.client('dispatcher')).get('/api/exercise');
      expect(led.body['drill']).toMatchObject({ pace: 30, paused: true });
    } finally {
      await again.drop();
    }
  });

  test('[DR5] a jump ahead plays what happens on the way, each at its own time, and arrives', async () => {
    // A drill of its own begins at its own time, so that the hour of the day changes nothing.
    centre = await testCentre(['--script', example, '--exercise', 'default', '--attended']);
    const { log, clock, positions, place } = centre.centre;
    const leader = await centre.client('commander');
    await control(leader, { act: 'pause' });
    const { incidentId } = await openedIncident(leader, place.center);
    const [unitId] = await dispatched(leader, incidentId);
    const from = clock.now();
    /** The board as the room had it, at several moments of the stretch that is jumped over. */
    const stood: Board[] = [];
    log.onBoard(() => void (log.board.at > from + stood.length * 30_000 && stood.push(copyBoard(log.board))));
    expect((await control(leader, { act: 'jump', seconds: 1800 })).body).toMatchObject({ paused: true });
    expect(clock.now()).toBe(from + 1_800_000);
    const held = [...log.board.assignments.values()].find(one => one.unitId === unitId)!;
    const { acknowledged, enRoute, onScene } = held.times;
    expect(acknowledged).toBeGreaterThan(from);
    expect(enRoute! - acknowledged!).toBeGreaterThan(1000);
    expect(onScene! - enRoute!).toBeGreaterThan(1000);
    expect(onScene!).toBeLessThan(clock.now());
    const rang = [...log.board.calls.values()].filter(call => call.receivedAt > from);
    expect(new Set(rang.map(call => call.receivedAt)).size).toBe(rang.length);
    expect(rang.length).toBeGreaterThan(1);
    // Read again from the log, the same moments show the same boards.
    const entries = await log.read(1, log.head);
    expect(stood.length).toBeGreaterThan(3);
    for (const then of stood) {
      const replayed = entries.filter(entry => entry.seq <= then.head).reduce(evolve, emptyBoard());
      expect(replayed).toEqual(then);
    }
    await vi.waitFor(() => expect(positions.latest(unitId!)?.fixAt).toBe(clock.now()), PATIENT);
  });

  test('[DR9] only a commander leads, within bounds; one that runs free and a live centre refuse it', async () => {
    centre = await testCentre(['--exercise', 'generated', '--speed', 'max', '--unattended']);
    const taker = await centre.client('dispatcher');
    expect((await control(taker, { act: 'pause' })).status).toBe(403);
    const leader = await centre.client('commander');
    for (const asked of [
      { act: 'pace', pace: 0.2 },
      { act: 'pace', pace: 61 },
      { act: 'jump', seconds: 86_401 },
    ])
      expect((await control(leader, asked)).status, JSON.stringify(asked)).toBe(400);
    const free = await control(leader, { act: 'pause' });
    expect([free.status, free.body['code']]).toEqual([409, 'DrillRunsFree']);
    await centre.drop();

    centre = await testCentre([], {}, async database => {
      const now = instant(Date.now());
      const administrator = { login: 'root', displayName: 'root', password: DRILL_PASSWORD };
      await createInstallation(database, { kind: 'live', now, administrator });
      await createOperator(database, { ...administrator, login: 'chief', role: 'commander', now });
    });
    const chief = await centre.client('chief');
    const refused = await control(chief, { act: 'pace', pace: 2 });
    expect([refused.status, refused.body['code']]).toEqual([409, 'DrillOnly']);
    expect((await chief.get('/api/exercise')).body).toEqual({ state: 'none' });
    expect(() => centre!.centre.clock.run(2)).toThrow('live');
  });
});
