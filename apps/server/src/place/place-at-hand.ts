import type { CalibrationFile, Pack, RecordedCall } from '@clarion/files';
import type { Bounds, LngLat } from '@clarion/measure';
import { crossStreetsAt, type PlaceHit, searchPlaces } from '@clarion/places';
import type { Language, PlaceHitAnswer, PlacePackAnswer } from '@clarion/protocol';
import type { Hierarchy, PeopleCell, RoadGraph } from '@clarion/roads';

/** A place pack at work: what the running centre asks of its city. */
export interface PlaceAtHand {
  readonly id: string;
  readonly name: PlacePackAnswer['name'];
  readonly attribution: string | undefined;
  readonly bounds: Bounds;
  readonly center: LngLat;
  readonly timeZone: string;
  readonly graph: RoadGraph;
  readonly hierarchy: Hierarchy;
  readonly posts: PlacePackAnswer['posts'];
  readonly areas: unknown;
  readonly basemapPath: string | undefined;
  readonly calls: readonly RecordedCall[] | undefined;
  /** How many people live where; undefined when the pack does not say. */
  readonly people: readonly PeopleCell[] | undefined;
  readonly calibration: CalibrationFile | undefined;
  search(query: string, options: { near?: LngLat; limit: number; lang: Language }): PlaceHitAnswer[];
  whatIsAt(at: LngLat, lang: Language): PlaceHitAnswer[];
}

export function placeAtHand(pack: Pack): PlaceAtHand {
  const { manifest } = pack;
  return {
    id: manifest.id,
    name: manifest.name,
    attribution: manifest.attribution,
    bounds: manifest.bounds,
    center: manifest.center,
    timeZone: manifest.timeZone,
    graph: pack.roads,
    hierarchy: pack.hierarchy,
    posts: pack.posts.map(({ id, name, kind, at }) => ({ id, name, kind, at })),
    areas: pack.areas,
    basemapPath: pack.basemapPath,
    calls: pack.calls,
    people: pack.population?.map(({ at, population }) => ({ at, people: population })),
    calibration: pack.calibration,
    search: (query, options) => searchPlaces(pack.places, query, options).map(answerOf),
    whatIsAt(at, lang) {
      const hit = crossStreetsAt(pack.places, at, lang);
      return hit === undefined ? [] : [answerOf(hit)];
    },
  };
}

/** The drawn shape stays behind: a list of candidates does not need it, and it can be long. */
function answerOf({ shape: _, ...hit }: PlaceHit): PlaceHitAnswer {
  return hit;
}
