import { usualAlarms } from '../alarms/rules.ts';
import { usualCallBacks } from '../call-back.ts';
import type { Configuration, DispatchClocks, Minimum } from '../configuration.ts';
import { defaultTypes } from './types.ts';
import { usualAgencies } from './usual-agencies.ts';
import { usualPlans } from './usual-plans.ts';
import { usualChecks, usualDesks, usualTargets } from './watch-defaults.ts';

/**
 * Targets to start from. Acknowledge and turnout: NFPA 1710 (2020) §4.1.2.1 asks 60–80 s of turnout; release: 25–40 s
 * from the answer is what call takers aim at.
 */
const clocks: DispatchClocks = {
  releaseSeconds: 40,
  dispatchSeconds: 30,
  acknowledgeSeconds: 30,
  turnoutSeconds: 80,
  staleFixSeconds: 120,
};

/** Counted only where the people aboard are known; fewer than the four of NFPA 1710 §5.2.3, which is a target, not a limit. */
const minimumPeople: NonNullable<Configuration['minimumPeople']> = {
  engine: 3,
  ladder: 2,
  rescue: 2,
  hazmat: 2,
  waterRescue: 2,
  als: 2,
  bls: 2,
};

const levels = [
  { levelId: 'normal', names: { zh: '常态', en: 'Normal' } },
  { levelId: 'raised', names: { zh: '加强', en: 'Raised' } },
  { levelId: 'high', names: { zh: '最高', en: 'High' } },
];

/** What each level keeps free, as a part of those there are. */
const kept = { normal: 4, raised: 3, high: 2 };

/** One in four of each kind that help depends on stays free; one in three and one in two at the higher levels. */
function usualMinimums(units: Configuration['units']): readonly Minimum[] {
  return ['engine', 'als', 'patrol'].flatMap(capability => {
    const all = units.filter(unit => unit.capabilities.includes(capability)).length;
    if (all < 4) return [];
    return Object.entries(kept).map(([levelId, part]) => ({
      levelIds: [levelId],
      capability,
      count: Math.ceil(all / part),
    }));
  });
}

/** A configuration for a place that has none of its own yet: its units and posts with the usual types and clocks. */
export function defaultConfiguration(
  place: Pick<Configuration, 'placeName' | 'units' | 'posts'>,
  version = 1,
): Configuration {
  const { placeName, units, posts } = place;
  const readiness = { levels, minimums: usualMinimums(units) };
  return {
    version,
    placeName,
    units,
    types: defaultTypes,
    posts,
    clocks,
    targets: usualTargets,
    checks: usualChecks,
    alarms: usualAlarms,
    callBacks: usualCallBacks,
    agencies: usualAgencies,
    desks: usualDesks,
    minimumPeople,
    readiness,
    plans: usualPlans,
  };
}
