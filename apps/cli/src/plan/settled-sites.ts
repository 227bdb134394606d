import type { SettledSites } from '@clarion/coverage';
import { fail, ok, type Result } from '@clarion/measure';
import type { CliArguments } from '../arguments.ts';
import type { CliFault, CliOption } from '../command.ts';

export const settledOptions = {
  fixed: { kind: 'text', summary: 'cli.plan.fixed' },
  forbidden: { kind: 'text', summary: 'cli.plan.forbidden' },
} as const satisfies Readonly<Record<string, CliOption>>;

/**
 * Sites that are settled beforehand, by comma-separated ids. Errors: an id that is no site, or is both; more fixed sites
 * than posts; fewer places left than posts.
 */
export function settledSites(
  args: CliArguments,
  siteIds: readonly string[],
  posts: number,
  perSite: number,
): Result<SettledSites, CliFault> {
  const placeOf = new Map(siteIds.map((id, place) => [id, place]));
  const lists: Record<'fixed' | 'forbidden', number[]> = { fixed: [], forbidden: [] };
  for (const name of ['fixed', 'forbidden'] as const) {
    const field = `--${name}`;
    for (const id of (args.findText(name) ?? '').split(',').map(part => part.trim())) {
      if (id === '') continue;
      const place = placeOf.get(id);
      if (place === undefined) return fail({ code: 'SiteUnknown', field, params: { value: id } });
      if (!lists[name].includes(place)) lists[name].push(place);
    }
  }
  const both = lists.fixed.find(place => lists.forbidden.includes(place));
  if (both !== undefined) {
    return fail({ code: 'SiteFixedAndForbidden', field: '--forbidden', params: { value: siteIds[both]! } });
  }
  if (lists.fixed.length > posts) {
    const params = { fixed: lists.fixed.length, posts };
    return fail({ code: 'FixedTooMany', field: '--fixed', params });
  }
  const sites = siteIds.length - lists.forbidden.length;
  if (posts > sites * perSite)
    return fail({ code: 'PostsTooMany', field: '--posts', params: { posts, sites } });
  return ok(lists);
}
