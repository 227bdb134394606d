import { setTimeout as wait } from 'node:timers/promises';
import { instant, type LngLat } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/open.ts';
import { noon } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { openPositions, type StoredFix } from './positions.ts';

const fix = (unitId: string, atMs: number, lng = 8): StoredFix => ({
  unitId,
  at: [lng, 47.123456789] as LngLat,
  fixAt: instant(noon + atMs),
  speedKmh: 50.5,
});

describe.skipIf(testServer === undefined)('positions (needs the server of CLARION_TEST_DATABASE_URL)', () => {
  let scratch: Scratch;
  let db: Database;
  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
    db = await scratch.open();
  });
  afterAll(() => scratch?.drop());

  test('a fix sent twice counts once, in one batch and in two', async () => {
    const positions = openPositions(db, 'twice');
    const first = await positions.insert([fix('E1', 0), fix('E1', 0, 9), fix('E2', 0)], noon);
    expect(first).toEqual({ taken: [fix('E1', 0), fix('E2', 0)], known: 1 });
    expect(await positions.insert([fix('E2', 0), fix('E2', 1)], noon)).toEqual({
      taken: [fix('E2', 1)],
      known: 1,
    });
  });

  test('latest is the newest fix of each unit of this log, a late one does not replace it', async () => {
    const positions = openPositions(db, 'latest');
    await openPositions(db, 'another').insert([fix('E0', 9), fix('E1', 9)], noon);
    await positions.insert(
      [fix('E1', 5), fix('E2', 1), { unitId: 'M1', at: [1, 2] as LngLat, fixAt: noon }],
      noon,
    );
    await positions.insert([fix('E1', 3), fix('E2', 2)], noon);
    const latest = await positions.latest();
    expect(latest.toSorted((a, b) => a.unitId.localeCompare(b.unitId))).toEqual([
      fix('E1', 5),
      fix('E2', 2),
      { unitId: 'M1', at: [1, 2], fixAt: noon },
    ]);
    expect(await openPositions(db, 'nobody').latest()).toEqual([]);
  });

  test('the cursor loses no fix whose transaction was still open when others were read', async () => {
    const positions = openPositions(db, 'cursor');
    const start = await positions.since();
    const slow = await db.pool.connect();
    await slow.query('BEGIN');
    await slow.query(
      `INSERT INTO clarion.position (log_id, received_at, unit_id, fix_at, lng, lat) VALUES ('cursor', 0, 'SLOW', ${noon}, 8, 47)`,
    );
    await positions.insert([fix('FAST', 0)], noon);
    const seen: string[] = [];
    const during = await positions.since(start.cursor);
    seen.push(...during.fixes.map(({ unitId }) => unitId));
    await slow.query('COMMIT');
    slow.release();
    await positions.insert([fix('AFTER', 0)], noon);
    // A transaction elsewhere on the server holds the cursor back: later, but never past anything.
    let { cursor } = during;
    for (let tries = 0; seen.length < 3 && tries < 500; tries++) {
      const next = await positions.since(cursor);
      seen.push(...next.fixes.map(({ unitId }) => unitId));
      cursor = next.cursor;
      if (seen.length < 3) await wait(10);
    }
    expect(seen.toSorted()).toEqual(['AFTER', 'FAST', 'SLOW']);
    expect((await positions.since(cursor)).fixes).toEqual([]);
  });

  test('doubtful fixes are kept aside with the reason; both kinds go when their time is over', async () => {
    const positions = openPositions(db, 'short');
    await positions.insert([fix('E1', 0), fix('E1', 1_000)], noon);
    await positions.keepAside([{ ...fix('E1', 500, 99), reason: 'absurd' }], noon);
    expect(await positions.history(noon, instant(noon + 2_000))).toEqual([fix('E1', 0), fix('E1', 1_000)]);
    expect(await positions.listAside(noon, instant(noon + 2_000))).toEqual([
      { ...fix('E1', 500, 99), reason: 'absurd' },
    ]);
    // Kept aside because its time is absurd: it goes by when it came.
    await positions.keepAside([{ ...fix('E1', 9e11), reason: 'absurd' }], noon);
    expect(await positions.purge(instant(noon + 1_000))).toBe(3);
    expect(await positions.history(noon, instant(noon + 2_000))).toEqual([fix('E1', 1_000)]);
  });
});
