import type { Configuration } from '@clarion/dispatch';
import type { Pack } from '@clarion/files';
import { ok, type Result } from '@clarion/measure';
import type { ServerOptions, StartFault } from '../options.ts';
import { underRulesOf } from '../place/centre-rules.ts';
import { configurationOf } from '../place/configuration.ts';
import { phonesAlone } from '../place/paging-rules.ts';

/** The place's own configuration, and the same under the rules that the server was given. */
export async function configuredOf(
  options: ServerOptions,
  kind: 'live' | 'drill',
  pack: Pack,
): Promise<Result<{ readonly usual: Configuration; readonly configured: Configuration }, StartFault>> {
  const usual = configurationOf(pack, 0, { seed: options.seed, kind });
  const underRules = await underRulesOf(options.rules, usual, pack);
  if (!underRules.ok) return underRules;
  const { paging, ...otherRules } = underRules.value;
  const configured =
    paging === undefined || kind === 'live'
      ? underRules.value
      : { ...otherRules, paging: phonesAlone(paging) };
  return ok({ usual, configured });
}
