import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '@clarion/dispatch';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf } from './testing/client.ts';
import { type ServerProcess, serverProcess } from './testing/process.ts';

const disk = mkdtempSync(join(tmpdir(), 'clarion-disk-'));
/** A disk of its own, small enough to fill. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', disk]).status === 0;

const free = () => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};
const filler = join(disk, 'filler');

/** Takes what is left to the last byte. */
function fill(): void {
  for (let size = 1 << 22; size >= 1; ) {
    try {
      appendFileSync(filler, Buffer.alloc(size, 1));
    } catch {
      size = size >> 2;
    }
  }
}

describe.skipIf(!mounted)('a full disk (needs the right to mount a small one)', () => {
  const dataFolder = join(disk, 'data');
  const acknowledged: string[] = [];
  let server: ServerProcess;
  let taker: Client;

  beforeAll(async () => {
    mkdirSync(dataFolder);
    server = await serverProcess(['--data', dataFolder, '--exercise', 'off']);
    taker = await clientOf(server.url, 'calltaker');
  });
  afterAll(async () => {
    rmSync(filler, { force: true });
    await server?.end();
    // Lazily: a PostgreSQL that is still ending holds the disk for a moment longer.
    spawnSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  async function send(): Promise<{ status: number; code: unknown; message: unknown }> {
    const commandId = crypto.randomUUID();
    const answer = await taker.send('POST', '/api/commands', { commandId, command: { type: 'AnswerCall' } });
    if (answer.status === 200) acknowledged.push(commandId);
    return { status: answer.status, code: answer.body['code'], message: answer.body['message'] };
  }

  async function untilRefused() {
    for (;;) {
      const { status, code, message } = await send();
      if (status !== 200) return { status, code, message };
    }
  }

  async function nothingLost(): Promise<void> {
    const auditor = await clientOf(server.url, 'auditor');
    const answer = await auditor.get('/api/log?from=1&to=5000');
    const commands = (answer.body['entries'] as Entry[]).map(entry => entry.commandId);
    expect(acknowledged.filter(commandId => !commands.includes(commandId))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(0);
  }

  test('commands are refused with what to do, what was confirmed stays, and room brings it back without a restart', async () => {
    const pid = server.child.pid;
    expect((await send()).status).toBe(200);
    expect((await taker.get('/api/health')).body).toMatchObject({ status: 'ok', disk: 'low' });
    fill();
    expect(free()).toBeLessThan(1_000_000);
    expect((await taker.get('/api/health')).body).toMatchObject({ status: 'degraded', disk: 'full' });
    expect(await untilRefused()).toMatchObject({
      status: 507,
      code: 'StoreFull',
      message: expect.stringMatching(/disk.*full.*NOT CONFIRMED.*paper/),
    });
    // What is known can still be read.
    expect((await taker.get('/api/board')).status).toBe(200);
    rmSync(filler);
    await expect.poll(async () => (await send()).status).toBe(200);
    await nothingLost();

    // No room for the journal ends PostgreSQL itself; it comes back when there is some.
    fill();
    const { superuser } = JSON.parse(readFileSync(join(dataFolder, 'keys', 'postgres.json'), 'utf8'));
    const [, , , port] = readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    const owner = new pg.Client(`postgres://postgres:${superuser}@127.0.0.1:${port}/clarion`);
    owner.on('error', () => undefined);
    await owner.connect();
    const journal = async () => {
      for (let turn = 0; turn < 50; turn++)
        await owner.query(`SELECT pg_logical_emit_message(true, 'filler', repeat('x', 1000000))`);
    };
    await expect(journal()).rejects.toThrow();
    await owner.end().catch(() => undefined);
    await expect.poll(async () => (await send()).code).toBe('StoreFull');
    expect((await taker.get('/api/health')).status).toBe(503);
    rmSync(filler);
    await expect.poll(async () => (await send()).status).toBe(200);
    await nothingLost();
    expect(server.child.pid).toBe(pid);
    expect(server.child.exitCode).toBe(null);
  });
});
