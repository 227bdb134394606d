import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import {
  type AnchorsGiven,
  type Database,
  publicKeyFile,
  type Verification,
  verifyLog,
} from '@clarion/store';
import type { CliArguments } from '../arguments.ts';
import { badInput, type CliCommand, type CliFault, type CliIo, done } from '../command.ts';
import { findLogs, installationOptions, openInstallation } from './installation.ts';

export const command: CliCommand = {
  name: 'log verify',
  summary: 'cli.log.verify',
  stopsItself: true,
  options: {
    ...installationOptions,
    log: { kind: 'text', summary: 'cli.log.which' },
    anchors: { kind: 'file', summary: 'cli.log.verify.anchors' },
    key: { kind: 'file', summary: 'cli.log.verify.key' },
  },
  async run(args, io) {
    const opened = await openInstallation(args, io, true);
    if (!opened.ok) return badInput(opened.error);
    const db = opened.value;
    try {
      const anchors = anchorsOf(args, db);
      if (!anchors.ok) return badInput(anchors.error);
      const logs = await findLogs(db, args.findText('log'));
      if (!logs.ok) return badInput(logs.error);
      const verified: Verification[] = [];
      for (const { logId } of logs.value) {
        const verification = await verifyLog(db, logId, {
          ...(anchors.value === undefined ? {} : { anchors: anchors.value }),
          onProgress: entries => {
            io.signal.throwIfAborted();
            io.progress('cli.log.verify.progress', { log: logId, entries });
          },
        });
        if (verification !== undefined) verified.push(verification);
      }
      const findings = verified.reduce((sum, { findings }) => sum + findings.length, 0);
      const text = verified.map(verification => textOf(verification, io)).join('\n');
      if (findings === 0) return done({ whole: true, logs: verified }, text);
      io.line(io.json ? JSON.stringify({ whole: false, logs: verified }) : text);
      return { end: 'fault', fault: { code: 'LogNotWhole', params: { findings } } };
    } finally {
      await db.close();
    }
  },
};

function textOf(verification: Verification, io: CliIo): string {
  const { logId: log, kind, entries, anchors, headHash, findings } = verification;
  if (findings.length === 0)
    return io.say('cli.log.verify.whole', { log, kind, entries, anchors, hash: headHash });
  return [
    io.say('cli.log.verify.findings', { log, kind, entries, anchors }),
    ...findings.map(({ code, ...values }) => io.say(`cli.log.verify.${code}`, { ...values })),
  ].join('\n');
}

/** The signed heads to compare with: those asked for, else the installation's own when there are any. */
function anchorsOf(args: CliArguments, db: Database): Result<AnchorsGiven | undefined, CliFault> {
  const asked = args.findText('anchors');
  if (asked === undefined && !existsSync(db.anchorsFile)) return ok(undefined);
  const file = asked ?? db.anchorsFile;
  const keyFile = args.findText('key') ?? join(db.keysFolder, publicKeyFile);
  const anchors = readable(file, 'AnchorsUnreadable');
  if (!anchors.ok) return anchors;
  const key = readable(keyFile, 'AnchorKeyUnreadable');
  return key.ok ? ok({ file, publicKeyPem: key.value }) : key;
}

function readable(file: string, code: string): Result<string, CliFault> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail({ code, file, params: { reason: error instanceof Error ? error.message : String(error) } });
  }
}
