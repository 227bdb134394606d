import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/open.ts';
import { openLog } from '../log/log.ts';
import { noon } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { openTrackers } from './trackers.ts';

describe.skipIf(testServer === undefined)('trackers (needs the server of CLARION_TEST_DATABASE_URL)', () => {
  let scratch: Scratch;
  let db: Database;
  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
    db = await scratch.open();
    for (const logId of ['centre', 'another'])
      if (!(await openLog(db, { logId, kind: 'live' }, { now: noon })).ok) throw new Error(logId);
  });
  afterAll(() => scratch?.drop());

  test('a key opens for its own unit and log, is kept as a hash, and opens nothing once revoked', async () => {
    const trackers = openTrackers(db, 'centre');
    const issued = await trackers.issue({ trackerId: 'van-12', unitId: 'E1', now: noon });
    if (!issued.ok) throw new Error(issued.error.code);
    const { key } = issued.value;
    expect(await trackers.find(key)).toMatchObject({ trackerId: 'van-12', unitId: 'E1', issuedAt: noon });
    expect(await trackers.find(`${key}x`)).toBeUndefined();
    expect(await openTrackers(db, 'another').find(key)).toBeUndefined();
    const { rows } = await scratch.asOwner('SELECT t::text AS row FROM clarion.tracker t');
    expect(JSON.stringify(rows)).not.toContain(key);

    await trackers.seen('van-12', instant(noon + 5), -1200.4);
    const taken = await trackers.issue({ trackerId: 'van-12', unitId: 'E2', now: noon });
    expect(taken).toEqual({ ok: false, error: { code: 'TrackerTaken', trackerId: 'van-12' } });
    expect(await trackers.list()).toMatchObject([
      { unitId: 'E1', lastSeenAt: noon + 5, clockAheadMs: -1200 },
    ]);

    await trackers.revoke('van-12', instant(noon + 9));
    expect(await trackers.revoke('van-12', instant(noon + 99))).toMatchObject({
      value: { revokedAt: noon + 9 },
    });
    expect(await trackers.find(key)).toBeUndefined();
    const anew = await trackers.issue({ trackerId: 'van-12', unitId: 'E2', now: noon });
    if (!anew.ok) throw new Error(anew.error.code);
    expect(await trackers.find(key)).toBeUndefined();
    expect(await trackers.find(anew.value.key)).toMatchObject({ unitId: 'E2' });
    expect(await trackers.revoke('none', noon)).toMatchObject({ error: { code: 'TrackerUnknown' } });
  });
});
