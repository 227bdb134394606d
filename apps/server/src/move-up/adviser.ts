import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import {
  type Board,
  deploymentInForce,
  type Entry,
  moveUpPolicy,
  moveUpSuspension,
  type ShownMove,
} from '@clarion/dispatch';
import type { Instant, LngLat } from '@clarion/measure';
import type { MoveUpAdviceAnswer } from '@clarion/protocol';
import type { OpenPlanning } from '../planning/planning.ts';
import type { MetricNow } from '../streets/time-set.ts';
import type { MoveUpQuestion } from './ground.ts';
import { moveUpQuestion } from './question.ts';
import type { MoveUpDone, MoveUpTask, MoveUpWork } from './worker.ts';

/** Something is advised so soon after a change, and looked at again by the clock alone so seldom. */
const LOOK_EVERY_MS = 500;
const ANYWAY_EVERY_MS = 15_000;
/** Advice on screens is remembered this many deep. */
const REMEMBERED = 100;

export interface MoveUpAdviser {
  /** What is advised now; undefined: nothing was reckoned yet, or nothing is to be advised here. */
  current(): MoveUpAdviceAnswer | undefined;
  /** What stood on the screen under this number, or stands there now, about this move; undefined: it is over. */
  shownFor(adviceId: string, unitId: string, postId: string): ShownMove | undefined;
  /** Advises from now on, whenever somebody sees it. */
  start(means: {
    readonly isWatched: () => boolean;
    readonly tell: (advice: MoveUpAdviceAnswer) => void;
    readonly onTrouble: (error: unknown) => void;
  }): void;
  stop(): Promise<void>;
}

export interface MoveUpMeans {
  readonly board: () => Board;
  readonly onBoard: (changed: (entries: readonly Entry[]) => void) => void;
  readonly ground: () => OpenPlanning | undefined;
  readonly metric: (now: Instant) => MetricNow;
  readonly overheadMs: number;
  readonly placeOf: (unitId: string, now: Instant) => LngLat | undefined;
  readonly now: () => Instant;
  readonly wall: () => number;
}

/**
 * Reckons which free unit should stand where, in a thread of its own: a recommendation never waits for it. The newest question
 * is put when the one before it is answered; an answer that is the same as the last is not told again.
 */
export function createMoveUpAdviser(means: MoveUpMeans): MoveUpAdviser {
  const remembered = new Map<string, MoveUpAdviceAnswer>();
  let current: MoveUpAdviceAnswer | undefined;
  let isChanged = true;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let thread: { readonly worker: Worker; readonly ground: OpenPlanning; metric?: MetricNow } | undefined;
  let asked: ((moves: MoveUpDone['moves'] | undefined) => void) | undefined;

  means.onBoard(() => {
    isChanged = true;
  });

  function threadFor(ground: OpenPlanning) {
    if (thread?.ground === ground) return thread;
    void thread?.worker.terminate();
    const { graph, demand } = ground.work;
    const work: MoveUpWork = { graph, at: demand.at, weight: demand.weight };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: work });
    worker.unref();
    const made: NonNullable<typeof thread> = { worker, ground };
    const gone = () => {
      if (thread === made) thread = undefined;
      asked?.(undefined);
    };
    worker.on('message', ({ moves }: MoveUpDone) => asked?.(moves));
    worker.on('error', gone);
    worker.on('exit', gone);
    thread = made;
    return made;
  }

  function ask(ground: OpenPlanning, question: MoveUpQuestion, now: Instant) {
    const at = threadFor(ground);
    const metric = means.metric(now);
    if (at.metric !== metric) {
      const { streets, shut } = metric;
      const times = { arcTimeMs: streets.arcTimeMs.slice(), closures: shut, overheadMs: means.overheadMs };
      at.worker.postMessage({ kind: 'times', times } satisfies MoveUpTask);
      at.metric = metric;
    }
    const answer = new Promise<MoveUpDone['moves'] | undefined>(resolve => {
      asked = moves => {
        asked = undefined;
        resolve(moves);
      };
    });
    at.worker.postMessage({ kind: 'advise', question } satisfies MoveUpTask);
    return answer;
  }

  async function look(tell: (advice: MoveUpAdviceAnswer) => void): Promise<void> {
    isChanged = false;
    lookedAt = means.wall();
    const now = means.now();
    const policy = moveUpPolicy(means.board());
    if (policy === undefined && current === undefined) return;
    const ground = policy && means.ground();
    const isQuiet = policy === undefined || ground === undefined || moveUpSuspension(means.board(), now);
    const moves = isQuiet
      ? []
      : await ask(
          ground,
          moveUpQuestion(means.board(), policy, id => means.placeOf(id, now), now),
          now,
        );
    if (moves === undefined) {
      isChanged = true;
      return;
    }
    const withinMinutes = policy?.withinMinutes ?? current?.withinMinutes ?? 0;
    const of = ground?.demand.source ?? current?.of ?? 'people';
    if (current !== undefined && isSame(current, { moves, withinMinutes, of })) return;
    current = { adviceId: randomUUID(), moves, withinMinutes, of };
    remembered.set(current.adviceId, current);
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    tell(current);
  }

  return {
    current: () => current,
    shownFor(adviceId, unitId, postId) {
      const advice = remembered.get(adviceId) ?? current;
      const move = advice?.moves.find(one => one.unitId === unitId && one.postId === postId);
      if (move === undefined) return undefined;
      const { rule, capability, gain, driveMs } = move;
      const inForce = deploymentInForce(means.board());
      const planned = inForce === undefined ? {} : { deploymentId: inForce.deploymentId };
      return { rule, capability, gain, driveMs, ...planned };
    },
    start({ isWatched, tell, onTrouble }) {
      let looking: Promise<void> | undefined;
      timer = setInterval(() => {
        const isDue = isChanged || means.wall() - lookedAt >= ANYWAY_EVERY_MS;
        if (looking !== undefined || !isDue || !isWatched()) return;
        looking = look(tell)
          .catch(onTrouble)
          .finally(() => {
            looking = undefined;
          });
      }, LOOK_EVERY_MS);
    },
    async stop() {
      clearInterval(timer);
      await thread?.worker.terminate();
    },
  };
}

/** The same moves for the same gain as it is read: a tenth of a per cent, and the drive by the half minute. */
function isSame(a: Omit<MoveUpAdviceAnswer, 'adviceId'>, b: Omit<MoveUpAdviceAnswer, 'adviceId'>): boolean {
  const read = ({ moves, withinMinutes, of }: typeof b) =>
    JSON.stringify([
      withinMinutes,
      of,
      moves.map(({ gain, driveMs, ...move }) => ({
        ...move,
        gain: Math.round(gain * 1000),
        drive: Math.round(driveMs / 30_000),
      })),
    ]);
  return read(a) === read(b);
}
