import type { Instant, LngLat } from '@clarion/measure';
import type { IncidentId, TypeId } from '../ids.ts';
import type { ConceptId } from './concepts.ts';

/**
 * All that is compared of a call: where, when, what kind, and what is spoken of out of a closed list. There is no field for who
 * called, from what number or device, or for any text, so that no call can be tied to another through a person.
 */
export interface Observed {
  readonly where?: Where;
  readonly at: Instant;
  readonly typeId?: TypeId;
  readonly concepts: ReadonlySet<ConceptId>;
}

export interface Where {
  readonly at: LngLat;
  /** Radius that holds it 95 times in 100. */
  readonly uncertaintyM: number;
  /** Where the phone stands, which need not be where it happens. */
  readonly ofCaller: boolean;
}

/** What is known of an open incident, or of the first call of what may become one. */
export interface ObservedIncident {
  readonly incidentId: IncidentId;
  readonly where?: Where;
  /** When its newest call came. */
  readonly lastCallAt: Instant;
  readonly typeId?: TypeId;
  readonly calls: number;
  /** By how many of its calls each thing was spoken of. */
  readonly concepts: ReadonlyMap<ConceptId, number>;
}
