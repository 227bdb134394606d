import type { BriefingSheet } from '@clarion/dispatch';
import type { CordonDetour } from '@clarion/protocol';
import type { Cordoning } from '../cordon/cordoning.ts';
import type { MovingAsked } from '../moving/moving-line.ts';
import type { Supposed } from '../recommendation/what-if.ts';
import type { StagingAsked } from '../staging/staging-line.ts';
import type { Closing } from '../streets/closing.ts';

/** What this person has in hand and which panels are open. Of the page only; nothing of it is in the log. */
export interface Desk {
  /** The call whose card stands on the left. */
  readonly callId?: string;
  /** The incident in hand: its panel, its recommendation, the default target of verbs. */
  readonly incidentId?: string;
  readonly unitId?: string;
  /** Units stand by when they are due to be heard, those with a check running alone; absent: by agency and post. */
  readonly unitsByDue?: true;
  readonly side:
    | 'incident'
    | 'replay'
    | 'exercise'
    | 'settings'
    | 'sent'
    | 'keys'
    | 'streets'
    | 'readiness'
    | 'command'
    | 'cordon'
    | 'protocol'
    | 'writing'
    | 'alarms'
    | 'handOver'
    | 'shifts'
    | 'tasks';
  /** The next click on the map chooses a place: for the open card, for a unit set by hand, or a street to close. */
  readonly picking?:
    | { readonly for: 'card' }
    | { readonly for: 'unit'; readonly unitId: string }
    | { readonly for: 'street' }
    | ({ readonly for: 'moved' } & Pick<MovingAsked, 'incidentId' | 'told'>)
    | ({ readonly for: 'staging' } & Pick<StagingAsked, 'incidentId' | 'unitIds' | 'reason'>)
    | { readonly for: 'outline' };
  readonly closing?: Closing;
  readonly cordoning?: Cordoning;
  /** How others get around a cordon that is looked at. */
  readonly detours?: { readonly cordonId: string; readonly all: readonly CordonDetour[] };
  /** How everybody gets around a closed street that is looked at. */
  readonly around?: { readonly closureId: string; readonly all: readonly CordonDetour[] };
  /** What is only thought of, for the incident in hand. */
  readonly supposed?: Supposed;
  /** A place that the map should show. */
  readonly look?: { readonly at: readonly [number, number]; readonly count: number };
  /** A question of the protocol card that is answered anew. */
  readonly anew?: { readonly callId: string; readonly position: number };
  /** What is being printed for whoever commands, as it stood when the key was pressed. */
  readonly sheet?: BriefingSheet;
  /** The incident that a hazard is about to be entered for. */
  readonly entering?: string;
  /** The call or incident that is about to be given to an agency. */
  readonly transferring?: string;
  /** The call whose number this person has asked for, to call back. */
  readonly numberOf?: string;
  readonly palette: boolean;
  /** Text that a key or button puts into the command bar. The count makes the same text count twice. */
  readonly barText?: { readonly text: string; readonly count: number };
}

export const emptyDesk: Desk = { side: 'incident', palette: false };
