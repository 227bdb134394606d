import { defaultConfiguration } from '@clarion/dispatch';
import { assumedUnits, homesOf } from '@clarion/exercise';
import { openPack } from '@clarion/files';
import { type DrillScriptFile, unknownInScript } from '@clarion/protocol';
import { snap } from '@clarion/roads';
import type { CliFault } from '../command.ts';
import { scriptFault } from './script-file.ts';

/** As near as a click has to be to a street. */
const STREET_WITHIN_M = 100;

/** The first thing in a script that a drill in this place does not have; undefined: it can be played there. */
export async function againstPlace(
  script: DrillScriptFile,
  file: string,
  folder: string,
): Promise<CliFault | undefined> {
  const opened = await openPack(folder);
  if (!opened.ok) return opened.error;
  const { manifest, posts, roads, units } = opened.value;
  // As a drill's start does it: a place that names no units plays with assumed ones.
  const named = units.length === 0 ? assumedUnits(posts) : units;
  const { types } = defaultConfiguration({ placeName: manifest.name, units: [], posts: [] }, 1);
  const unknown = unknownInScript(script, {
    unitIds: homesOf(named, posts, 1).map(({ unitId }) => unitId),
    typeIds: types.map(({ typeId }) => typeId),
    bounds: manifest.bounds,
  });
  if (unknown !== undefined) return scriptFault(file, unknown);
  for (const [index, { roadClosed }] of script.injects.entries())
    for (const [i, at] of (roadClosed?.points ?? []).entries())
      if (snap(roads, at, { withinM: STREET_WITHIN_M }) === undefined)
        return scriptFault(file, { field: `injects.${index}.roadClosed.points.${i}`, code: 'streetUnknown' });
  return undefined;
}
