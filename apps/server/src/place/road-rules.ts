import { fileFault, readJson } from '@clarion/files';
import { fail, ok, type Result } from '@clarion/measure';
import { PROFILES, type RoadGraph, TURNS } from '@clarion/roads';
import { z } from 'zod';
import { fileProblem, type StartFault } from '../options.ts';
import type { TurnSetting } from '../streets/times-elsewhere.ts';

/** `none`: forbidden turns are marked on a drive and cost nothing. Else as `turnView` counts them, for emergencies unless said. */
export const roadRules = z.strictObject({
  turns: z.enum(['none', ...TURNS]),
  profile: z.enum(PROFILES).exactOptional(),
});

/**
 * Which turns count on the centre's drives, by the rules of the file; undefined: none do. Errors: those of reading it; turns
 * that the place's roads were built without.
 */
export async function turnsOf(
  path: string | undefined,
  graph: Pick<RoadGraph, 'turnData'>,
): Promise<Result<TurnSetting | undefined, StartFault>> {
  if (path === undefined) return ok(undefined);
  const json = await readJson(path);
  if (!json.ok) return fail(fileProblem(json.error));
  const found = z.object({ roads: roadRules.exactOptional() }).safeParse(json.value);
  const [issue] = found.error?.issues ?? [];
  if (!found.success) {
    const field = issue?.path.join('.') ?? '';
    const fault = fileFault('JsonUnfit', path, { field }, { reason: issue?.message ?? '' });
    return fail(fileProblem(fault.error));
  }
  const { turns, profile = 'emergency' } = found.data.roads ?? { turns: 'none' as const };
  if (turns === 'none') return ok(undefined);
  const { rules, signals } = graph.turnData;
  if (rules && (turns !== 'full' || signals)) return ok({ turns, profile });
  const kept = rules ? 'restrictions' : 'none';
  const fault = fileFault('GraphWithoutTurns', path, { field: 'roads.turns' }, { value: turns, kept });
  return fail(fileProblem(fault.error));
}
