import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import type { OpenFault } from '../database/fault.ts';
import type { Database } from '../database/open.ts';
import { keyFile } from '../keys/keyFile.ts';
import { normalLogin } from './operators.ts';

/** A console is used by a whole shift; the newest logins on it are enough. */
const loginsKept = 20;
const markLength = 11;

/**
 * Recognises a device on which somebody has signed in before, by a mark that it keeps (OWASP calls it a device cookie). The
 * mark opens nothing: it only says which logins are at home there, so that wrong tries from elsewhere are not counted
 * against them. Nothing about it is stored.
 */
export interface Devices {
  /** The device's id if the mark is ours. */
  idOf(mark: string | undefined): string | undefined;
  /** The device's id if the mark is ours and the login has signed in there. */
  find(mark: string | undefined, login: string): string | undefined;
  /** The mark with this login on it; of a new device when there is none, or it is not ours. */
  remember(mark: string | undefined, login: string): string;
}

/** Opens the key of the marks, made on first use. Without it, devices are strangers until their next sign-in. */
export function openDevices(db: Pick<Database, 'keysFolder'>): Result<Devices, OpenFault> {
  const key = keyFile(db.keysFolder, keyName, () => randomBytes(32));
  if (key?.length !== 32) return fail({ code: 'KeyMissing', file: join(db.keysFolder, keyName) });
  const digest = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const loginMark = (id: string, login: string) =>
    digest(`login ${id} ${normalLogin(login)}`).slice(0, markLength);

  function read(
    mark: string | undefined,
  ): { readonly id: string; readonly logins: readonly string[] } | undefined {
    const found = /^([\w-]{22})\.([\w-]*)\.([\w-]{43})$/.exec(mark ?? '');
    if (found === null) return undefined;
    const [, id = '', logins = '', signature = ''] = found;
    const right = digest(`device ${id} ${logins}`);
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(right))) return undefined;
    return { id, logins: logins.match(new RegExp(`.{${markLength}}`, 'g')) ?? [] };
  }

  return ok({
    idOf: mark => read(mark)?.id,
    find(mark, login) {
      const device = read(mark);
      return device?.logins.includes(loginMark(device.id, login)) === true ? device.id : undefined;
    },
    remember(mark, login) {
      const device = read(mark) ?? { id: randomBytes(16).toString('base64url'), logins: [] };
      const own = loginMark(device.id, login);
      const others = device.logins.filter(other => other !== own);
      const logins = [own, ...others].slice(0, loginsKept).join('');
      return `${device.id}.${logins}.${digest(`device ${device.id} ${logins}`)}`;
    },
  });
}

const keyName = 'devices.key';
