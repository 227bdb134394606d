import { accessOf } from './access.ts';
import { postedKmh, typicalKmh } from './speed.ts';
import type { RoadClass, RoadNames } from './way.ts';

export type Tags = Readonly<Record<string, string>>;

/** What a way's OpenStreetMap tags say to an emergency vehicle; the parts of a `WayInput` they decide. */
export type RoadTags =
  | {
      readonly usable: true;
      readonly forward: boolean;
      readonly backward: boolean;
      readonly speedKmh: number;
      readonly speedBackwardKmh: number;
      readonly roadClass: RoadClass;
      readonly roundabout: boolean;
      readonly name: RoadNames | undefined;
      /** a ferry's crossing time, both ways */
      readonly durationMs: number | undefined;
    }
  | { readonly usable: false; readonly reason: IgnoredRoad };

/** `notARoad` is everything that never carries vehicles (buildings, rivers); the rest is worth reporting. */
export type IgnoredRoad =
  | 'notARoad'
  | 'area'
  | 'footOrCycle'
  | 'underConstruction'
  | 'noAccess'
  | 'roughTrack'
  | 'reversible'
  | 'ferryWithoutVehicles';

const FOOT_OR_CYCLE = new Set([
  'footway',
  'path',
  'cycleway',
  'steps',
  'bridleway',
  'corridor',
  'elevator',
  'platform',
]);
const NOT_BUILT = new Set([
  'construction',
  'proposed',
  'planned',
  'abandoned',
  'disused',
  'razed',
  'dismantled',
]);
const CLASS_OF: Readonly<Record<string, RoadClass>> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'trunk',
  trunk_link: 'trunk',
  primary: 'primary',
  primary_link: 'primary',
  secondary: 'secondary',
  secondary_link: 'secondary',
  tertiary: 'tertiary',
  tertiary_link: 'tertiary',
  unclassified: 'unclassified',
  road: 'unclassified',
  residential: 'residential',
  living_street: 'living_street',
  service: 'service',
  track: 'track',
  pedestrian: 'pedestrian',
  busway: 'service',
  emergency_bay: 'service',
  emergency_access_point: 'other',
};
const OPENED = new Set(['yes', 'designated', 'permissive', 'official']);

/**
 * Reads tags by the rules of the OpenStreetMap wiki (Key:highway, Key:access, Key:oneway, Key:maxspeed,
 * Tag:route=ferry), for a fire engine or an ambulance on a call: `emergency=yes` opens what is closed to
 * others. Turn restrictions are relations and are not read here.
 */
export function roadOf(tags: Tags): RoadTags {
  const highway = tags['highway'];
  if (highway === undefined || tags['route'] === 'ferry') {
    return tags['route'] === 'ferry' ? ferryOf(tags) : unusable('notARoad');
  }
  if (NOT_BUILT.has(highway)) return unusable('underConstruction');
  const opened = OPENED.has(tags['emergency'] ?? '');
  const isPath = FOOT_OR_CYCLE.has(highway);
  const roadClass = isPath ? 'pedestrian' : CLASS_OF[highway];
  if (!roadClass || roadClass === 'other') return unusable('notARoad');
  if (tags['area'] === 'yes') return unusable('area');
  const access = accessOf(tags);
  if (access === 'closed') return unusable('noAccess');
  if (isPath && !(opened && highway !== 'steps')) return unusable('footOrCycle');
  if ((highway === 'pedestrian' || highway === 'busway') && access !== 'allowed')
    return unusable('footOrCycle');
  if (
    highway === 'track' &&
    access !== 'allowed' &&
    !['grade1', 'grade2'].includes(tags['tracktype'] ?? '')
  ) {
    return unusable('roughTrack');
  }
  const directions = directionsOf(tags, highway);
  if (!directions) return unusable('reversible');
  const typical = typicalKmh(highway, tags['service']);
  return {
    usable: true,
    ...directions,
    speedKmh: postedKmh(tags['maxspeed:forward']) ?? postedKmh(tags['maxspeed']) ?? typical,
    speedBackwardKmh: postedKmh(tags['maxspeed:backward']) ?? postedKmh(tags['maxspeed']) ?? typical,
    roadClass,
    roundabout: isRoundabout(tags),
    name: namesOf(tags),
    durationMs: undefined,
  };
}

function ferryOf(tags: Tags): RoadTags {
  const access = accessOf(tags);
  const noVehicles = ['motor_vehicle', 'motorcar', 'vehicle'].some(key => tags[key] === 'no');
  if (access === 'closed') return unusable(noVehicles ? 'ferryWithoutVehicles' : 'noAccess');
  // Without a word about vehicles a ferry that names its walkers is one for walkers.
  if (access !== 'allowed' && tags['foot'] !== undefined) return unusable('ferryWithoutVehicles');
  const directions = directionsOf(tags, 'ferry');
  if (!directions) return unusable('reversible');
  const speedKmh = postedKmh(tags['maxspeed']) ?? typicalKmh('ferry', undefined);
  return {
    usable: true,
    ...directions,
    speedKmh,
    speedBackwardKmh: speedKmh,
    roadClass: 'ferry',
    roundabout: false,
    name: namesOf(tags),
    durationMs: durationMs(tags['duration']),
  };
}

/** Directions open to traffic; undefined where they change with the time of day. */
function directionsOf(tags: Tags, highway: string): { forward: boolean; backward: boolean } | undefined {
  const oneway =
    tags['oneway:emergency'] ??
    tags['oneway:motor_vehicle'] ??
    tags['oneway:vehicle'] ??
    tags['oneway'] ??
    '';
  if (['yes', 'true', '1'].includes(oneway)) return { forward: true, backward: false };
  if (['-1', 'reverse'].includes(oneway)) return { forward: false, backward: true };
  if (['no', 'false', '0', 'alternating'].includes(oneway)) return { forward: true, backward: true };
  if (oneway === 'reversible') return undefined;
  const implied = highway === 'motorway' || isRoundabout(tags);
  return { forward: true, backward: !implied };
}

function isRoundabout(tags: Tags): boolean {
  return tags['junction'] === 'roundabout' || tags['junction'] === 'circular';
}

function namesOf(tags: Tags): RoadNames | undefined {
  const names: { en?: string; zh?: string; local?: string } = {};
  const en = tags['name:en'];
  const zh = tags['name:zh-Hans'] ?? tags['name:zh'];
  const local = tags['name'] ?? tags['ref'];
  if (en) names.en = en;
  if (zh) names.zh = zh;
  if (local) names.local = local;
  return en || zh || local ? names : undefined;
}

/** OSM durations: minutes, hh:mm, hh:mm:ss, or ISO 8601 (PT1H20M). */
export function durationMs(text: string | undefined): number | undefined {
  const value = text?.trim() ?? '';
  const iso = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(value);
  const clock = /^(?:(?:(\d+):)?(\d+):)?(\d+)$/.exec(value);
  let seconds = 0;
  if (iso) {
    const [days, hours, minutes, rest] = iso.slice(1).map(part => Number(part ?? 0));
    seconds = ((days! * 24 + hours!) * 60 + minutes!) * 60 + rest!;
  } else if (clock) {
    const parts = value.split(':').map(Number);
    // One number is minutes, two are hours and minutes, three have seconds as well.
    const [a = 0, b = 0, c = 0] = parts;
    seconds = parts.length === 1 ? a * 60 : a * 3600 + b * 60 + c;
  }
  return seconds > 0 && seconds < 14 * 86_400 ? seconds * 1000 : undefined;
}

function unusable(reason: IgnoredRoad): RoadTags {
  return { usable: false, reason };
}
