import { type Board, postsOf, type Unit } from '@clarion/dispatch';
import { type Instant, instant, type LngLat } from '@clarion/measure';
import { type Crew, type CrewWorld, drivenTo } from './crew.ts';
import { crewActor, type Happening } from './happening.ts';
import { uuidOf } from './keyed-chance.ts';
import { arrivalOf } from './motion.ts';
import { acknowledgeMs } from './turnout.ts';

/** A free crew that was told to stand at another post: it acknowledges, drives, and says that it is there. */
export interface Errand {
  /** The order that it is about. */
  readonly key: string;
  readonly at: LngLat;
  readonly phase: 'ordered' | 'underWay' | 'there';
  /** When it says the next thing; of no meaning once it is there. */
  readonly due: Instant;
}

/** The crew as its order has it; undefined without one, or where the post is gone. */
export function onErrand(
  crew: Crew,
  unit: Unit,
  board: Board,
  t: Instant,
  world: CrewWorld,
): Crew | undefined {
  const { moveUp, unitId } = unit;
  const post = moveUp && postsOf(board).find(one => one.postId === moveUp.postId);
  if (moveUp === undefined || post === undefined) return undefined;
  const key = `${unitId} ${moveUp.postId} ${moveUp.orderedAt}`;
  const { task: _, ...free } = crew;
  const same = crew.errand?.key === key ? crew.errand : undefined;
  if (moveUp.reachedAt !== undefined || same?.phase === 'there')
    return { ...drivenTo(free, post.at, t, world), errand: { key, at: post.at, phase: 'there', due: t } };
  if (moveUp.acknowledgedAt !== undefined || same?.phase === 'underWay')
    return underWay(free, key, post.at, t, world);
  const due = instant(Math.max(t, moveUp.orderedAt + acknowledgeMs(world.seed, key)));
  return same === undefined
    ? { ...free, errand: { key, at: post.at, phase: 'ordered', due } }
    : { ...free, errand: same };
}

function underWay(crew: Crew, key: string, at: LngLat, t: Instant, world: CrewWorld): Crew {
  const driving = drivenTo(crew, at, t, world);
  const due = instant(Math.max(t, driving.motion === undefined ? t : arrivalOf(driving.motion)));
  return { ...driving, errand: { key, at, phase: 'underWay', due } };
}

/** What the crew says when the next thing of its errand is due, and the crew after it. */
export function saidOnErrand(
  crew: Crew & { readonly errand: Errand },
  world: CrewWorld,
): { readonly happening: Happening; readonly crew: Crew } {
  const { errand, unit } = crew;
  const type = errand.phase === 'ordered' ? 'AcknowledgeMoveUp' : 'ReportAtPost';
  const happening: Happening = {
    kind: 'command',
    at: errand.due,
    actor: crewActor,
    commandId: uuidOf(world.seed, errand.key, type, errand.due),
    command: { type, unitId: unit.unitId },
  };
  const next =
    errand.phase === 'ordered'
      ? underWay(crew, errand.key, errand.at, errand.due, world)
      : { ...crew, errand: { ...errand, phase: 'there' as const } };
  return { happening, crew: next };
}
