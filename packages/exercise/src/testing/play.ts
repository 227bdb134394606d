import {
  type Actor,
  type Board,
  type Command,
  decide,
  defaultConfiguration,
  type Entry,
  emptyBoard,
  evolve,
  recommend,
  type UnitDescription,
} from '@clarion/dispatch';
import { distance, type Instant, instant, type LngLat, milliseconds } from '@clarion/measure';
import { assignmentFrom } from '../desk.ts';
import { createExercise, type Exercise, type ExerciseOptions } from '../exercise.ts';
import type { Happening } from '../happening.ts';
import type { Drive } from '../motion.ts';

/** A drive in a straight line at 36 km/h. */
export function straight(from: LngLat, to: LngLat): Drive {
  const travelTimeMs = Math.round((distance(from, to) / 10) * 1000);
  return { points: [from, to], atMs: [0, travelTimeMs], travelTimeMs };
}

export const system: Actor = { kind: 'system', id: 'system' };

/** A centre in memory with an exercise on it: every happening goes through the law of dispatch. */
export interface Play {
  readonly board: Board;
  readonly log: readonly Entry[];
  readonly refusals: readonly { readonly code: string; readonly command: Command }[];
  readonly exercise: Exercise;
  submit(at: Instant, actor: Actor, command: Command, commandId?: string): void;
  /** Jumps from happening to happening up to `until`, or to the end. */
  run(until?: Instant, each?: (at: Instant) => void): void;
  /** The server dies and comes back: a new exercise on the same log. */
  restart(): void;
}

export function play(
  units: readonly UnitDescription[],
  options: Omit<ExerciseOptions, 'board' | 'routeTo' | 'past' | 'lastSeen'> & Partial<ExerciseOptions>,
): Play {
  let board = emptyBoard();
  const log: Entry[] = [];
  const refusals: { code: string; command: Command }[] = [];
  const commandIds = new Set<string>();
  let count = 0;
  let now = options.from;
  const build = (): Exercise => {
    const seen = exercise?.positionsAt(now) ?? [];
    return createExercise({
      routeTo: straight,
      ...options,
      from: now,
      board: () => board,
      past: [...log],
      lastSeen: unitId => seen.find(fix => fix.unitId === unitId)?.at,
    });
  };
  let exercise: Exercise | undefined;

  const submit: Play['submit'] = (at, actor, command, commandId = `t${count++}`) => {
    now = instant(Math.max(now, at));
    if (commandIds.has(commandId)) return;
    const decision = decide(board, { commandId, actor, command }, now);
    if (!decision.ok) {
      refusals.push({ code: decision.error.code, command });
      return;
    }
    commandIds.add(commandId);
    const written: Entry[] = decision.value.map((entry, i) => ({
      ...entry,
      seq: board.head + 1 + i,
      recordedAt: now,
    }));
    for (const entry of written) {
      log.push(entry);
      board = evolve(board, entry);
    }
    for (const entry of written) exercise?.observe(entry);
  };
  const happen = (happening: Happening): void => {
    if (happening.kind === 'command') {
      submit(happening.at, happening.actor, happening.command, happening.commandId);
      return;
    }
    const command = assignmentFrom(happening.incidentId, recommendationFor(board, exercise!, happening));
    if (command) submit(happening.at, happening.actor, command, happening.commandId);
  };

  submit(options.from, system, {
    type: 'AdoptConfiguration',
    configuration: defaultConfiguration({ placeName: { en: 'Test' }, units, posts: [] }),
  });
  exercise = build();

  return {
    get board() {
      return board;
    },
    get log() {
      return log;
    },
    refusals,
    get exercise() {
      return exercise!;
    },
    submit,
    run(until, each) {
      for (;;) {
        const next = exercise!.next();
        if (next === undefined || (until !== undefined && next > until)) break;
        now = instant(Math.max(now, next));
        for (const happening of exercise!.advance(now)) happen(happening);
        each?.(now);
      }
      if (until !== undefined) now = until;
    },
    restart() {
      exercise = build();
    },
  };
}

function recommendationFor(
  board: Board,
  exercise: Exercise,
  { at, incidentId }: Extract<Happening, { kind: 'dispatch' }>,
) {
  const place = board.incidents.get(incidentId)!.place!;
  const fixes = exercise.positionsAt(at);
  return recommend({
    board,
    for: { incidentId },
    travel: new Map(
      fixes.map(fix => [fix.unitId, milliseconds(straight(fix.at, place.at).travelTimeMs)] as const),
    ),
    fixes: new Map(fixes.map(fix => [fix.unitId, { at: fix.at, ageMs: 0, source: 'device' as const }])),
    now: at,
    versions: { graphHash: 'straight', closuresVersion: 0, speedsVersion: 0 },
  });
}
