import {
  type Area,
  type Configuration,
  type Hours,
  type RunCard,
  same,
  usualAlarms,
} from '@clarion/dispatch';
import type { RulesFile } from './rules-file.ts';

type TypeOfFile = NonNullable<RulesFile['types']>[string];
type CrewOfFile = NonNullable<RulesFile['units']>[string];

/** The file under which the usual configuration becomes this one: `underRules` gives it back. It says what differs, no more. */
export function rulesFileOf(
  { types, units, clocks, areas, alarms, readiness, ...said }: Configuration,
  usual: Configuration,
  placeAreas: readonly Area[],
): RulesFile {
  const whole = [
    'targets',
    'checks',
    'callBacks',
    'agencies',
    'desks',
    'shifts',
    'minimumPeople',
    'moveUp',
    'languages',
    'retention',
    'roles',
    'plans',
  ] as const;
  const file: Record<string, unknown> = {};
  for (const section of whole)
    if (said[section] !== undefined && !same(said[section], usual[section])) file[section] = said[section];
  if (said.moveUp === undefined && usual.moveUp !== undefined) file['moveUp'] = null;
  const otherAlarms = alarms === undefined || same(alarms, usual.alarms ?? usualAlarms) ? undefined : alarms;
  return {
    ...file,
    ...some('types', byId(types, usual.types, 'typeId', typeOfFile)),
    ...some('units', byId(units, usual.units, 'unitId', crewOfFile)),
    ...some(
      'areas',
      byId(areas ?? [], placeAreas, 'areaId', (own, of) => (same(own.names, of?.names) ? {} : own.names)),
    ),
    ...some('clocks', differing(clocks, usual.clocks)),
    ...(otherAlarms === undefined ? {} : { alarms: otherAlarms }),
    ...(readiness === undefined || same(readiness, usual.readiness)
      ? {}
      : {
          readiness: {
            levels: readiness.levels,
            minimums: readiness.minimums.map(minimum => ({ ...minimum, ...timesOf(minimum.hours) })),
          },
        }),
  } as RulesFile;
}

function typeOfFile(
  { names, category, priority, keywords, needs, runCards }: Configuration['types'][number],
  usual: Configuration['types'][number] | undefined,
): TypeOfFile {
  const cards = runCards ?? (usual?.runCards === undefined ? undefined : []);
  const said = differing({ names, category, priority, keywords, needs, runCards: cards }, usual ?? {});
  return {
    ...said,
    ...(said.runCards === undefined ? {} : { runCards: (cards ?? []).map(cardOfFile) }),
  } as TypeOfFile;
}

const cardOfFile = (card: RunCard) => ({ ...card, ...timesOf(card.hours) });

function crewOfFile(
  { people, crewId, capabilities }: Configuration['units'][number],
  usual: Configuration['units'][number] | undefined,
): CrewOfFile {
  const said: Record<string, unknown> = differing({ people, crewId, capabilities }, usual ?? {});
  if (people === undefined && usual?.people !== undefined) said['people'] = null;
  if (crewId === undefined && usual?.crewId !== undefined) said['crewId'] = null;
  return said as CrewOfFile;
}

/** 07:30 */
export const timeOfDay = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const timesOf = (hours: Hours | undefined) =>
  hours === undefined
    ? {}
    : {
        hours: {
          ...(hours.days === undefined ? {} : { days: hours.days }),
          from: timeOfDay(hours.fromMinute),
          to: timeOfDay(hours.toMinute),
        },
      };

/** What is said of each that differs from the usual one, or is new. */
function byId<K extends string, T extends { readonly [key in K]: string }, U extends object>(
  own: readonly T[],
  usual: readonly T[],
  key: K,
  said: (own: T, usual: T | undefined) => U,
): Record<string, U> {
  const known = new Map(usual.map(one => [one[key], one]));
  return Object.fromEntries(
    own.flatMap(one => {
      const found = said(one, known.get(one[key]));
      return Object.keys(found).length === 0 ? [] : [[one[key], found]];
    }),
  );
}

function differing<T extends object>(own: T, usual: object): Partial<T> {
  const before = usual as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(own).filter(([name, value]) => value !== undefined && !same(value, before[name])),
  ) as Partial<T>;
}

const some = (section: string, said: object) => (Object.keys(said).length === 0 ? {} : { [section]: said });
