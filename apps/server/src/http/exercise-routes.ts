import { boardRoles } from '../centre/sight.ts';
import type { ExerciseState } from '../exercise/state.ts';
import type { App } from './app.ts';

export function addExerciseRoutes(app: App, exercise: ExerciseState): void {
  app.get('/api/exercise', { config: { access: boardRoles } }, async (_request, reply) =>
    reply.send(exercise.current()),
  );
}
