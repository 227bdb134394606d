import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualAgencies } from '@clarion/dispatch';
import { openAgencyKeys } from '@clarion/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAnchors } from '../../../../adapters/store/src/log/anchors.ts';
import { openLog } from '../../../../adapters/store/src/log/log.ts';
import {
  centreOf,
  furnish,
  noon,
  openIncident,
  sent,
} from '../../../../adapters/store/src/testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../../../../adapters/store/src/testing/scratch.ts';
import { madeAuthority, noOpenssl } from '../../../server/src/testing/certificates.ts';
import { runCli } from '../run.ts';

describe.skipIf(testServer === undefined)(
  'clarion init, log verify, log export (needs the server of CLARION_TEST_DATABASE_URL)',
  () => {
    let scratch: Scratch;
    const folder = mkdtempSync(join(tmpdir(), 'clarion-cli-'));
    const cli = async (...argv: string[]) => {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCli([...argv, '--data', scratch.dataFolder], {
        lang: 'en',
        signal: new AbortController().signal,
        environment: { DATABASE_URL: scratch.url },
        streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
        now: () => 0,
      });
      return { code, out: out.join(''), err: err.join('') };
    };

    beforeAll(async () => {
      scratch = await scratchDatabase(testServer!);
    });
    afterAll(async () => {
      await scratch?.drop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('init wants one of live and drill, prints the password once, and refuses a second time', async () => {
      expect((await cli('init')).code).toBe(2);
      expect((await cli('init', '--live', '--drill')).code).toBe(2);
      const made = await cli('init', '--live', '--login', 'chief', '--json');
      expect(made.code).toBe(0);
      expect(JSON.parse(made.out)).toMatchObject({
        kind: 'live',
        login: 'chief',
        password: expect.stringMatching(/^.{23}$/),
      });
      const again = await cli('init', '--drill', '--json');
      expect(again.code).toBe(2);
      expect(again.out).toBe('');
      expect(again.err).toContain('"code":"InstalledAlready"');
      expect(again.err).not.toContain(JSON.parse(made.out).password);
    });

    test('a log verifies, exports whole, and a changed entry makes verify exit 1 and name it', async () => {
      expect(await cli('log', 'verify')).toMatchObject({
        code: 2,
        err: expect.stringContaining('no log yet'),
      });
      const db = await scratch.open();
      const log = await openLog(db, { logId: 'centre', kind: 'live' }, { now: noon });
      const anchors = await openAnchors(db);
      if (!log.ok || !anchors.ok) throw new Error('the log did not open');
      await furnish(log.value, 2);
      for (let opened = 0; opened < 3; opened++) await openIncident(log.value);
      await anchors.value.write('centre', noon);

      const whole = await cli('log', 'verify', '--json');
      expect(whole.code).toBe(0);
      expect(JSON.parse(whole.out)).toMatchObject({
        whole: true,
        logs: [{ logId: 'centre', kind: 'live', entries: 4, anchors: 1, findings: [] }],
      });
      const printed = await cli('log', 'export');
      expect(printed.code).toBe(0);
      const entries = printed.out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line));
      expect(entries.map(entry => entry.seq)).toEqual([1, 2, 3, 4]);
      const out = join(folder, 'log.jsonl');
      expect((await cli('log', 'export', '--log', 'centre', '--out', out)).code).toBe(0);
      expect(readFileSync(out, 'utf8')).toBe(printed.out);

      await scratch.asOwner(
        `SET session_replication_role = replica; UPDATE clarion.entry SET at = at + 1 WHERE seq = 3`,
      );
      const changed = await cli('log', 'verify', '--json');
      expect(changed.code).toBe(1);
      expect(JSON.parse(changed.out)).toMatchObject({
        whole: false,
        logs: [{ findings: [{ code: 'HashWrong', seq: 3 }] }],
      });
      expect(JSON.parse(changed.err.trimEnd().split('\n').at(-1)!)).toMatchObject({ code: 'LogNotWhole' });
      const inWords = await cli('log', 'verify', '--lang', 'zh-CN');
      expect(inWords.out).toContain('第 3 条被改动');
      await log.value.close();
    });

    test('bad input: an unknown log, an anchors file that is not there, a database that does not answer', async () => {
      expect(await cli('log', 'verify', '--log', 'nowhere')).toMatchObject({ code: 2 });
      expect((await cli('log', 'verify', '--anchors', join(folder, 'none'))).err).toContain('none');
      expect((await cli('log', 'export', '--out', join(folder, 'no', 'such'))).code).toBe(2);
    });

    test('a tracker is issued for a unit there is, listed without its key, and revoked', async () => {
      const wrong = await cli('tracker', 'issue', '--id', 'van', '--unit', 'X9', '--json');
      expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('"code":"UnitUnknown"') });
      expect((await cli('tracker', 'issue', '--id', 'a b', '--unit', 'E1')).code).toBe(2);
      const issued = await cli('tracker', 'issue', '--id', 'van', '--unit', 'E1', '--json');
      expect(issued.code).toBe(0);
      const { key } = JSON.parse(issued.out);
      const listed = await cli('tracker', 'list');
      expect(listed.out).toContain('van  E1  never seen');
      expect(listed.out).not.toContain(key);
      expect((await cli('tracker', 'issue', '--id', 'van', '--unit', 'E1')).code).toBe(2);
      expect((await cli('tracker', 'revoke', '--id', 'van')).code).toBe(0);
      expect((await cli('tracker', 'revoke', '--id', 'car')).code).toBe(2);
      expect((await cli('tracker', 'list', '--lang', 'zh-CN')).out).toContain('吊销');
    });

    test('an agency of the rules is issued a key, listed without it, and one that they do not name gets none', async () => {
      const wrong = await cli('agency', 'issue', '--id', 'nobody', '--json');
      expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('"code":"AgencyUnknown"') });
      expect((await cli('agency', 'list')).out).toContain('names no agency');
      const db = await scratch.open();
      const log = await openLog(db, { logId: 'centre', kind: 'live' }, { now: noon });
      if (!log.ok) throw new Error(log.error.code);
      const configuration = { ...centreOf(2), version: 2, agencies: usualAgencies };
      const adopted = await log.value.append(
        sent({ type: 'AdoptConfiguration', configuration }, { kind: 'system', id: 'start' }),
        { now: noon },
      );
      expect(adopted.ok).toBe(true);
      await log.value.close();
      const [agencyId] = usualAgencies.map(one => one.agencyId);
      expect((await cli('agency', 'list')).out).toContain(`${agencyId}  no key`);
      const issue = async () =>
        JSON.parse((await cli('agency', 'issue', '--id', agencyId!, '--json')).out)['key'];
      const [first, second] = [await issue(), await issue()];
      const listed = await cli('agency', 'list');
      expect(listed.out).toContain('never used');
      expect(listed.out).not.toContain(second);
      const keys = openAgencyKeys(db, 'centre');
      const holder = async (key: string) => (await keys.find(key))?.agencyId;
      expect([await holder(first), await holder(second)]).toEqual([undefined, agencyId]);
      expect((await cli('agency', 'revoke', '--id', agencyId!)).code).toBe(0);
      expect(await holder(second)).toBeUndefined();
      expect((await cli('agency', 'revoke', '--id', 'nobody')).code).toBe(2);
      expect((await cli('agency', 'list', '--lang', 'zh-CN')).out).toContain('吊销');
      await db.close();
    });

    test.skipIf(noOpenssl)(
      'a tracker is known by its certificate, and gets no other key (needs openssl)',
      async () => {
        const authority = madeAuthority();
        const { cert, key } = authority.sign('tak-7');
        const issue = (id: string, file: string) =>
          cli('tracker', 'issue', '--id', id, '--unit', 'E1', '--certificate', file, '--json');
        const pinned = await issue('tak-7', cert);
        expect(pinned.code).toBe(0);
        expect(JSON.parse(pinned.out)).toEqual({
          trackerId: 'tak-7',
          unitId: 'E1',
          certificate: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        });
        expect((await issue('tak-8', cert)).err).toContain('"code":"CertificateTaken"');
        expect((await issue('tak-8', key)).err).toContain('"code":"CertificateUnreadable"');
        expect((await issue('tak-8', `${cert}.gone`)).code).toBe(2);
        expect((await cli('tracker', 'revoke', '--id', 'tak-7')).code).toBe(0);
        expect((await issue('tak-8', cert)).code).toBe(0);
        authority.drop();
      },
    );
  },
);
