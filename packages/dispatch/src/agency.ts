import type { Names } from './configuration.ts';
import type { ChannelId } from './paging.ts';

/** As the configuration names it: `ambulance`, `service-line`. */
export type AgencyId = string;

/** A service outside of the centre that takes matters over. */
export interface OutsideAgency {
  readonly agencyId: AgencyId;
  readonly names: Names;
  /** Categories of the matters that it takes; absent: every one. They are offered first, and hold nobody up. */
  readonly categories?: readonly string[];
  /** Its own telephone line, to be rung by the desk. */
  readonly line?: string;
  /** The channel by which it is told beside that: one of those for pages. */
  readonly channelId?: ChannelId;
  /** A receipt is expected within this. */
  readonly receiptSeconds: number;
  /** A result is expected so long after the receipt; absent: none. */
  readonly resultHours?: number;
}
