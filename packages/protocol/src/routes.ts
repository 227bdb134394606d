import type { BoardSnapshot, Entry, Eta, Evidence } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { DrillAnswer } from './drill.ts';
import type { UnitPosition } from './position.ts';
import type { RouteStep } from './step.ts';

/**
 * The HTTP surface. Every answer that is not 2xx is a `Fault`. Every change wants the session's cookie and the header
 * `x-csrf-token`. Schemas stand in the neighbouring files; the server publishes them at GET /api/openapi.json.
 *
 *   POST   /api/session                    signInSchema → sessionSchema           (429 names when to try again)
 *   GET    /api/session                    → sessionSchema, or 401
 *   DELETE /api/session
 *   GET    /api/health                     → Health
 *   GET    /api/board                      → { board: BoardJson, head }          what the role may see
 *   POST   /api/commands                   commandRequestSchema → commandAcceptedSchema; 409 = Fault with the refusal as facts
 *   POST   /api/positions                  positionBatchSchema → positionBatchAnswerSchema
 *   POST   /api/tracker/positions          trackerBatchSchema → trackerBatchAnswerSchema    by a tracker's key: Authorization: Bearer
 *   GET    /api/trackers                   → { trackers: TrackerSummary[] }
 *   POST   /api/trackers                   newTrackerSchema → TrackerSummary with its key, this once    administrator
 *   DELETE /api/trackers/:trackerId        its key opens nothing any more                administrator
 *   GET    /api/agency/transfers           → { transfers: AgencyTransfer[] }      by an agency's key: what was given to it and is open
 *   GET    /api/agency/transfers/:ref      → AgencyTransfer                        one of these, with the number to ring back where it goes along
 *   POST   /api/agency/transfers/:ref/receipt, /result   agencyReceiptSchema, agencyResultSchema → { ref, state }
 *   GET    /api/agencies/keys              → { keys: AgencyKey[] }                administrator
 *   POST   /api/agencies/:agencyId/key     → AgencyKey with its key, this once; DELETE: it opens nothing any more
 *   GET    /api/positions                  → { positions: UnitPosition[] }
 *   GET    /api/positions/history?from&to  → { positions: UnitPosition[] }        within the stated keeping time, for replay
 *   GET    /api/positions/aside?from&to    → { positions: PositionAside[] }       fixes that were not believed, and why
 *   GET    /api/recommendation?incidentId= | ?lng=&lat=&typeId=  → RecommendationAnswer
 *   GET    /api/recommendation/what-if?incidentId=&without=E1,E2&close=lng,lat;lng,lat → WhatIfAnswer   changes nothing
 *   GET    /api/recommendation/sooner?incidentId=  → SoonerAnswer               who would be there sooner than one on the way
 *   GET    /api/cards                      → CardsAnswer                         protocol cards, editions, drafts
 *   POST   /api/cards/rehearsal            rehearsalSchema → RehearsalAnswer     what past answers would have come to
 *   GET    /api/rules                      → RulesAnswer                         the centre's own rules and their versions
 *   GET    /api/rules/state                → RulesState                          what of them changes while one looks
 *   POST   /api/rules/replay               replayQuestionSchema                  202; what it comes to is an entry
 *   GET    /api/route?unitId=&incidentId=  → RouteAnswer
 *   GET    /api/places?q=&near=&limit=     → { hits: PlaceHitAnswer[] }
 *   GET    /api/places/at?lng=&lat=        → { hits: PlaceHitAnswer[] }
 *   GET    /api/streets/at?lng=&lat=       → { streets: StreetAnswer[] }          what CloseStreet would close there; several at a junction
 *   POST   /api/cordons/proposal           cordonQuestionSchema → CordonProposal   points, ways out, people inside, who can be there
 *   GET    /api/cordons/:id/reach          → CordonReach                         who can be at its points by now
 *   GET    /api/closures/:id/detours       → StreetDetours                       how everybody gets around one closed street
 *   GET    /api/duplicates?callId=          → LikelyAnswer                         open incidents that the call may belong to, with reasons
 *   GET    /api/duplicates/groups           → GroupsAnswer                         calls that wait, sorted together; which stand out
 *   POST   /api/calls/:id/location          PIDF-LO (application/pidf+xml) → {callId, seq, shape, confidence, form, civic}   key of the line
 *   POST   /api/line/events                 lineEventSchema → { callId }          key of the line: what happens on the telephone lines
 *   GET    /api/sealed/:sealedId?purpose=  → SealedText     logged; purpose (sealed.ts) wanted only when the work is no longer
 *                                          in hand: 403 PurposeNeeded
 *   GET    /api/sealed?callId=|incidentId=&purpose= → { texts: SealedText[] }     the call or incident in hand (logged)
 *   POST   /api/photos?commandId=&incidentId=&happenedAt=   image/jpeg → commandAcceptedSchema    responder: sealed, its metadata left out
 *   GET    /api/photos/:sealedId?purpose=  → image/jpeg      logged; always for a stated purpose (photo.ts); 410 when erased
 *   GET    /api/log?from=&to=              → { entries, head }                    auditor, commander, dispatcher; ≤ 5,000 a page
 *   GET    /api/incidents/:id/entries      → { entries, from, to }                for the replay: its own and its units'
 *   GET    /api/replay?at=                 → ReplayStretch                       the whole floor as it stood around a moment
 *   GET    /api/incidents?q=               → { incidents: IncidentSummary[] }     by number, type, place: structured fields only
 *   GET    /api/place                      → PlacePackAnswer                      name, bounds, centre, posts, areas' address
 *   GET    /api/place/areas                → GeoJSON
 *   GET    /tiles/basemap.pmtiles          range requests
 *   GET    /api/exercise                   → ExerciseAnswer                       state, and the response intervals at the end
 *   GET    /api/exercise/injects           → { injects: InjectAnswer[] }         commander: the script's, with their times
 *   GET    /api/exercise/after-action      → AfterActionAnswer                    commander, auditor: against the script's expectations
 *   POST   /api/exercise/control           drillControlSchema → DrillAnswer        commander; 409 DrillOnly at a live centre
 *   GET    /api/sealed-reads?from=         → { reads: SealedRead[] }              who read what, when, why (auditor)
 *   GET    /api/unit                       → UnitView                             responder: own unit, own open assignments
 *   GET    /api/shifts?from&to             → ShiftPlanAnswer                      commander, planner
 *   GET    /api/shifts/now                 → ShiftsNowAnswer                      planned against there, with warnings
 *   POST   /api/shifts/preview, /import    shiftFileSchema → ShiftPreview         all of it or nothing; 409 ShiftFileFaulty
 *   PUT    /api/shifts                     plannedShiftSchema → { shift, warnings }
 *   DELETE /api/shifts/:shiftId
 *   POST   /api/duties                     dutySchema → DutyAnswer                signs on for a crew that says so by voice
 *   DELETE /api/duties/:staffId            → DutyAnswer
 *   GET    /api/unit/crew                  → UnitCrewAnswer                       responder: own unit
 *   POST   /api/unit/crew                  crewDutySchema → DutyAnswer
 *   GET    /api/operators                  → { operators: ListedOperator[] }      administrator
 *   GET    /api/operators/acts             → { acts: ListedOperatorAct[] }        administrator, auditor
 *   POST   /api/operators                  newOperatorSchema → OperatorMade       administrator
 *   PATCH  /api/operators/:login           operatorChangeSchema                   administrator
 *   GET    /api/account                    → { secondFactor: boolean }            one’s own sign-in
 *   POST   /api/session/break-glass        breakGlassSchema → Session              everybody with a code from an envelope
 *   GET    /api/break-glass                → { envelopes }                         administrator, auditor
 *   PUT    /api/account/password           newPasswordSchema                      ends one’s other sessions
 *   POST   /api/account/second-factor      passwordSchema → Enrolment
 *   POST   /api/account/second-factor/first-code   codeSchema → { recoveryCodes }
 *   GET    /api/openapi.json
 *   GET    /api/metrics                    Prometheus text; administrator, or from this machine
 *   WS     /api/live                       see live.ts
 */
export interface Health {
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  readonly log: { readonly id: string; readonly kind: string; readonly head: number };
  readonly database: 'ok' | 'unreachable';
  /** On the disks that the server writes to; low: less than 1 GB, full: commands may be refused. */
  readonly disk: 'ok' | 'low' | 'full';
  /** Drifting: a server’s clock is two seconds or more from the database’s, or from that of the devices. */
  readonly clock: 'ok' | 'drifting';
  readonly place: string;
}

export interface RecommendationAnswer {
  /** Sent back with AssignUnits, so that the log holds what was on the screen. */
  readonly evidenceId: string;
  readonly evidence: Evidence;
}

/** What would be recommended if; it cannot be sent, for nobody could say later what stood on the screen. */
export interface WhatIfAnswer {
  readonly evidence: Evidence;
  /** The streets that were taken as closed. */
  readonly streets: readonly StreetAnswer[];
}

export interface RouteAnswer {
  readonly unitId: string;
  readonly travelTimeMs: number;
  /** When it would be there, with the range; of servers from before there were ranges it is absent. */
  readonly eta?: Eta;
  readonly lengthM: number;
  readonly points: readonly LngLat[];
  /** Turn by turn; in words by `sayStep`. */
  readonly steps: readonly RouteStep[];
}

/** A stretch of street, from junction to junction. */
export interface StreetAnswer {
  /** Source ids of the ways that can be driven: both directions, or the one there is. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  readonly lines: readonly (readonly LngLat[])[];
  readonly names: { readonly en?: string; readonly zh?: string; readonly local?: string };
  readonly lengthM: number;
  /** A place on it that no other street is as near to; sent with CloseStreet it closes this one. */
  readonly at: LngLat;
}

/** Free units that would be there sooner than one on the way, that they can stand in for. An offer; nothing is done. */
export interface SoonerAnswer {
  readonly swaps: readonly {
    readonly outUnitId: string;
    readonly inUnitId: string;
    readonly byMs: number;
  }[];
}

export interface IncidentSummary {
  readonly incidentId: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly openedAt: number;
  readonly typeId?: string;
  readonly priority: number;
  readonly placeLabel?: string;
}

/** What replays any moment of `from`..`to`: the board as it stood at `from`, and all that was written down and reported since. */
export interface ReplayStretch {
  readonly from: number;
  readonly to: number;
  readonly board: BoardSnapshot;
  readonly entries: readonly Entry[];
  /** Each unit's newest fix of before, and those of the stretch. */
  readonly positions: readonly UnitPosition[];
  /** Where units were before this is erased. */
  readonly positionsFrom: number;
}

export interface PlacePackAnswer {
  readonly id: string;
  readonly name: { readonly en?: string; readonly zh?: string; readonly local?: string };
  readonly bounds: readonly [number, number, number, number];
  readonly center: LngLat;
  readonly timeZone: string;
  readonly graphHash: string;
  readonly basemap: boolean;
  /** Positions are kept this long for the replay, then deleted. */
  readonly positionsKeptHours: number;
  readonly posts: readonly {
    readonly id: string;
    readonly name: { readonly en?: string; readonly zh?: string; readonly local?: string };
    readonly kind: string;
    readonly at: LngLat;
  }[];
}

/** One step of the response, measured over many calls. Times in seconds. */
export interface IntervalFigure {
  readonly step: 'callProcessing' | 'turnout' | 'travel' | 'total';
  readonly n: number;
  readonly medianSeconds?: number;
  readonly p90Seconds?: number;
  readonly excluded: Readonly<Record<string, number>>;
}

export interface ExerciseAnswer {
  readonly state: 'none' | 'running' | 'finished';
  readonly source?: 'generated' | 'recorded' | 'scripted';
  readonly rate?: number;
  readonly callsDone?: number;
  readonly callsTotal?: number;
  /** Absent at a live centre. */
  readonly drill?: DrillAnswer;
  readonly report?: {
    /** Method and exclusions, by code of the catalogue. */
    readonly method: string;
    readonly groups: readonly {
      readonly group: string;
      readonly ours: readonly IntervalFigure[];
      readonly recorded: readonly IntervalFigure[];
    }[];
  };
}
