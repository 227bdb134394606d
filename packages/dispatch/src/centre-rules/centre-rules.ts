import type { Instant } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { Area, Configuration, Need, UnitDescription } from '../configuration.ts';
import type { Entry } from '../entry.ts';
import type { IncidentId, RulesId, TypeId, UnitId } from '../ids.ts';
import { dueAmong, lastBegun, type Publication, type PublicationState } from '../publication.ts';
import type { FloorRole, RoleAction } from '../role-actions.ts';
import { same } from '../same.ts';

/** Why the rules are changed. A closed list: the log keeps it for ever, and it is no place for a sentence. */
export const rulesReasons = [
  'review',
  'standard',
  'fleet',
  'season',
  'demand',
  'mistake',
  'order',
  'trial',
  'other',
] as const;
export type RulesReason = (typeof rulesReasons)[number];

/** What a centre itself says; place, posts, fleet and paging come from its place and its server. */
export interface CentreRules
  extends Pick<
    Configuration,
    | 'types'
    | 'clocks'
    | 'targets'
    | 'checks'
    | 'alarms'
    | 'callBacks'
    | 'agencies'
    | 'desks'
    | 'shifts'
    | 'readiness'
    | 'moveUp'
    | 'plans'
    | 'minimumPeople'
    | 'languages'
    | 'retention'
    | 'roles'
  > {
  /** Absent: those of the adopted configuration. */
  readonly areas?: readonly Area[];
  /** Units that differ from the adopted configuration; what is absent here is absent. */
  readonly units: readonly (Pick<UnitDescription, 'unitId'> & CrewRule)[];
}

/** What is said of a unit's crew. */
export type CrewRule = Pick<UnitDescription, 'people' | 'crewId' | 'capabilities'>;

/** One incident of the log under both: units by id, needs that nobody free could meet. */
export interface ReplayedIncident {
  readonly incidentId: IncidentId;
  readonly typeId: TypeId;
  readonly openedAt: Instant;
  readonly was: readonly UnitId[];
  readonly now: readonly UnitId[];
  readonly wasMissing: readonly Need[];
  readonly nowMissing: readonly Need[];
}

/** What a draft would have recommended on incidents of the log, beside what is in force. */
export interface RulesReplay {
  /** The version that it was set against. */
  readonly against: number;
  readonly since: Instant;
  readonly until: Instant;
  /** Closed incidents with a type and a place that were reckoned again, and those beyond as many as are. */
  readonly incidents: number;
  readonly left: number;
  readonly differing: number;
  /** Commands of that time which the draft's roles would have refused; absent: none. */
  readonly refused?: readonly {
    readonly action: RoleAction;
    readonly role: FloorRole;
    readonly count: number;
  }[];
  /** Where something would have been missing, under each. */
  readonly wasShort: number;
  readonly nowShort: number;
  readonly byType: readonly {
    readonly typeId: TypeId;
    readonly incidents: number;
    readonly differing: number;
    readonly wasShort: number;
    readonly nowShort: number;
  }[];
  /** The newest of those that differ. */
  readonly differences: readonly ReplayedIncident[];
}

export interface PublishedRules extends Publication {
  readonly rulesId: RulesId;
  /** `outdated`: something else is in force than what it was drafted on. */
  readonly state: PublicationState | 'outdated';
  readonly reason: RulesReason;
  readonly rules: CentreRules;
  /** The version that was in force when it was drafted. */
  readonly against: number;
  readonly replay?: RulesReplay;
  /** Given when it begins. */
  readonly version?: number;
  /** The rules that were in force before they began; absent: none. */
  readonly beneath?: RulesId;
}

/** The board keeps so many; the log has the others. */
export const RULES_KEPT = 12;

/** The rules that count; undefined: the configuration as the server adopted it. */
export const rulesInForce = (board: Board): PublishedRules | undefined => lastBegun(board.rules.values());

/** Approved, and their time has come. */
export const rulesDue = (board: Board, now: Instant): readonly RulesId[] =>
  dueAmong(board.rules.values(), now).map(one => one.rulesId);

/** The adopted configuration under the centre's rules. */
export function configurationUnder(
  adopted: Configuration,
  rules: CentreRules,
  version: number,
): Configuration {
  const { placeName, posts, paging } = adopted;
  const { units, areas = adopted.areas, ...said } = rules;
  const byId = new Map(units.map(({ unitId, ...crew }) => [unitId, crew]));
  return {
    ...said,
    version,
    placeName,
    posts,
    units: adopted.units.map(unit => withCrew(unit, byId.get(unit.unitId))),
    ...(areas === undefined ? {} : { areas }),
    ...(paging === undefined ? {} : { paging }),
  };
}

function withCrew(unit: UnitDescription, crew: CrewRule | undefined): UnitDescription {
  if (crew === undefined) return unit;
  const { people: _, crewId: __, ...rest } = unit;
  return { ...rest, ...crew };
}

/** What `wanted` says beside what was adopted, so that `configurationUnder` gives it back. */
export function rulesWithin(wanted: Configuration, adopted: Configuration): CentreRules {
  const { version: _, placeName: __, posts: ___, paging: ____, units, areas, ...said } = wanted;
  const before = new Map(adopted.units.map(unit => [unit.unitId, crewOf(unit)]));
  return {
    ...said,
    ...(areas === undefined || same(areas, adopted.areas) ? {} : { areas }),
    units: units.flatMap(unit => {
      const known = before.get(unit.unitId);
      const crew = crewOf(unit);
      if (known === undefined || same(known, crew)) return [];
      return [{ unitId: unit.unitId, ...crew }];
    }),
  };
}

const crewOf = ({ people, crewId, capabilities }: UnitDescription): CrewRule => ({
  ...(people === undefined ? {} : { people }),
  ...(crewId === undefined ? {} : { crewId }),
  capabilities,
});

/** Whether the entry puts another configuration in force. */
export const changesConfiguration = ({ type }: Pick<Entry, 'type'>): boolean =>
  type === 'ConfigurationAdopted' || type === 'RulesBegun' || type === 'RulesRolledBack';
