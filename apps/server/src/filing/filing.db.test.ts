import { boardToJson } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from '../testing/centre.ts';
import type { Client } from '../testing/client.ts';
import { dispatched, openedIncident } from '../testing/story.ts';
import { fileWhatIsOver } from './filer.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe.skipIf(noDatabase)(`what has long been over ${needsDatabase}`, () => {
  let centre: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  beforeAll(async () => {
    centre = await testCentre();
    taker = await centre.client('calltaker');
    dispatcher = await centre.client('dispatcher');
  });
  afterAll(() => centre.drop());

  /** What a look so many hours from now files of what has been over for a day. */
  function filedAfter(hours: number): Promise<number> {
    const { clock, ...parts } = centre.centre;
    const now = () => instant(clock.now() + hours * HOUR_MS);
    return fileWhatIsOver({ ...parts, clock: { ...clock, now } }, 24 * HOUR_MS);
  }

  async function handled(): Promise<{ callId: string; incidentId: string }> {
    const made = await openedIncident(taker, centre.centre.place.center);
    await taker.command({ type: 'RecordWords', callId: made.callId, text: `words of ${made.callId}` });
    const unitIds = await dispatched(dispatcher, made.incidentId);
    for (const unitId of unitIds)
      for (const status of ['enRoute', 'onScene', 'available'] as const)
        await dispatcher.command({ type: 'ReportStatus', unitId, status });
    expect((await taker.command({ type: 'EndCall', callId: made.callId })).status).toBe(200);
    const closed = await dispatcher.command({
      type: 'CloseIncident',
      incidentId: made.incidentId,
      disposition: 'handled',
    });
    expect(closed.status).toBe(200);
    return made;
  }

  test('leaves the board, and is found, replayed, opened for a purpose and erased as before', async () => {
    const { callId, incidentId } = await handled();
    const stays = await openedIncident(taker, centre.centre.place.center);
    const auditor = await centre.client('auditor');
    const before = (await auditor.get(`/api/incidents/${incidentId}/entries`)).body;
    const texts = (purpose = '') => auditor.get(`/api/sealed?incidentId=${incidentId}${purpose}`);

    expect(await filedAfter(23)).toBe(0);
    expect(await filedAfter(25)).toBe(1);
    expect(await filedAfter(25)).toBe(0);

    const { board } = centre.centre.log;
    expect([board.incidents.has(incidentId), board.calls.has(callId)]).toEqual([false, false]);
    expect(board.incidents.has(stays.incidentId)).toBe(true);
    expect(JSON.stringify(boardToJson(board).assignments)).not.toContain(`"${incidentId}"`);

    const after = (await auditor.get(`/api/incidents/${incidentId}/entries`)).body;
    expect(after).toEqual(before);
    for (const words of [incidentId, 'market square', 'medical'])
      expect(JSON.stringify((await auditor.get(`/api/incidents?q=${words}`)).body)).toContain(
        `"${incidentId}"`,
      );
    expect(JSON.stringify((await auditor.get('/api/incidents?q=words of')).body)).not.toContain(incidentId);

    expect((await texts()).status).toBe(403);
    expect((await texts('&purpose=complaint')).text).toContain(`words of ${callId}`);
    const ofCall = await dispatcher.get(`/api/sealed?callId=${callId}&purpose=complaint`);
    expect(ofCall.text).toContain(`words of ${callId}`);

    const refused = await dispatcher.command({ type: 'ReopenIncident', incidentId });
    expect([refused.status, refused.body['code']]).toEqual([409, 'FiledAlready']);
    expect(refused.text).toContain(incidentId);

    // Its texts are due by when it was over, not by when they were sealed.
    const { sealing, log } = centre.centre;
    const erased = (days: number) =>
      sealing.eraseDue({ logId: log.logId, board, now: instant(log.board.at + days * DAY_MS) });
    expect(await erased(363)).toBe(0);
    expect(await erased(365)).toBeGreaterThan(0);
    expect((await texts('&purpose=complaint')).text).not.toContain(`words of ${callId}`);
  });

  test('counts as demand when it has left the board', async () => {
    const { incidentId } = await handled();
    const lately = () =>
      centre.centre.filedAtHand.lately(centre.centre.clock.now()).map(one => one.incidentId);
    expect(lately()).not.toContain(incidentId);
    await filedAfter(25);
    expect(lately()).toContain(incidentId);
    const second = await centre.another();
    expect(second.centre.filedAtHand.lately(second.centre.clock.now()).map(one => one.incidentId)).toContain(
      incidentId,
    );
    expect(second.centre.log.board.incidents.has(incidentId)).toBe(false);
    await second.drop();
  });

  test('is filed by the server itself, after as long as it was started with', async () => {
    const started = await testCentre(['--file-after-hours', '0.002']);
    const calls = await started.client('calltaker');
    const made = await openedIncident(calls, started.centre.place.center);
    await calls.command({ type: 'EndCall', callId: made.callId });
    const chief = await started.client('dispatcher');
    await chief.command({ type: 'CloseIncident', incidentId: made.incidentId, disposition: 'handled' });
    await expect.poll(() => started.centre.log.board.incidents.has(made.incidentId)).toBe(false);
    await started.drop();
  });
});
