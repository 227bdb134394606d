import type { Instant, LngLat } from '@clarion/measure';
import type { Board, Closure, Cordon, Incident } from './board.ts';
import { openAssignments } from './change.ts';
import { type ClockReading, ribbon } from './clocks/ribbon.ts';
import { closuresInForce } from './closure.ts';
import { cordonsInForce } from './cordon.ts';
import { plansInForce, type StandingStep, standingSteps } from './emergency-plan/standing.ts';
import type { Hazard } from './hazard.ts';
import type { IncidentId, PostId, UnitId } from './ids.ts';
import {
  allocated,
  type CapacityCounts,
  type CasualtyCounts,
  type CommandRole,
  casualties,
  hospitalRooms,
  isMajor,
  type MajorReason,
  type OrderKind,
  openOrders,
  rolesHeld,
} from './major.ts';
import { isStaged } from './staging.ts';
import type { UnitStatus } from './status.ts';

/**
 * What whoever commands is handed on paper: the incident as the board has it at one time. Codes, numbers, times, the place as
 * it was opened and the centre's own words; nothing of a caller, nothing that is sealed, nobody's name.
 */
export interface BriefingSheet {
  readonly incident: Pick<Incident, 'incidentId' | 'typeId' | 'priority' | 'alarm' | 'openedAt' | 'state'>;
  readonly place?: { readonly label: string; readonly district?: string; readonly at: LngLat };
  /** When it was last told to be somewhere else; where, is sealed and stays in the console. */
  readonly movedAt?: Instant;
  /** The newest entry that is in it, and the time of the board. */
  readonly seq: number;
  readonly asOf: Instant;
  readonly clocks: readonly ClockReading[];
  readonly major?: { readonly reason: MajorReason; readonly since: Instant };
  readonly casualties?: {
    readonly total: CasualtyCounts;
    readonly withHospital: CapacityCounts;
    readonly places: readonly {
      readonly place: number;
      readonly counts: CasualtyCounts;
      readonly at: Instant;
    }[];
  };
  readonly hospitals: readonly {
    readonly postId: PostId;
    readonly left?: CapacityCounts;
    readonly sent: CapacityCounts;
    readonly at?: Instant;
  }[];
  readonly units: readonly {
    readonly unitId: UnitId;
    readonly status: UnitStatus;
    readonly since: Instant;
    readonly roles: readonly CommandRole[];
    /** It waits short of the scene, and where that has a name. */
    readonly staged?: { readonly place?: string };
  }[];
  readonly hazards: readonly { readonly hazard: Hazard; readonly until?: Instant }[];
  readonly cordons: readonly Pick<Cordon, 'cordonId' | 'reason' | 'since' | 'expiresAt'>[];
  readonly closures: readonly Pick<Closure, 'closureId' | 'label' | 'reason' | 'expiresAt'>[];
  readonly orders: readonly {
    readonly number: number;
    readonly unitId: UnitId;
    readonly order: OrderKind;
    readonly dueAt: Instant;
  }[];
  /** Open ones alone, with how many there are. */
  readonly plans: readonly {
    readonly names: StandingStep['active']['plan']['names'];
    readonly version: number;
    readonly level: StandingStep['active']['plan']['names'];
    readonly steps: number;
    readonly open: readonly Pick<StandingStep, 'number' | 'step' | 'dueAt'>[];
    readonly contacts: NonNullable<StandingStep['active']['plan']['contacts']>;
  }[];
}

/** Undefined where there is no such incident. */
export function briefingSheet(board: Board, incidentId: IncidentId, now: Instant): BriefingSheet | undefined {
  const incident = board.incidents.get(incidentId);
  if (incident === undefined) return undefined;
  const { place, major, moves } = incident;
  const isStanding = major !== undefined && isMajor(incident);
  const movedAt = moves?.at(-1)?.at;
  return {
    incident: plain(incident),
    ...(place === undefined
      ? {}
      : {
          place: {
            label: place.label,
            at: place.at,
            ...(place.district === undefined ? {} : { district: place.district }),
          },
        }),
    ...(movedAt === undefined ? {} : { movedAt }),
    seq: board.head,
    asOf: now,
    clocks: ribbon(board, incidentId, now).filter(one => one.elapsedMs !== undefined),
    ...(isStanding ? { major: { reason: major.reason, since: major.since } } : {}),
    ...(major === undefined
      ? {}
      : {
          casualties: {
            total: casualties(major),
            withHospital: allocated(major),
            places: major.counts.map(({ place: number, counts, at }) => ({ place: number, counts, at })),
          },
        }),
    hospitals: hospitalRooms(board).map(({ postId, left, sent, told }) => ({
      postId,
      sent,
      ...(left === undefined ? {} : { left }),
      ...(told === undefined ? {} : { at: told.at }),
    })),
    units: unitsOf(board, incident),
    hazards: hazardsOf(incident, now),
    cordons: cordonsInForce(board, now)
      .filter(one => one.incidentId === incidentId)
      .map(({ cordonId, reason, since, expiresAt }) => ({ cordonId, reason, since, expiresAt })),
    closures: closuresInForce(board, now).map(({ closureId, label, reason, expiresAt }) => ({
      closureId,
      label,
      reason,
      expiresAt,
    })),
    orders: openOrders(board, incident).map(({ number, unitId, order, dueAt }) => ({
      number,
      unitId,
      order,
      dueAt,
    })),
    plans: plansOf(incident),
  };
}

function plain({
  incidentId,
  typeId,
  priority,
  alarm,
  openedAt,
  state,
}: Incident): BriefingSheet['incident'] {
  return {
    incidentId,
    priority,
    openedAt,
    state,
    ...(typeId === undefined ? {} : { typeId }),
    ...(alarm === undefined ? {} : { alarm }),
  };
}

function unitsOf(board: Board, incident: Incident): BriefingSheet['units'] {
  const held = rolesHeld(board, incident);
  return openAssignments(board, incident)
    .flatMap(assignment => {
      const unit = board.units.get(assignment.unitId);
      if (unit === undefined) return [];
      const { unitId, status, statusSince } = unit;
      const label = assignment.staging?.place?.label;
      return [
        {
          unitId,
          status,
          since: statusSince,
          roles: held.filter(one => one.unitId === unitId).map(one => one.role),
          ...(isStaged(assignment) ? { staged: label === undefined ? {} : { place: label } } : {}),
        },
      ];
    })
    .sort((a, b) => (a.unitId < b.unitId ? -1 : 1));
}

const hazardsOf = ({ hazards = [], hazardMarks = [] }: Incident, now: Instant): BriefingSheet['hazards'] =>
  hazards.flatMap(hazard => {
    const until = hazardMarks.find(one => one.hazard === hazard)?.expiresAt;
    if (until !== undefined && until <= now) return [];
    return [until === undefined ? { hazard } : { hazard, until }];
  });

const plansOf = (incident: Incident): BriefingSheet['plans'] =>
  plansInForce(incident).map(active => {
    const { plan, version, levelId } = active;
    const steps = standingSteps(incident, active);
    return {
      names: plan.names,
      version,
      level: plan.levels.find(one => one.levelId === levelId)?.names ?? {},
      steps: steps.length,
      open: steps
        .filter(one => one.isOpen)
        .map(({ number, step, dueAt }) => ({ number, step, ...(dueAt === undefined ? {} : { dueAt }) })),
      contacts: plan.contacts ?? [],
    };
  });
