import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAnchors } from '../../../../adapters/store/src/log/anchors.ts';
import { openLog } from '../../../../adapters/store/src/log/log.ts';
import { openSealing } from '../../../../adapters/store/src/seal/sealing.ts';
import { furnish, noon, openIncident } from '../../../../adapters/store/src/testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../../../../adapters/store/src/testing/scratch.ts';
import { runCli } from '../run.ts';

describe.skipIf(testServer === undefined)(
  'clarion backup, backup keys, restore (needs the server of CLARION_TEST_DATABASE_URL)',
  () => {
    let scratch: Scratch;
    const folder = mkdtempSync(join(tmpdir(), 'clarion-backup-cli-'));
    const at = (name: string) => join(folder, name);
    const cli = async (environment: Record<string, string>, ...argv: string[]) => {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCli(argv, {
        lang: 'en',
        signal: new AbortController().signal,
        environment,
        streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
        now: () => 0,
      });
      return { code, out: out.join(''), err: err.join('') };
    };

    beforeAll(async () => {
      scratch = await scratchDatabase(testServer!);
      const db = await scratch.open();
      const sealing = await openSealing(db);
      const log = await openLog(db, { logId: 'centre', kind: 'live' }, { now: noon });
      const anchors = await openAnchors(db);
      if (!sealing.ok || !log.ok || !anchors.ok) throw new Error('not opened');
      await furnish(log.value, 2);
      for (let opened = 0; opened < 3; opened++) await openIncident(log.value);
      await anchors.value.write('centre', noon);
      await log.value.close();
    });
    afterAll(async () => {
      await scratch?.drop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('from a server of one’s own to an embedded database on an empty machine, and refused by name before that', async () => {
      const home = { DATABASE_URL: scratch.url };
      const data = ['--data', scratch.dataFolder];
      const taken = await cli(home, 'backup', ...data, '--out', at('db'));
      expect(taken).toMatchObject({ code: 0, out: expect.stringContaining('logs centre (4)') });
      expect(taken.out).toContain('clarion backup keys');
      expect((await cli(home, 'backup', 'keys', ...data, '--out', at('keys'))).code).toBe(0);
      const names = readdirSync(at('db')).filter(name => name.includes('key'));
      // A table of the log’s, with hashes alone.
      expect(names.filter(name => !name.startsWith('agency_key'))).toEqual([]);
      const again = await cli(home, 'backup', ...data, '--out', at('db'), '--lang', 'zh-CN');
      expect(again).toMatchObject({ code: 2, err: expect.stringContaining('已存在') });

      const away = at('away');
      const restore = (from: string, ...more: string[]) =>
        cli({}, 'restore', '--data', away, '--from', from, '--keys', at('keys'), ...more);
      cpSync(at('db'), at('spoilt'), { recursive: true });
      writeFileSync(join(at('spoilt'), 'log.jsonl.gz'), 'not what was written');
      expect(await restore(at('spoilt'))).toMatchObject({
        code: 2,
        err: expect.stringContaining(`${join(at('spoilt'), 'log.jsonl.gz')} is not as it was written`),
      });
      expect(existsSync(away)).toBe(false);

      const put = await restore(at('db'));
      expect(put).toMatchObject({ code: 0, out: expect.stringContaining('Verified whole: centre (4)') });
      const verified = await cli({}, 'log', 'verify', '--data', away, '--json');
      expect(JSON.parse(verified.out)).toMatchObject({
        whole: true,
        logs: [{ logId: 'centre', entries: 4, anchors: 1, findings: [] }],
      });
      const exported = await Promise.all([
        cli(home, 'log', 'export', ...data),
        cli({}, 'log', 'export', '--data', away),
      ]);
      expect(exported[1].out).toBe(exported[0].out);
      expect(await restore(at('db'))).toMatchObject({
        code: 2,
        err: expect.stringContaining('holds an installation already'),
      });
      expect(readFileSync(join(away, 'keys', 'master.key'))).toEqual(
        readFileSync(join(scratch.dataFolder, 'keys', 'master.key')),
      );
    });
  },
);
