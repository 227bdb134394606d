import type { Pack } from '@clarion/files';
import { instant } from '@clarion/measure';
import { type Language, say } from '@clarion/protocol';
import type { Centre } from '../centre/centre.ts';
import type { fitScript } from '../drill/read-script.ts';
import { openExercise, type RunningExercise } from '../exercise/open-exercise.ts';
import type { ServerOptions } from '../options.ts';
import type { Tell } from '../tell.ts';
import type { Closing } from './closing.ts';
import type { Doors } from './doors.ts';
import type { Played, Stood } from './played.ts';

const DAY_MS = 86_400_000;

export interface ExerciseMeans {
  readonly options: ServerOptions;
  readonly played: Played;
  readonly stood: Stood;
  readonly streets: Extract<NonNullable<ReturnType<typeof fitScript>>, { ok: true }>['value'] | undefined;
  readonly pack: Pack;
  readonly language: Language;
  readonly tell: Tell;
  readonly opened: Closing;
  readonly onTrouble: (error: unknown) => void;
}

/** Plays what is played; undefined where nothing is. */
export async function startExercise(
  centre: Centre,
  { intake, hub }: Doors,
  means: ExerciseMeans,
): Promise<RunningExercise | undefined> {
  const { options, played, streets, pack, language, tell, opened, onTrouble } = means;
  const { source, script, recorded, first } = played;
  if (source === 'off') return undefined;
  const { stored, stood, rate } = means.stood;
  const { attendance, speed } = options;
  const told = say(language, `server.source.${recorded === undefined ? source : 'recorded'}`);
  tell('server.exercise', {
    source: told,
    speed,
    attendance: say(language, `server.attendance.${attendance}`),
  });
  const beganAt = stood?.beganAt ?? centre.clock.now();
  if (script !== undefined && stood?.beganAt === undefined)
    await stored.add({ at: beganAt, byRole: 'server', control: { act: 'begin' } });
  const exercise = await openExercise(
    centre,
    intake,
    {
      pack,
      speed,
      ...(rate === undefined ? {} : { rate }),
      attendance,
      seed: options.seed,
      language,
      ...(recorded === undefined ? {} : { recorded }),
      ...(script === undefined || streets === undefined
        ? {}
        : {
            script: {
              script,
              streets,
              stored,
              done: stood?.injects ?? new Map(),
              beganAt,
              alsoOthers: source !== 'scripted',
            },
          }),
      ...(options.days === undefined || first === undefined
        ? {}
        : { until: instant(first + options.days * DAY_MS) }),
    },
    onTrouble,
  );
  const { runner } = exercise;
  opened.push(() => runner.stop());
  hub.announce({ type: 'exercise', state: 'running' });
  runner.ended.then(() => hub.announce({ type: 'exercise', state: 'finished' }), onTrouble);
  return exercise;
}
