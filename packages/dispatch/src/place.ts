import type { Instant, LngLat } from '@clarion/measure';

export type PlaceSource = 'search' | 'map' | 'phone' | 'coordinates' | 'crew' | 'recorded';

/** Where an incident is. `uncertaintyM` is the radius drawn around `at`; 0 for an exact address. */
export interface Place {
  readonly at: LngLat;
  readonly uncertaintyM: number;
  /** As shown to the person who chose it: address, crossing or place name. */
  readonly label: string;
  readonly source: PlaceSource;
  /** Confirmed with the caller. A dispatcher may send on an unverified place. */
  readonly verified: boolean;
  readonly placeId?: string;
  readonly district?: string;
  readonly crossStreets?: string;
  readonly floor?: string;
  readonly entrance?: string;
}

/** What the caller's phone says about itself. */
export interface PhoneLocation {
  readonly at: LngLat;
  readonly uncertaintyM: number;
  readonly receivedAt: Instant;
}
