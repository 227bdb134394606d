import type { Area, Configuration } from '@clarion/dispatch';
import { type FileFault, fileFault, type Pack, readJson } from '@clarion/files';
import { fail, type LngLat, ok, type Result } from '@clarion/measure';
import { rulesSchema, underRules } from '@clarion/protocol';
import { fileProblem, type StartFault } from '../options.ts';
import { pagingOf, pagingSchema } from './paging-rules.ts';
import { roadRules } from './road-rules.ts';

/** A sign, for the sentence around it is in the reader's language. */
const NOT_HERE = '∄';

/** What a centre says itself, and what its server alone knows: how its roads are driven and its crews are told. */
const fileSchema = rulesSchema.extend({
  /** What turns cost the drives: see `turnsOf`. */
  roads: roadRules.exactOptional(),
  paging: pagingSchema.exactOptional(),
});

/**
 * The configuration under the rules of the file; as it is when there is none. What is wrong is told with the place in the
 * file: as `readJson` tells it, another form, or a name that the place does not have.
 */
export async function underRulesOf(
  path: string | undefined,
  usual: Configuration,
  pack: Pick<Pack, 'areas'>,
): Promise<Result<Configuration, StartFault>> {
  if (path === undefined) return ok(usual);
  const json = await readJson(path);
  if (!json.ok) return fail(fileProblem(json.error));
  const found = underFile(path, usual, json.value, pack);
  return found.ok ? found : fail(fileProblem(found.error));
}

function underFile(
  path: string,
  usual: Configuration,
  json: unknown,
  pack: Pick<Pack, 'areas'>,
): Result<Configuration, FileFault> {
  const unfit = (field: string, reason: string) => fileFault('JsonUnfit', path, { field }, { reason });
  const read = fileSchema.safeParse(json);
  const [issue] = read.error?.issues ?? [];
  if (!read.success) return unfit(issue?.path.join('.') ?? '', issue?.message ?? '');
  const { roads: _, paging, ...said } = read.data;
  let known = usual;
  // First the channels: agencies are told by them too.
  if (paging !== undefined) {
    const told = pagingOf(
      paging,
      usual.posts.map(post => post.postId),
      usual.units.map(unit => unit.unitId),
    );
    if ('unknown' in told) return unfit(told.unknown, NOT_HERE);
    known = { ...usual, ...told };
  }
  const under = underRules(known, said, areasOfPlace(pack));
  if (under.ok) return under;
  const [fault] = under.error;
  if (fault?.code === 'cannot') return unfit(fault.field, fault.value ?? '');
  return unfit([fault?.field, fault?.value].filter(Boolean).join(': '), NOT_HERE);
}

/** The response areas of a place, as the configuration has them. */
export function areasOfPlace({ areas }: Pick<Pack, 'areas'>): readonly Area[] {
  return (areas?.features ?? []).map(({ properties, geometry }) => ({
    areaId: properties.id,
    names: properties.name,
    rings: (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()).map(ring =>
      ring.map((point): LngLat => [point[0]!, point[1]!]),
    ),
  }));
}
