import { distance } from '@clarion/measure';
import type { PackPost } from '../pack/parts.ts';
import { osmNames } from './names.ts';
import type { OsmObject } from './objects.ts';
import type { OsmTags } from './sink.ts';

/** One station drawn twice (as a building and as a point in it) is one station. */
const SAME_POST_M = 150;

/** Stations and hospitals (wiki: amenity=fire_station, police, hospital; emergency=ambulance_station). */
export function osmPosts(objects: readonly OsmObject[]): PackPost[] {
  const posts: PackPost[] = [];
  for (const { id, tags, at } of objects) {
    const kind = postKind(tags);
    if (kind === undefined) continue;
    const name = osmNames(tags) ?? {};
    const label = JSON.stringify(name);
    const twin = posts.findIndex(
      post =>
        post.kind === kind &&
        distance(post.at, at) < SAME_POST_M &&
        (label === '{}' || JSON.stringify(post.name) === '{}' || JSON.stringify(post.name) === label),
    );
    const address = postAddress(tags);
    const post: PackPost = { id, name, kind, at, ...(address === undefined ? {} : { address }) };
    if (twin === -1) posts.push(post);
    else if (JSON.stringify(posts[twin]!.name) === '{}' && label !== '{}') posts[twin] = post;
  }
  return posts;
}

function postKind(tags: OsmTags): PackPost['kind'] | undefined {
  if (tags['emergency'] === 'ambulance_station') return 'ambulance';
  if (tags['amenity'] === 'fire_station') return 'fire';
  if (tags['amenity'] === 'police') return 'police';
  if (tags['amenity'] === 'hospital') return 'hospital';
  return undefined;
}

function postAddress(tags: OsmTags): string | undefined {
  const street = tags['addr:street'];
  const number = tags['addr:housenumber'];
  if (street === undefined) return undefined;
  return number === undefined ? street : `${street} ${number}`;
}
