import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, defaultConfiguration } from '@clarion/dispatch';
import { type DrillControl, injectCommandOf } from '@clarion/exercise';
import { instant, type LngLat } from '@clarion/measure';
import { openDrillControls, openLog } from '@clarion/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Scratch, scratchDatabase, testServer } from '../../../../adapters/store/src/testing/scratch.ts';
import { runCli } from '../run.ts';

const both = (text: string, zh: string) => ({ en: text, zh });
const at: LngLat = [113.9, 30.41];
const script = {
  format: 'clarion-drill',
  version: 1,
  id: 'small',
  names: both('Small', '小演练'),
  injects: [
    {
      id: 'fire',
      names: both('Fire', '火灾'),
      afterSeconds: 10,
      call: {
        words: both('smoke', '冒烟'),
        typeId: 'structureFire',
        place: { at, label: both('Mill', '磨坊') },
      },
      expect: {
        answeredWithinSeconds: 15,
        openedWithinSeconds: 60,
        typeRight: true,
        unitSentWithinSeconds: 30,
      },
    },
    {
      id: 'out',
      names: both('Out', '故障'),
      byHand: true,
      unitStatus: { unitId: 'E1', status: 'outOfService' },
    },
  ],
};

describe.skipIf(testServer === undefined)(
  'clarion drill report (needs the server of CLARION_TEST_DATABASE_URL)',
  () => {
    let scratch: Scratch;
    const folder = mkdtempSync(join(tmpdir(), 'clarion-drill-'));
    const file = join(folder, 'small.json');
    const report = async (lang: 'en' | 'zh-CN', ...more: string[]) => {
      const [out, err]: [string[], string[]] = [[], []];
      const argv = ['drill', 'report', '--script', file, '--data', scratch.dataFolder, ...more];
      const code = await runCli(argv, {
        lang,
        signal: new AbortController().signal,
        environment: { DATABASE_URL: scratch.url },
        streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
        now: () => 0,
      });
      return { code, out: out.join(''), err: err.join('') };
    };
    beforeAll(async () => {
      scratch = await scratchDatabase(testServer!);
      writeFileSync(file, JSON.stringify(script));
      await played(scratch);
    });
    afterAll(async () => {
      await scratch?.drop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('[DR6] a drill’s log becomes its figures: as a table in both languages, and as JSON', async () => {
      const json = await report('en', '--json');
      expect(json.code, json.err).toBe(0);
      const seen = JSON.parse(json.out) as {
        expected: number;
        met: number;
        missed: number;
        until: number;
        injects: { injectId: string; state: string; callId?: string; expectations: object[] }[];
      };
      // Until the newest thing that was done to the drill, not the newest entry.
      expect([seen.expected, seen.met, seen.missed, seen.until]).toEqual([4, 2, 2, 200_000]);
      expect(seen.injects.map(({ injectId, state, callId }) => [injectId, state, callId])).toEqual([
        ['fire', 'fired', 'C1'],
        ['out', 'skipped', undefined],
      ]);
      expect(seen.injects[0]?.expectations).toEqual([
        {
          expectation: 'answeredWithinSeconds',
          withinSeconds: 15,
          tookSeconds: 12,
          by: 'dispatcher',
          state: 'met',
        },
        {
          expectation: 'openedWithinSeconds',
          withinSeconds: 60,
          tookSeconds: 70,
          by: 'dispatcher',
          state: 'missed',
        },
        { expectation: 'unitSentWithinSeconds', withinSeconds: 30, state: 'missed' },
        { expectation: 'typeRight', state: 'met' },
      ]);
      expect(json.out).not.toContain('wang');

      expect((await report('en')).out.trim().split('\n')).toEqual([
        '4 expected: 2 met, 2 missed. By position and inject, never by person.',
        'fire  call answered  ≤ 15 s  12 s  met',
        'fire  incident opened  ≤ 60 s  70 s  missed',
        'fire  first unit sent  ≤ 30 s  —  missed',
        'fire  right type    —  met',
      ]);
      expect((await report('zh-CN')).out).toContain('fire  立案  ≤ 60 s  70 s  未达到');
    });

    test('a script that nobody played, and another seed’s calls, are not taken for it', async () => {
      const other = await report('en', '--seed', '2', '--json');
      expect(JSON.parse(other.out).injects[0].callId).toBeUndefined();
      writeFileSync(file, JSON.stringify({ ...script, id: 'other' }));
      const none = await report('en');
      writeFileSync(file, JSON.stringify(script));
      expect([none.code, none.out]).toEqual([2, '']);
      expect(none.err).toContain('other was not played');
    });
  },
);

/** Three minutes of a drill: the call answered in time, released too late, nobody sent. */
async function played(scratch: Scratch): Promise<void> {
  const db = await scratch.open();
  const opened = await openLog(db, { logId: 'town-1.small', kind: 'drill' }, { now: instant(0) });
  if (!opened.ok) throw new Error(opened.error.code);
  const units = [{ unitId: 'E1', kind: 'E', agency: 'fire' as const, capabilities: ['engine'] }];
  const configuration = defaultConfiguration({ placeName: {}, units, posts: [] }, 1);
  const place = { at, uncertaintyM: 20, label: 'Mill', source: 'search', verified: true } as const;
  const steps: [seconds: number, kind: 'system' | 'exercise' | 'operator', command: Command, id?: string][] =
    [
      [0, 'system', { type: 'AdoptConfiguration', configuration }],
      [10, 'exercise', { type: 'ReceiveCall', channel: 'phone' }, injectCommandOf(1, 'fire')],
      [22, 'operator', { type: 'AnswerCall', callId: 'C1' }],
      [80, 'operator', { type: 'OpenIncident', callId: 'C1', typeId: 'structureFire', place }],
    ];
  for (const [index, [seconds, kind, command, id = `c${index}`]] of steps.entries()) {
    const actor = { kind, id: 'wang', ...(kind === 'operator' ? { role: 'dispatcher' as const } : {}) };
    const done = await opened.value.append(
      { commandId: id, actor, command },
      { now: instant(seconds * 1000) },
    );
    if (!done.ok) throw new Error(`${command.type}: ${done.error.code}`);
  }
  const controls = openDrillControls<DrillControl>(db, 'town-1.small');
  const acts: [seconds: number, byRole: string, control: DrillControl][] = [
    [0, 'server', { act: 'begin' }],
    [10, 'script', { act: 'fire', injectId: 'fire' }],
    [150, 'commander', { act: 'skip', injectId: 'out' }],
    [200, 'server', { act: 'stop' }],
  ];
  for (const [seconds, byRole, control] of acts)
    await controls.add({ at: instant(seconds * 1000), byRole, control });
  await opened.value.close();
}
