import { join } from 'node:path';
import type { AfterActionAnswer, InjectAnswer } from '@clarion/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';

const example = join(import.meta.dirname, '../../../examples/drill/market-fire.json');
const BEGINS = Date.parse('2026-06-12T17:20:00+08:00');

describe.skipIf(noDatabase)(`a drill by its script ${needsDatabase}`, () => {
  let centre: TestCentre | undefined;
  afterEach(async () => {
    await centre?.drop();
    centre = undefined;
  });

  test('[DR1] [DR3] calls ring at their times, callers say more, the leader fires and leaves out; a restart plays nothing twice; expectations are seen', async () => {
    centre = await testCentre(['--script', example, '--exercise', 'default', '--attended']);
    const { log, clock } = centre.centre;
    const { board } = log;
    const leader = await centre.client('commander');
    const trainee = await centre.client('dispatcher');
    const control = async (asked: object) => {
      const answer = await leader.send('POST', '/api/exercise/control', asked);
      expect([answer.status, answer.text]).toEqual([200, answer.text]);
    };
    const injects = async () => {
      const answer = await leader.get('/api/exercise/injects');
      const list = answer.body['injects'] as InjectAnswer[];
      return new Map(list.map(one => [one.injectId, one]));
    };
    await control({ act: 'pause' });
    expect(log.logId).toMatch(/\.market-fire$/);
    expect(clock.now()).toBeGreaterThanOrEqual(BEGINS);
    expect(clock.now()).toBeLessThan(BEGINS + 3_600_000);
    // What comes is the leader's to know.
    expect((await trainee.get('/api/exercise/injects')).status).toBe(403);
    expect((await trainee.get('/api/exercise')).text).not.toContain('market');
    const began = (await injects()).get('market')!.dueAt! - 60_000;
    await control({ act: 'skip', injectId: 'ring-road-flooded' });

    const reach = async (seconds: number) => {
      const ahead = Math.ceil((began + seconds * 1000 - clock.now()) / 1000);
      if (ahead > 0) await control({ act: 'jump', seconds: ahead });
    };
    await reach(62);
    const { callId } = (await injects()).get('market')!;
    const call = () => board.calls.get(callId!)!;
    expect(call()).toMatchObject({ state: 'ringing', receivedAt: began + 60_000 });
    expect(board.units.get('E1')?.status).toBe('outOfService');
    await trainee.command({ type: 'AnswerCall', callId } as { type: string });
    expect(call().words).toHaveLength(1);
    await reach(100);
    expect(call().words).toHaveLength(2);
    const read = await trainee.get(`/api/sealed?callId=${callId}`);
    expect(read.text).toContain('people on the second floor');
    const place = {
      at: [113.90044, 30.40962],
      uncertaintyM: 20,
      label: 'x',
      source: 'search',
      verified: true,
    };
    const opened = await trainee.command({
      type: 'OpenIncident',
      callId,
      typeId: 'structureFire',
      place,
    } as { type: string });
    const incidentId = String(opened.body['incidentId']);
    await reach(132);
    const again = (await injects()).get('market-again')!;
    await trainee.command({ type: 'AnswerCall', callId: again.callId } as { type: string });
    await trainee.command({ type: 'AttachCall', callId: again.callId, incidentId } as { type: string });
    await control({ act: 'fire', injectId: 'crew-in-trouble' });
    expect(board.emergencies.has('E2')).toBe(true);
    const twice = await leader.send('POST', '/api/exercise/control', {
      act: 'fire',
      injectId: 'crew-in-trouble',
    });
    expect([twice.status, twice.body['code']]).toEqual([409, 'InjectGone']);
    await reach(300);

    const seen = (await leader.get('/api/exercise/after-action')).body as unknown as AfterActionAnswer;
    /** Jumps are in whole seconds. */
    const soonAfter = (seconds: number) =>
      expect.toSatisfy((took: number) => took >= seconds && took <= seconds + 1);
    const of = (injectId: string, expectation: string) =>
      seen.injects
        .find(one => one.injectId === injectId)
        ?.expectations.find(one => one.expectation === expectation);
    expect(of('market', 'answeredWithinSeconds')).toMatchObject({
      state: 'met',
      tookSeconds: soonAfter(2),
      by: 'dispatcher',
    });
    expect(of('market', 'openedWithinSeconds')).toMatchObject({ state: 'met', tookSeconds: soonAfter(40) });
    expect(of('market', 'typeRight')).toEqual({ expectation: 'typeRight', state: 'met' });
    // Nobody was sent, and its time is over; the scene may still be reached in time.
    expect(of('market', 'unitSentWithinSeconds')).toMatchObject({ state: 'missed', withinSeconds: 150 });
    expect(of('market', 'unitThereWithinSeconds')).toMatchObject({ state: 'open' });
    expect(of('market-again', 'attachedWithinSeconds')).toMatchObject({
      state: 'met',
      tookSeconds: soonAfter(2),
    });
    expect(of('storm-warning', 'answeredWithinSeconds')).toMatchObject({ state: 'missed' });
    expect(of('crew-in-trouble', 'emergencyAnsweredWithinSeconds')).toMatchObject({ state: 'missed' });
    expect(seen.timeline.map(line => line.what)).toEqual(
      expect.arrayContaining(['drill.begin', 'drill.pause', 'drill.skip', 'CallReceived', 'EmergencyRaised']),
    );
    // By position: no sign-in's name is in it.
    expect(JSON.stringify(seen)).not.toMatch(/"(operatorId|login|id)"/);

    const before = await callsOf(log);
    await centre.stop();
    const later = await centre.another();
    try {
      const chief = await later.client('commander');
      const list = (await chief.get('/api/exercise/injects')).body['injects'] as InjectAnswer[];
      expect(list.filter(one => one.state !== 'waiting').map(one => one.injectId)).toEqual(
        expect.arrayContaining(['market', 'market-again', 'crew-in-trouble', 'ring-road-flooded']),
      );
      expect(later.centre.clock.now()).toBe(clock.now());
      await chief.send('POST', '/api/exercise/control', { act: 'jump', seconds: 5 });
      expect(await callsOf(later.centre.log)).toEqual(before);
    } finally {
      await later.drop();
    }
  });
});

/** The commands that brought the calls of the log, in order. */
async function callsOf(log: TestCentre['centre']['log']): Promise<string[]> {
  const entries = await log.read(1, log.head);
  return entries.flatMap(entry => (entry.type === 'CallReceived' ? entry.commandId : []));
}
