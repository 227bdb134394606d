import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Door } from './http/door.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import { startUpkeep } from './upkeep.ts';

const DAY_MS = 86_400_000;
const FILE_AFTER_HOURS = 8 * 24;

describe.skipIf(noDatabase)(`what has had its time ${needsDatabase}`, () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await testCentre();
  });
  afterAll(() => centre.drop());

  /** What a server does that is started so much later by the log's clock, or the wall's, and is stopped again at once. */
  async function startedLater(days: number, wallDays = 0): Promise<void> {
    const parts = centre.centre;
    const at = instant(parts.clock.now() + days * DAY_MS);
    const faults: unknown[] = [];
    const upkeep = startUpkeep(
      { ...parts, clock: { ...parts.clock, now: () => at }, wall: () => parts.wall() + wallDays * DAY_MS },
      { keepBusy: async () => undefined } as unknown as Door,
      { file: '', write: async () => undefined },
      fault => faults.push(fault),
      FILE_AFTER_HOURS,
    );
    await upkeep.stop();
    expect(faults).toEqual([]);
  }

  test('goes when a server starts, though none ever runs for an hour', async () => {
    const taker = await centre.client('calltaker');
    const auditor = await centre.client('auditor');
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    await taker.command({ type: 'RecordContact', callId, text: 'Xanthippe 555-0142' });
    await taker.command({ type: 'RecordWords', callId, text: 'Xanthippe says' });
    await startedLater(60);
    const texts = async () => (await auditor.get(`/api/sealed?callId=${callId}&purpose=complaint`)).text;
    // Of an open call nothing is ever due.
    expect(await texts()).toContain('555-0142');
    await taker.command({ type: 'EndCall', callId, disposition: 'handled' } as never);

    await startedLater(29);
    expect(await texts()).toContain('555-0142');
    await startedLater(31);
    expect(await texts()).not.toContain('555-0142');
    expect(await texts()).toContain('Xanthippe says');
  });

  test('sessions that are over and wrong tries that no longer count are not kept', async () => {
    const stranger = await centre.client();
    await stranger.send('POST', '/api/session', { login: 'nobody-at-all', password: 'wrong' });
    await startedLater(0, 1);
    const { rows } = await centre.centre.database.pool.query(
      'SELECT (SELECT count(*) FROM clarion.session) AS sessions, (SELECT count(*) FROM clarion.sign_in_failure) AS tries',
    );
    expect(rows).toEqual([{ sessions: 0, tries: 0 }]);
  });
});
