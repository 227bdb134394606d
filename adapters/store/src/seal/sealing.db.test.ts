import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/open.ts';
import { type Log, openLog } from '../log/log.ts';
import { dispatcher, furnish, noon, openIncident, sent } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import type { SealedText } from './sealed.ts';
import { openSealing, type Sealing } from './sealing.ts';

const day = 86_400_000;

describe.skipIf(testServer === undefined)(
  'sealed text (needs the server of CLARION_TEST_DATABASE_URL)',
  () => {
    let scratch: Scratch;
    let db: Database;
    let log: Log;
    let sealing: Sealing;
    const reopen = async () => {
      const opened = await openSealing(db);
      if (!opened.ok) throw new Error(opened.error.code);
      sealing = opened.value;
    };

    beforeAll(async () => {
      scratch = await scratchDatabase(testServer!);
      db = await scratch.open();
      await reopen();
      const opened = await openLog(db, { logId: 'centre', kind: 'live' }, { now: noon });
      if (!opened.ok) throw new Error(opened.error.code);
      log = opened.value;
      await furnish(log, 1);
    });
    afterAll(async () => {
      await log?.close();
      await scratch?.drop();
    });

    const append = async (command: Command, sealed: readonly SealedText[] = [], now = noon) => {
      const answer = await log.append(sent(command, dispatcher('D1')), { now, sealed });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.entries;
    };
    const note = async (text: string, incidentId?: string, kind: 'note' | 'photo' = 'note') => {
      const sealed = await sealing.seal(kind, text);
      await append(
        { type: 'AddNote', incidentId: incidentId ?? (await openIncident(log)), note: sealed.ref },
        [sealed],
      );
      return sealed.ref.sealedId;
    };
    const read = (...sealedIds: string[]) =>
      sealing.read({ logId: log.logId, sealedIds, reader: 'D1', purpose: 'callInHand', now: noon });
    const stored = async (sealedId: string) =>
      (await scratch.asOwner('SELECT * FROM clarion.sealed WHERE sealed_id = $1', [sealedId])).rows[0];

    test('a text comes back to a named reader, after the read is on record', async () => {
      const sealedId = await note('Frau Beispiel, 电话 13800000000');
      expect(await read(sealedId)).toMatchObject([
        { state: 'open', kind: 'note', text: 'Frau Beispiel, 电话 13800000000' },
      ]);
      const reads = await sealing.listReads({ logId: log.logId });
      expect(reads.at(-1)).toEqual({ sealedId, reader: 'D1', purpose: 'callInHand', at: noon });
      await expect(
        sealing.read({ logId: log.logId, sealedIds: [sealedId], reader: 'D1', purpose: ' ', now: noon }),
      ).rejects.toThrow('purpose');
    });

    test('neither the database nor the keys hold the text; the database holds no key', async () => {
      const sealedId = await note('UNMISTAKABLE-NAME');
      const { rows } = await scratch.asOwner(
        `SELECT query_to_xml('SELECT * FROM clarion.' || tablename, true, false, '')::text AS all FROM pg_tables WHERE schemaname = 'clarion'`,
      );
      const database = rows.map(row => row.all).join('\n');
      expect(database).toContain(sealedId);
      expect(database).not.toContain('UNMISTAKABLE-NAME');
      const { body } = await stored(sealedId);
      expect(body.includes(Buffer.from('UNMISTAKABLE'))).toBe(false);
      const folder = join(db.keysFolder, 'sealed');
      for (const file of readdirSync(folder)) {
        expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
        expect(readFileSync(join(folder, file)).includes(Buffer.from('UNMISTAKABLE'))).toBe(false);
      }
      expect(statSync(join(db.keysFolder, 'master.key')).mode & 0o077).toBe(0);
    });

    test('the text of a refused command, or of one sent twice, is not stored', async () => {
      const refused = await sealing.seal('note', 'for nobody');
      const answer = await log.append(sent({ type: 'AddNote', incidentId: 'I999', note: refused.ref }), {
        now: noon,
        sealed: [refused],
      });
      expect(answer.ok).toBe(false);
      expect(await read(refused.ref.sealedId)).toEqual([
        { sealedId: refused.ref.sealedId, state: 'unknown' },
      ]);

      const incidentId = await openIncident(log);
      const [first, again] = [await sealing.seal('note', 'once'), await sealing.seal('note', 'once')];
      const command = sent({ type: 'AddNote', incidentId, note: first.ref });
      await log.append(command, { now: noon, sealed: [first] });
      const repeated = await log.append(
        { ...command, command: { type: 'AddNote', incidentId, note: again.ref } },
        { now: noon, sealed: [again] },
      );
      expect(repeated.ok && repeated.value.repeated).toBe(true);
      expect(await sealing.find(log.logId, { incidentId })).toMatchObject([{ sealedId: first.ref.sealedId }]);
    });

    test('an erased text is gone: from the database, and its key from the disk', async () => {
      const [erased, kept] = [await note('to be erased'), await note('to be kept')];
      const before = await stored(erased);
      expect(
        await sealing.erase({ logId: log.logId, sealedIds: [erased], reason: 'request', now: noon }),
      ).toBe(1);
      expect(await read(erased, kept)).toMatchObject([
        { state: 'erased', erasedAt: noon },
        { state: 'open' },
      ]);
      const [file, slot] = before.key_id.split(':');
      const bytes = readFileSync(join(db.keysFolder, 'sealed', `${file}.slots`));
      expect(bytes.subarray(Number(slot) * 64, Number(slot) * 64 + 64)).toEqual(Buffer.alloc(64));
      expect(
        await sealing.erase({ logId: log.logId, sealedIds: [erased], reason: 'request', now: noon }),
      ).toBe(0);
    });

    test.each(['note', 'photo'] as const)(
      'a restored database, or restored keys, do not bring an erased %s back',
      async kind => {
        const sealedId = await note('restored', undefined, kind);
        const before = await stored(sealedId);
        const file = join(db.keysFolder, 'sealed', `${before.key_id.split(':')[0]}.slots`);
        const slots = readFileSync(file);
        await sealing.erase({ logId: log.logId, sealedIds: [sealedId], reason: 'request', now: noon });

        const restoreDatabase = () =>
          scratch.asOwner('UPDATE clarion.sealed SET body = $2, erased_at = NULL WHERE sealed_id = $1', [
            sealedId,
            before.body,
          ]);
        const gone = async () => {
          await reopen();
          expect(await read(sealedId)).toMatchObject([{ state: 'erased' }]);
          const bytes = readFileSync(file);
          const slot = Number(before.key_id.split(':')[1]);
          expect(bytes.subarray(slot * 64, slot * 64 + 64)).toEqual(Buffer.alloc(64));
        };
        // The database comes from before the erasure, its list of erasures too; the keys are today's.
        await restoreDatabase();
        await scratch.asOwner(`SET session_replication_role = replica; DELETE FROM clarion.erasure`);
        await gone();
        // The keys folder comes from before the erasure; the database is today's.
        writeFileSync(file, slots);
        rmSync(join(db.keysFolder, 'erasures.jsonl'));
        await gone();
        // Both lists are today's, the keys alone came back.
        writeFileSync(file, slots);
        await gone();
      },
    );

    test('the clock: contact goes 30 days after the close, words later, nothing while the work is open', async () => {
      const [contact, words] = [await sealing.seal('contact', '0123'), await sealing.seal('words', 'smoke')];
      const received = await append(
        { type: 'ReceiveCall', channel: 'phone', contact: contact.ref, words: words.ref },
        [contact, words],
      );
      const callId = received.find(entry => entry.type === 'CallReceived')!.data.callId;
      await append({ type: 'AnswerCall', callId });
      const opened = await append({ type: 'OpenIncident', callId, typeId: 'fire' });
      const incidentId = opened.find(entry => entry.type === 'IncidentOpened')!.data.incidentId;
      const states = async () =>
        (await read(contact.ref.sealedId, words.ref.sealedId)).map(reading => reading.state);
      const eraseDue = (days: number) =>
        sealing.eraseDue({ logId: log.logId, board: log.board, now: instant(noon + days * day) });

      await eraseDue(400);
      expect(await states()).toEqual(['open', 'open']);
      const closing = instant(noon + 100 * day);
      await append({ type: 'EndCall', callId }, [], closing);
      await append({ type: 'CloseIncident', incidentId, disposition: 'handled' }, [], closing);
      await eraseDue(129);
      expect(await states()).toEqual(['open', 'open']);
      await eraseDue(130);
      expect(await states()).toEqual(['erased', 'open']);
      await eraseDue(100 + 365);
      expect(await states()).toEqual(['erased', 'erased']);
      const reasons = await scratch.asOwner('SELECT DISTINCT reason FROM clarion.erasure WHERE at > $1', [
        noon,
      ]);
      expect(reasons.rows).toEqual([{ reason: 'retention' }]);
    });

    test('a keys folder without its master key is a fault, never a new key', async () => {
      await note('sealed with the first key');
      const path = join(db.keysFolder, 'master.key');
      const key = readFileSync(path);
      rmSync(path);
      expect(await openSealing(db)).toEqual({ ok: false, error: { code: 'KeyMissing', file: path } });
      writeFileSync(path, key, { mode: 0o600 });
      await reopen();
    });

    test('many texts sealed at once all open again', async () => {
      const incidentId = await openIncident(log);
      const ids = await Promise.all(
        Array.from({ length: 60 }, (_, index) => note(`note ${index}`, incidentId)),
      );
      const readings = await read(...ids);
      expect(readings.map(reading => reading.state === 'open' && reading.text)).toEqual(
        ids.map((_, index) => `note ${index}`),
      );
    });
  },
);
