import type { Actor, CallId, Command, IncidentId, UnitId } from '@clarion/dispatch';
import type { Instant, LngLat } from '@clarion/measure';
import type { Bilingual } from './script.ts';

/** The player of callers, crews and, unattended, of the desk: what the log names. */
export const callerActor: Actor = { kind: 'exercise', id: 'callers' };
export const crewActor: Actor = { kind: 'exercise', id: 'crews' };
export const deskActor: Actor = { kind: 'exercise', id: 'desk' };

/** Something that happens in an exercise at `at` and is to be put to the log, in this order. */
export type Happening =
  | {
      readonly kind: 'command';
      readonly at: Instant;
      readonly actor: Actor;
      readonly commandId: string;
      readonly command: Command;
      /** Of a call: to be sealed and put into the command by whoever submits it. */
      readonly speech?: Bilingual;
      readonly contact?: string;
      /** Where the phone of a call says it is, within the radius with two thirds: to be sealed and recorded once it has rung. */
      readonly phone?: { readonly at: LngLat; readonly radiusM: number };
    }
  /** Send what the recommendation says: `assignmentFrom` makes the command; undefined from it means nobody is free. */
  | {
      readonly kind: 'dispatch';
      readonly at: Instant;
      readonly actor: Actor;
      readonly commandId: string;
      readonly incidentId: IncidentId;
    };

/** The caller says more; to be sealed by whoever submits it. */
export interface Saying {
  readonly kind: 'says';
  readonly at: Instant;
  readonly actor: Actor;
  readonly commandId: string;
  readonly callId: CallId;
  readonly speech: Bilingual;
}

/** Where a crew's device says it is. */
export interface CrewFix {
  readonly unitId: UnitId;
  readonly at: LngLat;
  readonly fixedAt: Instant;
  readonly moving: boolean;
  readonly headingDegrees?: number;
  readonly speedMps?: number;
}
