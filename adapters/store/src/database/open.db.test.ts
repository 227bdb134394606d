import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@clarion/measure';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog } from '../log/log.ts';
import { listOperators } from '../signin/operators.ts';
import { furnish, noon, sent } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { StoreUnavailable } from './fault.ts';
import { openDatabase } from './open.ts';

describe.skipIf(testServer === undefined)('opening (needs the server of CLARION_TEST_DATABASE_URL)', () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
  });
  afterAll(() => scratch?.drop());
  const open = (url = scratch.url) => openDatabase({ dataFolder: scratch.dataFolder, url });

  test('several processes at once: the schema is made once, and all of them work', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, () => open()));
    for (const db of opened) {
      if (!db.ok) throw new Error(JSON.stringify(db.error));
      expect(await listOperators(db.value)).toEqual([]);
      await db.value.close();
    }
    const { rows } = await scratch.asOwner('SELECT number FROM clarion.migration ORDER BY number');
    const numbers = readdirSync(new URL('../../sql/', import.meta.url)).map(file =>
      Number.parseInt(file, 10),
    );
    expect(rows.map(row => row.number)).toEqual(numbers.toSorted((a, b) => a - b));
  });

  test('the application works as a role that may not give itself more', async () => {
    const db = await scratch.open();
    const { rows } = await db.pool.query('SELECT current_user AS user');
    expect(rows).toEqual([{ user: 'clarion_app' }]);
    await expect(db.pool.query('CREATE TABLE clarion.mine (a int)')).rejects.toThrow('permission denied');
    await expect(db.pool.query('ALTER TABLE clarion.entry DISABLE TRIGGER ALL')).rejects.toThrow('owner');
    await expect(db.pool.query('DELETE FROM clarion.sealed_read')).rejects.toThrow('permission denied');
    await expect(db.pool.query('DELETE FROM clarion.erasure')).rejects.toThrow('permission denied');
    await expect(db.pool.query(`UPDATE clarion.sealed SET sealed_id = 'a'`)).rejects.toThrow(
      'permission denied',
    );
  });

  test('a database of a newer program, or one whose steps were changed, is not touched', async () => {
    await scratch.open();
    await scratch.asOwner(`INSERT INTO clarion.migration (number, name, sha256) VALUES (999, 'later', '')`);
    expect(await open()).toMatchObject({ ok: false, error: { code: 'DatabaseNewer', found: 999 } });
    await scratch.asOwner('DELETE FROM clarion.migration WHERE number = 999');
    await scratch.asOwner(`UPDATE clarion.migration SET sha256 = 'x' || sha256 WHERE number = 2`);
    expect(await open()).toEqual({ ok: false, error: { code: 'MigrationChanged', number: 2 } });
    await scratch.asOwner('UPDATE clarion.migration SET sha256 = substr(sha256, 2) WHERE number = 2');
  });

  test('a user who may not take the role is told what an administrator has to run', async () => {
    await scratch.open();
    const user = `clarion_test_${process.pid}`;
    await scratch.asOwner(`CREATE ROLE ${user} LOGIN PASSWORD 'a password'`);
    const url = new URL(scratch.url);
    url.username = user;
    url.password = 'a password';
    try {
      const opened = await open(url.href);
      expect(opened).toEqual({
        ok: false,
        error: {
          code: 'RoleNotPermitted',
          user,
          sql: `CREATE ROLE clarion_app NOLOGIN; GRANT clarion_app TO "${user}";`,
        },
      });
    } finally {
      await scratch.asOwner(`DROP ROLE ${user}`);
    }
  });

  test('no server there, a folder that is a file: values, not exceptions', async () => {
    expect(await open('postgres://nobody@127.0.0.1:1/none')).toMatchObject({
      ok: false,
      error: { code: 'DatabaseUnreachable' },
    });
    const folder = mkdtempSync(join(tmpdir(), 'clarion-open-'));
    writeFileSync(join(folder, 'file'), '');
    expect(await openDatabase({ dataFolder: join(folder, 'file') })).toMatchObject({
      ok: false,
      error: { code: 'DataFolderNotUsable' },
    });
    mkdirSync(join(folder, 'data'));
    expect(
      await openDatabase({ dataFolder: join(folder, 'data'), keysFolder: join(folder, 'file') }),
    ).toMatchObject({
      ok: false,
      error: { code: 'KeysFolderNotUsable' },
    });
    rmSync(folder, { recursive: true });
  });

  test('a database that goes away is StoreUnavailable to whoever asks, and comes back by itself', async () => {
    const db = await scratch.open();
    const log = await openLog(db, { logId: 'away', kind: 'drill' }, { now: noon });
    if (!log.ok) throw new Error(log.error.code);
    await furnish(log.value, 1);
    const name = new URL(scratch.url).pathname.slice(1);
    const elsewhere = new pg.Client({ connectionString: scratch.serverUrl });
    await elsewhere.connect();
    await elsewhere.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await elsewhere.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);
    await expect(listOperators(db)).rejects.toThrow(StoreUnavailable);
    expect(await db.isUp()).toBe(false);
    const waiting = log.value.append(sent({ type: 'OpenIncident', typeId: 'fire' }), {
      now: instant(noon + 1),
    });
    await elsewhere.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await elsewhere.end();
    expect((await waiting).ok).toBe(true);
    expect(await listOperators(db)).toEqual([]);
    await log.value.close();
  });

  test('no table has a place for what Clarion does not keep about people: a new column is a decision', async () => {
    await scratch.open();
    const { rows } = await scratch.asOwner(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'clarion' AND data_type IN ('text', 'jsonb', 'bytea') ORDER BY 1`,
    );
    expect(rows.map(row => row.name)).toEqual([
      // An agency that takes matters over: which, and the hash of its key.
      'agency_key.agency_id',
      'agency_key.key_hash',
      'agency_key.log_id',
      // Codes in envelopes for a bad night: hashes, and the login that one made.
      'break_glass.code_hash',
      'break_glass.code_id',
      'break_glass.operator_id',
      'break_glass.reason',
      'break_glass.role',
      // What was done to a drill: pace, pauses, jumps, injects, by which role.
      'drill_control.by_role',
      'drill_control.control',
      'drill_control.log_id',
      // Who of the duty roster is on which unit, by number; erased on a clock.
      'duty.log_id',
      'duty.staff_id',
      'duty.unit_id',
      'entry.actor',
      'entry.command_id',
      'entry.data',
      'entry.hash',
      'entry.incident_id',
      'entry.log_id',
      'entry.on_paper',
      'entry.type',
      'entry.unit_id',
      'erasure.key_id',
      'erasure.log_id',
      'erasure.reason',
      'erasure.sealed_id',
      'installation.kind',
      'log.head_hash',
      'log.kind',
      'log.log_id',
      'migration.name',
      'migration.sha256',
      // A server, of which its clock is known.
      'node_clock.node',
      'operator.display_name',
      'operator.login',
      'operator.operator_id',
      'operator.password_hash',
      'operator.role',
      'operator.unit_id',
      // What an administrator did to a sign-in of staff: the kinds are a closed list, there is no free text.
      'operator_act.act',
      'operator_act.actor',
      'operator_act.login',
      'operator_act.role',
      'operator_act.role_before',
      'position.log_id',
      'position.unit_id',
      'position_kept_aside.log_id',
      'position_kept_aside.reason',
      'position_kept_aside.unit_id',
      // When each person at work was last heard of: one row, no history.
      'presence.log_id',
      'presence.operator_id',
      // What somebody of the roster may do, and until when.
      'qualification.log_id',
      'qualification.qualification_id',
      'qualification.staff_id',
      // Codes on paper and a device's secret, of staff: keyed hashes, and encrypted.
      'recovery_code.code_hash',
      'recovery_code.operator_id',
      'sealed.body',
      'sealed.call_id',
      'sealed.incident_id',
      'sealed.key_id',
      'sealed.kind',
      'sealed.log_id',
      'sealed.sealed_id',
      'sealed_read.log_id',
      'sealed_read.purpose',
      'sealed_read.reader',
      'sealed_read.sealed_id',
      'second_factor.operator_id',
      'second_factor.secret',
      'session.csrf_token',
      'session.language',
      'session.operator_id',
      'session.token_hash',
      'shift.desk_id',
      'shift.log_id',
      'shift.shift_id',
      'shift.staff_id',
      'shift.unit_id',
      'sign_in_failure.who',
      // What was measured on roads, as a gateway sent it: roads and speeds, no vehicle and no device.
      'speed_feed.content',
      'speed_feed.digest',
      'speed_feed.form',
      'speed_feed.log_id',
      // A unit's device: which, of which unit, and the hash of its key.
      'tracker.key_hash',
      'tracker.log_id',
      'tracker.tracker_id',
      'tracker.unit_id',
    ]);
  });
});
