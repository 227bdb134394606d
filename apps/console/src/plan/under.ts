import type { JudgedUnder, PlanningGround } from '@clarion/protocol';

/** Without a record: one call an hour for so many people; said on the page, and there to be changed. */
const PEOPLE_PER_CALL_AN_HOUR = 40_000;
const SCENE_MINUTES = 30;

/** The rules that plans are judged under until somebody says others. */
export function usualUnder(ground: PlanningGround, agency: string): JudgedUnder {
  const measured = ground.callsPerHour[agency];
  const assumed = ground.demand.source === 'people' ? ground.demand.total / PEOPLE_PER_CALL_AN_HOUR : 2;
  return {
    callsPerHour: Number(Math.max(0.1, measured ?? assumed).toFixed(1)),
    sceneMinutes: SCENE_MINUTES,
    turnoutSeconds: ground.turnoutSeconds,
    replications: 20,
    seed: 1,
  };
}
