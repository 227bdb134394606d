import type { ExerciseAnswer } from '@clarion/protocol';

/** What the exercise tells about itself. */
export interface ExerciseState {
  current(): ExerciseAnswer;
}

export const noExercise: ExerciseState = { current: () => ({ state: 'none' }) };
