import type { Instant, LngLat } from '@clarion/measure';

/** A call of a city's own log, as a place pack holds it. Flags name what is odd in the record; nothing is put right. */
export interface RecordedCall {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly entryAt?: Instant;
  readonly dispatchAt?: Instant;
  readonly priority: { readonly original: string; readonly final: string };
  readonly callType: string;
  readonly group: string;
  readonly address: string;
  readonly at: LngLat;
  readonly area?: string;
  readonly responses: readonly RecordedResponse[];
  readonly flags: readonly string[];
}

export interface RecordedResponse {
  readonly unitId: string;
  readonly unitKind: string;
  /** Place in the order in which units were sent. */
  readonly sequence: number;
  readonly dispatchAt?: Instant;
  readonly enRouteAt?: Instant;
  readonly onSceneAt?: Instant;
  readonly transportAt?: Instant;
  readonly hospitalAt?: Instant;
  readonly availableAt?: Instant;
  readonly als?: boolean;
}
