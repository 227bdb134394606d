import {
  assignmentSteps,
  type Configuration,
  incidentClocks,
  capabilities as usualCapabilities,
} from '@clarion/dispatch';
import type { RulesAnswer } from '@clarion/protocol';
import type { Speech } from '../words/speak.ts';

type Option<T> = readonly (readonly [value: T, name: string])[];

/** Everything that can be named in a field, with its words. */
export function optionsOf(wanted: Configuration, { areas }: Pick<RulesAnswer, 'areas'>, w: Speech) {
  const named = wanted.areas ?? areas;
  return {
    capabilities: capabilitiesOf(wanted).map(one => [one, capabilityName(one, w)] as const),
    areas: named.map(one => [one.areaId, w.named(one.names) || one.areaId] as const),
    levels: (wanted.readiness?.levels ?? []).map(
      one => [one.levelId, w.named(one.names) || one.levelId] as const,
    ),
    types: wanted.types.map(one => [one.typeId, w.named(one.names) || one.typeId] as const),
    categories: categoriesOf(wanted).map(one => [one, categoryName(one, w)] as const),
    posts: wanted.posts.map(one => [one.postId, `${one.postId} ${w.named(one.names)}`] as const),
    clocks: incidentClocks.map(one => [one, w(`clock.${one}`)] as const),
    steps: assignmentSteps.map(one => [one, w(`status.${one}`)] as const),
    priorities: ([1, 2, 3, 4] as const).map(one => [one, w('priority.short', { n: one })] as const),
    days: ([1, 2, 3, 4, 5, 6, 7] as const).map(one => [one, w(`rules.day.${one}`)] as const),
  } satisfies Readonly<Record<string, Option<string | number>>>;
}

const capabilitiesOf = (wanted: Configuration): readonly string[] => [
  ...new Set([...usualCapabilities, ...wanted.units.flatMap(unit => unit.capabilities)]),
];
export const categoriesOf = (wanted: Configuration): readonly string[] => [
  ...new Set(wanted.types.map(type => type.category)),
];

export const capabilityName = (capability: string, w: Speech): string =>
  w.maybe(`capability.${capability}`) ?? capability;
export const categoryName = (category: string, w: Speech): string =>
  w.maybe(`category.${category}`) ?? category;
