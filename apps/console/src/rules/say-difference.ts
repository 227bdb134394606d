import type { Configuration, Hours, Names, RuleDifference, RuleRow } from '@clarion/dispatch';
import { timeOfDay } from '@clarion/protocol';
import type { Speech } from '../words/speak.ts';
import { capabilityName, categoryName } from './options.ts';

/** Where names of both are looked up: what is in force, and what would be. */
export interface Named {
  readonly was: Configuration;
  readonly now: Configuration;
}

/** 'Structure fire, 20:00–07:00: 2 engine → 3 engine' */
export function sayDifference(one: RuleDifference, named: Named, w: Speech): string {
  const of = [...one.rows.map(row => sayRow(row, named, w)), ...whatOf(one, w)].filter(text => text !== '');
  const about = of.length === 0 ? w(`rules.section.of.${one.section}`) : of.join(w('rules.comma'));
  return w('rules.difference', {
    about,
    was: sayValue(one, 'was', named, w),
    now: sayValue(one, 'now', named, w),
  });
}

/** A need, a minimum, or people for a capability say what of themselves; any other field is named. */
function whatOf({ field, capability, section }: RuleDifference, w: Speech): readonly string[] {
  if (field === 'count') return [];
  if (capability !== undefined) return [w(`rules.section.of.${section}`), capabilityName(capability, w)];
  return [w(`rules.field.${field}`)];
}

function sayValue(one: RuleDifference, side: 'was' | 'now', named: Named, w: Speech): string {
  if (!(side in one)) return w('rules.absent');
  const value = one[side];
  if (one.field === 'count')
    return w('rules.countOf', { count: Number(value), capability: capabilityName(one.capability ?? '', w) });
  if (one.field === 'names') return w.named(value as Names) || w('rules.absent');
  return sayPlain(one.field, value, named, w);
}

function sayPlain(field: string, value: unknown, named: Named, w: Speech): string {
  if (typeof value === 'boolean') return w(value ? 'rules.yes' : 'rules.no');
  if (Array.isArray(value)) {
    const said = value.map(part => sayCode(field, part, named, w));
    return said.length === 0 ? w('rules.none') : said.join(w('rules.comma'));
  }
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return sayCode(field, value, named, w);
}

/** The words of a code, by the field that it stands in. */
function sayCode(field: string, value: unknown, named: Named, w: Speech): string {
  const code = String(value);
  switch (field) {
    case 'capabilities':
      return capabilityName(code, w);
    case 'category':
    case 'categories':
      return categoryName(code, w);
    case 'priority':
    case 'priorities':
      return w('priority.short', { n: code });
    case 'work':
      return w(`desk.${code}`);
    case 'check':
      return w(`rules.check.${code}`);
    case 'orderKind':
      return w(`order.${code}`);
    case 'fromRole':
      return w(`role.${code}`);
    case 'role':
      return w(`commandRole.${code}`);
    case 'clock':
    case 'clocks':
      return w(`clock.${code}`);
    case 'statuses':
      return w(`status.${code}`);
    case 'severity':
      return w(`alarm.severity.${code}`);
    case 'rule':
      return w(`plan.moveUp.${code}`);
    case 'areaIds':
      return nameOf('area', code, named, w);
    case 'levelIds':
    case 'order':
      return nameOf('level', code, named, w);
    case 'typeIds':
    case 'lookTypeId':
      return nameOf('type', code, named, w);
    default:
      return code;
  }
}

export function sayRow(row: RuleRow, named: Named, w: Speech): string {
  if (!('when' in row))
    return row.kind === 'alarmKind' || row.kind === 'action'
      ? w(`rules.${row.kind}.${row.id}`)
      : nameOf(row.kind, row.id, named, w);
  const said = Object.entries(row.when).flatMap(([field, value]) => {
    if (field === 'hours') return [sayHours(value as Hours, w)];
    if (field === 'alarm' || field === 'alarmFrom') return [w('rules.alarmNumber', { alarm: Number(value) })];
    if (field === 'postIds') return [(value as readonly string[]).join(w('rules.comma'))];
    return [sayPlain(field, value, named, w)];
  });
  if (said.length > 0) return said.join(w('rules.comma'));
  return row.kind === 'runCard' ? w('rules.always') : '';
}

/** 20:00–07:00, Mon, Tue */
export function sayHours({ fromMinute, toMinute, days }: Hours, w: Speech): string {
  const hours = `${timeOfDay(fromMinute)}–${timeOfDay(toMinute)}`;
  const on = (days ?? []).map(day => w(`rules.day.${day}`));
  return [hours, ...on].join(w('rules.comma'));
}

type Thing = Exclude<
  RuleRow['kind'],
  'alarmKind' | 'action' | 'runCard' | 'target' | 'check' | 'minimum' | 'waiting'
>;

function nameOf(kind: Thing, id: string, { was, now }: Named, w: Speech): string {
  if (kind === 'unit') return id;
  const things = ({
    types,
    areas = [],
    readiness,
    desks = [],
    plans = [],
    languages = [],
    agencies = [],
  }: Configuration) =>
    ({
      type: types.map(one => [one.typeId, one.names] as const),
      area: areas.map(one => [one.areaId, one.names] as const),
      level: (readiness?.levels ?? []).map(one => [one.levelId, one.names] as const),
      language: languages.map(one => [one.tag, one.names] as const),
      agency: agencies.map(one => [one.agencyId, one.names] as const),
      desk: desks.map(one => [one.deskId, one.names] as const),
      plan: plans.map(one => [one.planId, one.names] as const),
      planLevel: plans.flatMap(({ planId, levels }) =>
        levels.map(one => [`${planId}/${one.levelId}`, one.names] as const),
      ),
      planStep: plans.flatMap(({ planId, levels }) =>
        levels.flatMap(({ steps }) => steps.map(one => [`${planId}/${one.stepId}`, one.names] as const)),
      ),
      planContact: plans.flatMap(({ planId, contacts = [] }) =>
        contacts.map(one => [`${planId}/${one.contactId}`, one.names] as const),
      ),
    })[kind];
  const names = [...things(now), ...things(was)].find(([one]) => one === id)?.[1];
  const name = w.named(names);
  if (kind === 'desk') return [id, name].filter(Boolean).join(' ');
  return name || id;
}
