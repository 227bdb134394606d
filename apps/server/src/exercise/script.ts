import type { Board } from '@clarion/dispatch';
import { type CallScript, type CallSite, generatedCalls } from '@clarion/exercise';
import type { Pack } from '@clarion/files';
import type { LngLat } from '@clarion/measure';
import { crossStreetsAt } from '@clarion/places';
import type { Language } from '@clarion/protocol';

/** On the mean of the day: often enough that there is always something to do, with a town's units. */
const CALLS_PER_HOUR = 20;
const CALL_PLACES = 2000;

/** Made-up calls of a place without a record, from where its people are. */
export function generatedScript(
  pack: Pack,
  board: Board,
  seed: number,
  language: Language,
  now: Date,
): CallScript {
  return generatedCalls({
    seed,
    callsPerHour: CALLS_PER_HOUR,
    population: pack.population ?? alongTheRoads(pack.roads),
    siteNear: at => siteNear(pack, at, language),
    types: new Set(board.configuration?.types.map(type => type.typeId) ?? []),
    language,
    utcOffsetMinutes: offsetMinutes(pack.manifest.timeZone, now),
  });
}

/** Where nobody counted the people: places all over the road network, each as likely as the other. */
function alongTheRoads({ nodeCount, nodePoints }: Pack['roads']) {
  const step = Math.max(1, Math.ceil(nodeCount / CALL_PLACES));
  return Array.from({ length: Math.ceil(nodeCount / step) }, (_, i) => ({
    at: [nodePoints[2 * i * step]!, nodePoints[2 * i * step + 1]!] satisfies LngLat,
    population: 1,
  }));
}

function siteNear(pack: Pack, at: LngLat, language: Language): CallSite | undefined {
  const hit = crossStreetsAt(pack.places, at, language);
  if (hit === undefined) return undefined;
  const number = hit.kind === 'address' ? /\d+\w*/.exec(hit.label)?.[0] : undefined;
  const en = hit.names.en ?? hit.names.local ?? hit.label;
  const zh = hit.names.zh ?? hit.names.local ?? hit.label;
  return {
    at: hit.at,
    label: number === undefined ? { en, zh } : { en: `${number} ${en}`, zh: `${zh}${number}号` },
    uncertaintyM: hit.uncertaintyM,
    ...(hit.district === undefined ? {} : { district: hit.district }),
    ...(hit.crossStreets === undefined ? {} : { crossStreets: hit.crossStreets }),
  };
}

function offsetMinutes(timeZone: string, now: Date): number {
  const shown = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now);
  const name = shown.find(part => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
