import type { ConceptId, LikelyIncident, StandsOut } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema } from './measures.ts';

/** GET /api/duplicates */
export const duplicatesSchema = z.object({ callId: idSchema });

/** What a call is likely to be about, among the open incidents. People attach; nothing follows by itself. */
export interface LikelyAnswer {
  readonly callId: string;
  /** Sent back with AttachCall, so that the log holds what was on the screen. */
  readonly shownId: string;
  readonly likely: readonly LikelyIncident[];
  readonly standsOut?: CallStandsOut;
}

export interface CallStandsOut extends StandsOut {
  readonly callId: string;
  /** The incident, or the call, around which the others gather. */
  readonly among: string;
  /** Empty for who may not read the call's words. */
  readonly concepts: readonly ConceptId[];
}

/** GET /api/duplicates/groups: how the calls that wait are shown together. */
export interface GroupsAnswer {
  /** Of the log, when they were sorted. */
  readonly head: number;
  readonly groups: readonly { readonly leader: string; readonly callIds: readonly string[] }[];
  readonly standing: readonly CallStandsOut[];
}
