import { mkdir } from 'node:fs/promises';
import type { Pack } from '@clarion/files';
import { fail, type instant, ok, type Result } from '@clarion/measure';
import {
  type Anchors,
  createInstallation,
  type Database,
  type Devices,
  findInstallation,
  type Log,
  openAnchors,
  openDatabase,
  openDevices,
  openLog,
  openSealing,
  openSecondFactors,
  type Sealing,
  type SecondFactors,
} from '@clarion/store';
import type { ServerOptions, StartFault } from './options.ts';
import { builtPages } from './pages.ts';
import { openPlace } from './place/open-place.ts';
import type { Tell } from './tell.ts';

/** The database, the place and the pages, opened or made. */
export interface Ground {
  readonly database: Database;
  readonly pack: Pack;
  readonly pages: string | undefined;
}

export async function openGround(
  options: ServerOptions,
  dataFolder: string,
  wall: () => number,
  tell: Tell,
): Promise<Result<Ground, StartFault>> {
  await mkdir(dataFolder, { recursive: true });
  const [database, pack, pages] = await Promise.all([
    openDatabase(
      {
        dataFolder,
        ...(options.databaseUrl === undefined ? {} : { url: options.databaseUrl }),
        ...(options.keysFolder === undefined ? {} : { keysFolder: options.keysFolder }),
      },
      {
        onProgress(step) {
          if (step !== 'connected') tell(`server.${step}`);
        },
      },
    ),
    openPlace({
      dataFolder,
      seed: options.seed,
      builtAt: new Date(wall()).toISOString(),
      onBuild: () => tell('server.place'),
      onHierarchy: () => tell('server.hierarchy'),
      ...(options.place === undefined ? {} : { folder: options.place }),
    }),
    options.pages ? builtPages(() => tell('server.pages')) : ok(undefined),
  ]);
  if (database.ok && pack.ok && pages.ok) {
    tell('server.connected', { version: database.value.version });
    return ok({ database: database.value, pack: pack.value, pages: pages.value });
  }
  if (database.ok) await database.value.close();
  if (!database.ok) return fail({ code: database.error.code, params: { ...database.error } });
  if (!pack.ok) return pack;
  if (!pages.ok) return pages;
  throw new Error('openGround: nothing failed');
}

/** A first start makes a drill; only `clarion init --live` makes a live installation, and that never plays. */
export async function installationOf(
  database: Database,
  asked: ServerOptions['exercise'],
  now: ReturnType<typeof instant>,
): Promise<Result<'live' | 'drill', StartFault>> {
  const found = await findInstallation(database);
  if (found?.kind === 'live' && asked !== 'default' && asked !== 'off')
    return fail({ code: 'LiveNoExercise', params: {} });
  if (found !== undefined) return ok(found.kind);
  const made = await createInstallation(database, { kind: 'drill', now });
  return made.ok ? ok(made.value.kind) : fail({ code: made.error.code, params: { ...made.error } });
}

/** The log and what is kept beside it. */
export interface Records {
  readonly log: Log;
  readonly sealing: Sealing;
  readonly anchors: Anchors;
  readonly devices: Devices;
  readonly factors: SecondFactors;
}

export async function openRecords(
  database: Database,
  name: { readonly logId: string; readonly kind: 'live' | 'drill' },
  now: ReturnType<typeof instant>,
  tell: Tell,
): Promise<Result<Records, StartFault>> {
  const onProgress = (entries: number) => tell('server.folding', { entries });
  const sealing = await openSealing(database);
  if (!sealing.ok) return fail({ code: sealing.error.code, params: { ...sealing.error } });
  const anchors = await openAnchors(database);
  if (!anchors.ok) return fail({ code: anchors.error.code, params: { ...anchors.error } });
  const devices = openDevices(database);
  if (!devices.ok) return fail({ code: devices.error.code, params: { ...devices.error } });
  const factors = openSecondFactors(database);
  if (!factors.ok) return fail({ code: factors.error.code, params: { ...factors.error } });
  const log = await openLog(database, name, { now, onProgress });
  if (!log.ok) return fail({ code: log.error.code, params: { ...log.error } });
  return ok({
    log: log.value,
    sealing: sealing.value,
    anchors: anchors.value,
    devices: devices.value,
    factors: factors.value,
  });
}
