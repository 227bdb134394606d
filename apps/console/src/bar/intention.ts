import type { Board, Call, Place, Role } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { AskedControl, CommandRequest, WireCommand } from '@clarion/protocol';
import type { CordonLine } from '../cordon/cordoning.ts';
import type { MovingAsked } from '../moving/moving-line.ts';
import type { StagingAsked } from '../staging/staging-line.ts';
import type { ClosingLine } from '../streets/closing.ts';
import type { SlowingLine } from '../streets/slowing.ts';
import type { Verb } from './verbs.ts';

/** Why a target is not what one would expect; each needs a second Enter. */
export type Doubt =
  | { readonly code: 'far'; readonly unitId: string; readonly travelTimeMs: number }
  | { readonly code: 'etaUnknown'; readonly unitId: string }
  | { readonly code: 'outOfService'; readonly unitId: string }
  | { readonly code: 'assignedElsewhere'; readonly unitId: string; readonly incidentId: string }
  | { readonly code: 'notAssigned'; readonly unitId: string; readonly incidentId: string }
  | { readonly code: 'positionDoubtful'; readonly unitId: string }
  | { readonly code: 'closed'; readonly incidentId: string }
  | { readonly code: 'noPlace'; readonly incidentId: string }
  | { readonly code: 'roughPlace'; readonly incidentId: string; readonly uncertaintyM: number };

export type Intention =
  | { readonly kind: 'empty' }
  | { readonly kind: 'problem'; readonly code: string; readonly params: Readonly<Record<string, string>> }
  | {
      readonly kind: 'act';
      readonly verb: Verb;
      readonly commands: readonly WireCommand[];
      readonly unitIds: readonly string[];
      readonly incidentId?: string;
      readonly callId?: string;
      readonly detail?: string;
      readonly doubts: readonly Doubt[];
      readonly onPaper?: CommandRequest['onPaper'];
    }
  | { readonly kind: 'go'; readonly incidentId?: string; readonly unitId?: string; readonly callId?: string }
  | { readonly kind: 'find'; readonly query: string }
  | { readonly kind: 'pickPlace'; readonly unitId: string }
  | { readonly kind: 'closeStreet'; readonly line: ClosingLine; readonly at?: LngLat }
  | { readonly kind: 'slowStreet'; readonly line: SlowingLine; readonly at?: LngLat }
  | { readonly kind: 'cordon'; readonly incidentId: string; readonly line: CordonLine }
  | { readonly kind: 'whatIf'; readonly without: readonly string[]; readonly close: string }
  | ({ readonly kind: 'stage' } & StagingAsked)
  | ({ readonly kind: 'move' } & MovingAsked)
  /** An incident, or the floor; from `since` on. */
  | { readonly kind: 'replay'; readonly incidentId?: string; readonly since?: number }
  /** The commander’s view, or back from it. */
  | { readonly kind: 'commandView' }
  /** The leader of a drill acts on it, or on an inject as it is said. */
  | { readonly kind: 'lead'; readonly control: AskedControl }
  | { readonly kind: 'lead'; readonly inject: string; readonly act: 'fire' | 'skip' }
  /** An action of the table, by the name that stands on its button. */
  | { readonly kind: 'action'; readonly id: string };

export interface Situation {
  readonly board: Board;
  readonly now: number;
  readonly timeZone: string;
  readonly operatorId: string;
  readonly role: Role;
  /** In hand. */
  readonly incidentId?: string;
  readonly callId?: string;
  /** Where the phone of the call in hand is, as a place that the caller has confirmed. */
  readonly reportedPlace?: Place;
  /** The move that is advised first. */
  readonly advised?: { readonly unitId: string; readonly postId: string; readonly adviceId: string };
  /** The phone to answer next. */
  readonly toAnswer?: string;
  /** The call with what is typed on its card and on its way. */
  readonly typed: (callId: string) => Call | undefined;
  /** By road, where a list or the route service has told it. */
  readonly travelTimeMs: (unitId: string, incidentId: string) => number | undefined;
}
