import { type DrillControl, drillState } from '@clarion/exercise';
import type { Pack } from '@clarion/files';
import { instant, ok, type Result } from '@clarion/measure';
import type { DrillScriptFile } from '@clarion/protocol';
import { type Database, openDrillControls } from '@clarion/store';
import { readScript } from '../drill/read-script.ts';
import { findRecorded } from '../exercise/recorded.ts';
import type { ServerOptions, StartFault } from '../options.ts';

type Recorded = Extract<Awaited<ReturnType<typeof findRecorded>>, { ok: true }>['value'];

/** What comes by itself: nothing at a live centre, else callers that are made up, recorded or written down. */
export interface Played {
  readonly source: string;
  readonly script: DrillScriptFile | undefined;
  readonly recorded: Recorded | undefined;
  /** Of the first recorded call. */
  readonly first: number | undefined;
  readonly logId: string;
}

export async function playedOf(
  options: ServerOptions,
  kind: 'live' | 'drill',
  pack: Pack,
  placeId: string,
): Promise<Result<Played, StartFault>> {
  const script = await readScript(options.script);
  if (!script.ok) return script;
  const usually = kind === 'live' ? 'off' : script.value === undefined ? 'generated' : 'scripted';
  const source = options.exercise !== 'default' ? options.exercise : usually;
  const isRecorded = !['off', 'generated', 'scripted'].includes(source);
  const recorded = isRecorded ? await findRecorded(source, pack, options.columns) : ok(undefined);
  if (!recorded.ok) return recorded;
  // Recorded calls come at their own times, years ago: they have a log of their own.
  const ownLog = isRecorded ? `${placeId}.recorded` : placeId;
  // So has a script: what it counts from is its own beginning.
  const logId = script.value === undefined ? ownLog : `${ownLog}.${script.value.id}`;
  const first = recorded.value?.reduce((least, call) => Math.min(least, call.receivedAt), Infinity);
  return ok({ source, script: script.value, recorded: recorded.value, first, logId });
}

/** Where a drill stood when its server stopped, and the clock that goes on from there. */
export async function stoodAt(database: Database, kind: 'live' | 'drill', { first, logId, script }: Played) {
  const stored = openDrillControls<DrillControl>(database, logId);
  const done = kind === 'drill' ? await stored.list() : [];
  const stood = drillState(done);
  const rate = stood && (stood.paused ? 0 : stood.pace);
  const { beginsAt } = script ?? {};
  const begins = first ?? (beginsAt === undefined ? undefined : Date.parse(beginsAt));
  const from = stood?.at ?? (begins === undefined ? undefined : instant(begins));
  const clock =
    from === undefined ? {} : { clock: { at: from, rate: rate ?? (first === undefined ? 1 : 0) } };
  return { stored, done, stood, rate, clock };
}
export type Stood = Awaited<ReturnType<typeof stoodAt>>;
