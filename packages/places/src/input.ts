import type { LngLat } from '@clarion/measure';

/** What a thing is called. `local` is the sign's own spelling where it is neither English nor Chinese. */
export interface Names {
  readonly en?: string;
  readonly zh?: string;
  readonly local?: string;
}

/** House numbers along one side; `from` stands at the segment's first point. 0–0 means none. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** A piece of street between two junctions. `from` and `to` are node ids; `points` runs from one to the other. */
export interface StreetSegmentInput {
  readonly street: Names;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly points: readonly LngLat[];
  readonly left?: NumberRange;
  readonly right?: NumberRange;
  readonly district?: Names;
  readonly zip?: string;
  /** Its number and what else it is called: "A 41", "EN 12", an old name. */
  readonly otherNames?: readonly string[];
}

export interface AddressInput {
  readonly street: Names;
  readonly number: string;
  readonly at: LngLat;
  readonly district?: Names;
}

/** `kind` is the source's own word: hospital, school, bridge, park, district… */
export interface PlaceInput {
  readonly id: string;
  readonly names: Names;
  readonly aliases?: readonly string[];
  readonly kind: string;
  readonly at: LngLat;
  readonly district?: Names;
}

/** A junction and the streets that meet there, where a table says so beyond what the segments show. */
export interface CrossingInput {
  readonly node: string;
  readonly at: LngLat;
  readonly streets: readonly Names[];
}

/** A post that tells the kilometre of a road. */
export interface KilometrePostInput {
  /** The road's numbers and names. */
  readonly roads: readonly string[];
  readonly km: number;
  readonly at: LngLat;
}

export interface DistrictInput {
  readonly name: Names;
  readonly rings: readonly (readonly LngLat[])[];
}

export interface GazetteerInput {
  readonly segments: readonly StreetSegmentInput[];
  readonly addresses?: readonly AddressInput[];
  readonly places?: readonly PlaceInput[];
  readonly crossings?: readonly CrossingInput[];
  readonly kilometrePosts?: readonly KilometrePostInput[];
  readonly districts?: readonly DistrictInput[];
  /** Names of the whole area ("San Francisco", "CA"): accepted after a comma and otherwise without meaning. */
  readonly region?: readonly Names[];
  readonly countryCode?: string;
}
