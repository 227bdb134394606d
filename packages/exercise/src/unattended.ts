import {
  type Actor,
  type Board,
  type Command,
  type Configuration,
  decide,
  type Entry,
  emptyBoard,
  evolve,
  recommend,
} from '@clarion/dispatch';
import { type Instant, instant, type LngLat, type Milliseconds } from '@clarion/measure';
import { assignmentFrom } from './desk.ts';
import { createExercise, type Exercise, type ExerciseOptions } from './exercise.ts';
import type { CrewFix, Happening } from './happening.ts';

export interface UnattendedQuestion
  extends Omit<ExerciseOptions, 'board' | 'attended' | 'past' | 'lastSeen' | 'from'> {
  readonly configuration: Configuration;
  /** By road, from each crew's place to the call; undefined: no way there. */
  readonly travelTo: (
    place: LngLat,
    fixes: readonly CrewFix[],
  ) => ReadonlyMap<string, Milliseconds | undefined>;
  readonly graphHash: string;
  /** `now` by the clocks of the place, for run cards that name hours. */
  readonly minuteOfWeek?: (now: Instant) => number;
  /** Told after each happening; how many scripted calls have been played. */
  readonly onProgress?: (callsDone: number) => void;
}

export interface Unattended {
  readonly board: Board;
  readonly entries: number;
  readonly exercise: Exercise;
  /** Where each unit was taken to be when it was sent, by assignment. */
  readonly sentFrom: ReadonlyMap<string, LngLat>;
}

/** After the last call, an incident that nobody can be sent to stays open. */
const STANDSTILL_MS = 6 * 3_600_000;
const system: Actor = { kind: 'system', id: 'start' };

/**
 * A whole exercise without a server, as fast as it folds: every happening goes through the law of dispatch, whom to send says
 * the recommendation by the configuration's run cards, and crews drive and stay as in a drill. The same question always
 * has the same answer.
 */
export function playUnattended(question: UnattendedQuestion): Unattended {
  const { script, travelTo } = question;
  let board = emptyBoard();
  let exercise: Exercise | undefined;
  let entries = 0;
  const sentFrom = new Map<string, LngLat>();

  const submit = (at: Instant, actor: Actor, command: Command, commandId: string): readonly Entry[] => {
    const decision = decide(board, { commandId, actor, command }, at);
    // A refusal is part of the play: the crew was taken off in the meantime.
    if (!decision.ok) return [];
    const written = decision.value.map(
      (entry, i): Entry => ({ ...entry, seq: board.head + 1 + i, recordedAt: at }),
    );
    for (const entry of written) board = evolve(board, entry);
    for (const entry of written) exercise?.observe(entry);
    entries += written.length;
    return written;
  };

  const happen = (happening: Happening, at: Instant): void => {
    const { actor, commandId } = happening;
    if (happening.kind === 'command') {
      submit(at, actor, happening.command, commandId);
      return;
    }
    const { incidentId } = happening;
    const place = board.incidents.get(incidentId)?.place?.at;
    if (place === undefined) return;
    const fixes = exercise!.positionsAt(at);
    const evidence = recommend({
      board,
      for: { incidentId },
      travel: travelTo(place, fixes),
      fixes: new Map(fixes.map(fix => [fix.unitId, { at: fix.at, ageMs: 0, source: 'device' as const }])),
      now: at,
      ...(question.minuteOfWeek === undefined ? {} : { minuteOfWeek: question.minuteOfWeek(at) }),
      versions: { graphHash: question.graphHash, closuresVersion: 0, speedsVersion: 0 },
    });
    const command = assignmentFrom(incidentId, evidence);
    if (command === undefined) return;
    const places = new Map(fixes.map(fix => [fix.unitId, fix.at]));
    for (const entry of submit(at, actor, command, commandId)) {
      if (entry.type !== 'UnitsAssigned') continue;
      for (const { assignmentId, unitId } of entry.data.assignments) {
        const from = places.get(unitId);
        if (from !== undefined) sentFrom.set(assignmentId, from);
      }
    }
  };

  const first = script.from(instant(0)).next().value?.receivedAt ?? instant(0);
  submit(
    first,
    system,
    { type: 'AdoptConfiguration', configuration: question.configuration },
    'configuration',
  );
  exercise = createExercise({ ...question, attended: false, from: instant(0), board: () => board });
  let now: Instant = first;
  for (;;) {
    const next = exercise.next();
    if (next === undefined) break;
    if (exercise.callsDone() === script.total && next - board.at > STANDSTILL_MS) break;
    now = instant(Math.max(now, next));
    for (const happening of exercise.advance(now))
      happen(happening, instant(Math.max(happening.at, board.at)));
    question.onProgress?.(exercise.callsDone());
  }
  return { board, entries, exercise, sentFrom };
}
