import { type CapacityAnswer, type CapacityProblem, loadsOf, NOBODY } from '@clarion/coverage';
import { readCapacityTable } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import type { CliArguments } from '../arguments.ts';
import type { CliFault, CliIo, CliOption } from '../command.ts';
import { shown } from './drive.ts';

export const capacityOptions = {
  capacity: { kind: 'file', summary: 'cli.plan.capacity' },
} as const satisfies Readonly<Record<string, CliOption>>;

export interface GivenCapacity {
  readonly capacity: Float64Array;
  readonly hash: string;
}

/** The table that was given, undefined where none was. `field`: the option whose file lists the sites. Errors: as `readCapacityTable`. */
export async function readCapacity(
  args: CliArguments,
  siteIds: readonly string[],
  field: 'cover' | 'matrix',
): Promise<Result<GivenCapacity | undefined, CliFault>> {
  const path = args.findText('capacity');
  if (path === undefined) return ok(undefined);
  return readCapacityTable(path, { ids: siteIds, file: args.text(field) });
}

/** Who is served where, and what each post serves of what it can; no limit is null. */
export function servedResult(
  problem: CapacityProblem,
  { sites, siteOf }: CapacityAnswer,
  siteIds: readonly string[],
  demandIds: readonly string[],
) {
  const loads = loadsOf(problem, siteOf);
  const limit = (site: number) => (problem.capacity[site]! < Infinity ? problem.capacity[site]! : null);
  return {
    serves: sites.map(site => ({ post: siteIds[site]!, weight: loads[site]!, capacity: limit(site) })),
    postOf: Object.fromEntries(
      [...siteOf].flatMap((site, row) => (site === NOBODY ? [] : [[demandIds[row]!, siteIds[site]!]])),
    ),
  };
}

/** The posts with what they serve, as a line. */
export const servedText = ({ serves }: ReturnType<typeof servedResult>, io: CliIo): string =>
  serves
    .map(({ post, weight, capacity }) =>
      capacity === null
        ? io.say('cli.plan.capacity.free', { post, weight: shown(weight) })
        : io.say('cli.plan.capacity.serves', { post, weight: shown(weight), capacity: shown(capacity) }),
    )
    .join(io.say('cli.plan.capacity.and'));
