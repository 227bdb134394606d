import { type Configuration, defaultConfiguration, same, usualMoveUp } from '@clarion/dispatch';
import { assumedUnits, homesOf } from '@clarion/exercise';
import type { Pack } from '@clarion/files';

/**
 * Units, posts and incident types of a centre that works with this pack. Units whose source names no post get one by
 * the seeded rule of `homesOf`, marked as assumed. A drill in a place that names no units plays with those of
 * `assumedUnits`; a live centre never does.
 */
export function configurationOf(
  pack: Pack,
  version: number,
  { seed, kind }: { readonly seed: number; readonly kind: 'live' | 'drill' },
): Configuration {
  const posts = pack.posts.map(post => ({
    postId: post.id,
    names: post.name,
    kind: post.kind,
    at: post.at,
  }));
  const named = pack.units.length === 0 && kind === 'drill' ? assumedUnits(pack.posts) : pack.units;
  const units = homesOf(named, pack.posts, seed);
  const usual = defaultConfiguration({ placeName: pack.manifest.name, units, posts }, version);
  // Whether units are moved about is a live centre's own decision.
  return kind === 'drill' ? { ...usual, moveUp: usualMoveUp } : usual;
}

/** Whether two configurations say the same, whatever their versions and the order of their fields: a database keeps none. */
export function sameConfiguration(a: Configuration, b: Configuration): boolean {
  return same({ ...a, version: 0 }, { ...b, version: 0 });
}
