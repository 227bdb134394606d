import {
  type CallScript,
  createExercise,
  type Exercise,
  recordedCalls,
  responseIntervals,
  withInjects,
} from '@clarion/exercise';
import type { Pack, RecordedCall } from '@clarion/files';
import { type Instant, instant } from '@clarion/measure';
import type { ExerciseAnswer, Language } from '@clarion/protocol';
import { boardOf, type Centre } from '../centre/centre.ts';
import { type Injects, type InjectsMeans, openInjects } from '../drill/injects.ts';
import type { Intake } from '../positions/intake.ts';
import type { Attendance } from './attendance.ts';
import { type Runner, runExercise } from './runner.ts';
import { generatedScript } from './script.ts';
import type { ExerciseState } from './state.ts';

/** So many made-up calls of the last hour ring at once, so that a drill does not begin with an empty board. */
const RINGING_AT_START = 2;
const LOOKED_BACK_MS = 3_600_000;
const PAGE = 5000;
/** A fortnight's figures take a moment to count; pages ask often. */
const REPORT_EVERY_MS = 10_000;

export interface ExercisePlan {
  readonly pack: Pack;
  /** A place's record, or nothing for made-up calls. */
  readonly recorded?: readonly RecordedCall[];
  readonly speed: number | 'max';
  readonly rate?: number;
  readonly attendance: Attendance;
  readonly seed: number;
  readonly language: Language;
  readonly script?: ScriptPlan;
  /** Play recorded calls received before this only. */
  readonly until?: Instant;
}

/** A drill's script, as it fits this place. */
export interface ScriptPlan extends Pick<InjectsMeans, 'script' | 'streets' | 'stored' | 'done' | 'beganAt'> {
  /** Made-up or recorded calls come beside those of the script. */
  readonly alsoOthers: boolean;
}

export interface RunningExercise extends ExerciseState {
  readonly runner: Runner;
  readonly injects?: Injects;
}

export async function openExercise(
  centre: Centre,
  intake: Intake,
  plan: ExercisePlan,
  onTrouble: (error: unknown) => void,
): Promise<RunningExercise> {
  const { pack, seed, speed } = plan;
  const { until } = plan;
  const recorded =
    until === undefined ? plan.recorded : plan.recorded?.filter(call => call.receivedAt < until);
  const others: CallScript =
    recorded === undefined
      ? generatedScript(pack, boardOf(centre), seed, plan.language, new Date(centre.wall()))
      : recordedCalls(recorded, seed);
  const { language } = plan;
  const script =
    plan.script === undefined
      ? others
      : withInjects(others, plan.script.script, { seed, language, alsoOthers: plan.script.alsoOthers });
  const from = recorded === undefined ? beginningOf(script, centre.clock.now()) : instant(0);
  for (const incident of boardOf(centre).incidents.values())
    await centre.movedPlaces.bringUpToDate(incident.incidentId);
  const past = await pastOf(centre);
  const exercise = createExercise({
    script,
    board: () => boardOf(centre),
    from,
    attended: plan.attendance === 'people',
    past,
    lastSeen: unitId => centre.positions.latest(unitId)?.at,
    seed,
    routeTo: (start, end) => {
      const way = centre.recommender.way(start, end);
      return way.ok ? way.value : undefined;
    },
    placeOf: centre.movedPlaces.placeOf,
    hospitals: pack.posts.filter(post => post.kind === 'hospital').map(post => post.at),
  });
  const injects =
    plan.script === undefined
      ? undefined
      : openInjects({
          ...plan.script,
          seed,
          language,
          past,
          board: () => boardOf(centre),
          now: centre.clock.now,
          entries: () => pastOf(centre),
          put: directed => runner.put(directed),
        });
  const runner: Runner = runExercise({
    exercise,
    centre,
    intake,
    speed,
    ...(plan.rate === undefined ? {} : { rate: plan.rate }),
    attendance: plan.attendance,
    language,
    ...(injects === undefined ? {} : { injects }),
    callsLeft: () => (script.total === undefined ? undefined : script.total - exercise.callsDone()),
    onTrouble,
  });
  let finished = false;
  let reported: { at: number; report: NonNullable<ExerciseAnswer['report']> } | undefined;
  const report = () => {
    const now = centre.wall();
    if (reported === undefined || now - reported.at > REPORT_EVERY_MS)
      reported = { at: now, report: reportOf(centre, exercise, recorded) };
    return reported.report;
  };
  runner.ended.then(
    () => {
      finished = true;
      reported = undefined;
    },
    () => undefined,
  );
  return {
    runner,
    ...(injects === undefined ? {} : { injects }),
    current: () => ({
      state: finished ? 'finished' : 'running',
      source: script.source,
      ...(speed === 'max' ? {} : { rate: centre.clock.state().rate }),
      callsDone: exercise.callsDone(),
      ...(script.total === undefined ? {} : { callsTotal: script.total }),
      report: report(),
    }),
  };
}

function beginningOf(script: CallScript, now: Instant): Instant {
  const earlier: Instant[] = [];
  const calls = script.from(instant(now - LOOKED_BACK_MS));
  for (let next = calls.next(); next.done !== true && next.value.receivedAt <= now; next = calls.next())
    earlier.push(next.value.receivedAt);
  return earlier.at(-RINGING_AT_START) ?? earlier[0] ?? now;
}

function reportOf(
  centre: Centre,
  exercise: Exercise,
  recorded: readonly RecordedCall[] | undefined,
): NonNullable<ExerciseAnswer['report']> {
  return responseIntervals({
    board: boardOf(centre),
    ...(recorded === undefined ? {} : { recorded }),
    recordOf: incidentId => exercise.scriptOfIncident(incidentId)?.id,
  });
}

async function pastOf(centre: Centre) {
  const head = boardOf(centre).head;
  const past = [];
  for (let from = 1; from <= head; from += PAGE) past.push(...(await centre.log.read(from, from + PAGE - 1)));
  return past;
}
