import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPlace } from '@clarion/files';
import { instant } from '@clarion/measure';
import { say } from '@clarion/protocol';
import { createInstallation } from '@clarion/store';
import { afterEach, describe, expect, test } from 'vitest';
import { type Scratch, scratchDatabase, testServer } from '../../../adapters/store/src/testing/scratch.ts';
import { readOptions } from './options.ts';
import { start } from './start.ts';
import { needsDatabase, noDatabase, testCentre } from './testing/centre.ts';
import { clientOf } from './testing/client.ts';

describe.skipIf(noDatabase)(`starting ${needsDatabase}`, () => {
  let scratch: Scratch | undefined;
  const folders: string[] = [];
  afterEach(async () => {
    await scratch?.drop();
    scratch = undefined;
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  async function begin(...argv: string[]) {
    scratch ??= await scratchDatabase(testServer!);
    const folder = mkdtempSync(join(tmpdir(), 'clarion-start-'));
    folders.push(folder);
    const options = readOptions(['--data', folder, '--api-only', '--port', '0', ...argv], {
      DATABASE_URL: scratch.url,
    });
    if (!options.ok) throw new Error(options.error.code);
    const told: string[] = [];
    const running = await start(options.value, {
      wall: () => Date.now(),
      tell: (key, params) => void told.push(say('en', key, params)),
      language: 'en',
    });
    return { running, told };
  }
  const refusal = async (...argv: string[]) => {
    const { running } = await begin(...argv);
    if (!running.ok) return say('en', running.error.code, running.error.params);
    await running.value.stop();
    return 'started';
  };

  test('a live installation never starts an exercise, has no known sign-ins, and starts without being asked to play', async () => {
    scratch = await scratchDatabase(testServer!);
    const database = await scratch.open();
    const administrator = { login: 'root', displayName: 'root', password: 'a-long-password-of-ours' };
    await createInstallation(database, { kind: 'live', now: instant(Date.now()), administrator });
    expect(await refusal('--exercise', 'generated')).toContain('live');
    const { running, told } = await begin();
    if (!running.ok) throw new Error(running.error.code);
    try {
      expect(running.value.exercise).toBeUndefined();
      expect(told.join('\n')).not.toContain('clarion-drill');
      await expect(clientOf(running.value.url, 'dispatcher')).rejects.toThrow('SignInWrong');
      const health = await fetch(`${running.value.url}/api/health`);
      expect(await health.json()).toMatchObject({ status: 'ok', log: { kind: 'live' } });
    } finally {
      await running.value.stop();
    }
  });

  test('a taken port, a pack that is not there and one without calls are said in a sentence', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await refusal('--exercise', 'off', '--port', String(port))).toContain(`${port}`);
    taken.close();
    expect(await refusal('--place', '/nowhere')).toContain('no such folder');
    expect(await refusal('--exercise', 'recorded')).toContain('--calls');
    expect(await refusal('--exercise', '/nowhere/calls.csv')).toContain('--columns');
  });

  /** A cross of two streets, with a fire station at its middle where that is wished. */
  async function cross(withStation: boolean): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'clarion-cross-'));
    folders.push(folder);
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const nodes = file('nodes.csv', 'id,lng,lat\nm,10,50\ne,10.01,50\nw,9.99,50\nn,10,50.01\ns,10,49.99\n');
    const rows = ['e', 'w', 'n', 's'].flatMap(end => [`m,${end},60000,Main`, `${end},m,60000,Main`]);
    const arcs = file('arcs.csv', `from,to,travel_time_ms,name\n${rows.join('\n')}\n`);
    const station = {
      type: 'Feature',
      properties: { id: 'F1', name: 'Middle', kind: 'fire' },
      geometry: { type: 'Point', coordinates: [10, 50] },
    };
    const stations = file(
      'stations.geojson',
      JSON.stringify({ type: 'FeatureCollection', features: [station] }),
    );
    const built = await buildPlace({
      out: join(folder, 'pack'),
      source: { form: 'tables', nodes, arcs },
      ...(withStation ? { stations } : {}),
      builtAt: '2026-01-01T00:00:00Z',
    });
    if (!built.ok) throw new Error(JSON.stringify(built.error));
    return join(folder, 'pack');
  }

  test('a drill in a place that names no units plays with crews at its stations, and says so; without stations that too', async () => {
    for (const withStation of [true, false]) {
      const { running, told } = await begin('--place', await cross(withStation));
      if (!running.ok) throw new Error(running.error.code);
      try {
        const units = [...running.value.centre.log.board.units.values()];
        expect(units.map(({ unitId }) => unitId)).toEqual(withStation ? ['E1', 'L1', 'R1', 'C1', 'H1'] : []);
        expect(told).toContain(
          withStation ? say('en', 'server.assumedUnits', { units: 5 }) : say('en', 'server.noUnits', {}),
        );
        expect(told.join('\n')).not.toContain('example )');
      } finally {
        await running.value.stop();
        await scratch?.drop();
        scratch = undefined;
      }
    }
  });

  test('a live centre in a place that names no units has none', async () => {
    scratch = await scratchDatabase(testServer!);
    const database = await scratch.open();
    const administrator = { login: 'root', displayName: 'root', password: 'a-long-password-of-ours' };
    await createInstallation(database, { kind: 'live', now: instant(Date.now()), administrator });
    const { running, told } = await begin('--place', await cross(true));
    if (!running.ok) throw new Error(running.error.code);
    expect(running.value.centre.log.board.units.size).toBe(0);
    expect(told).toContain(say('en', 'server.noUnits', {}));
    await running.value.stop();
  });

  test('a second start finds its data and its clock goes on', async () => {
    const first = await testCentre();
    try {
      const taker = await first.client('calltaker');
      await taker.command({ type: 'AnswerCall' });
      const second = await first.another();
      expect(second.centre.log.board.calls.size).toBe(1);
      expect(second.centre.clock.now()).toBeGreaterThanOrEqual(second.centre.log.board.at);
      await second.drop();
    } finally {
      await first.drop();
    }
  });
});
