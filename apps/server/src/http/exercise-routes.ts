import { drillControlSchema } from '@clarion/protocol';
import { boardRoles } from '../centre/sight.ts';
import type { DrillLead } from '../drill/lead-drill.ts';
import type { ExerciseState } from '../exercise/state.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

/** `lead` is absent at a live centre: nobody sets its clock. */
export function addExerciseRoutes(app: App, exercise: ExerciseState, lead: DrillLead | undefined): void {
  app.get('/api/exercise', { config: { access: boardRoles } }, async (_request, reply) =>
    reply.send({ ...exercise.current(), ...(lead === undefined ? {} : { drill: lead.state() }) }),
  );

  app.get('/api/exercise/injects', { config: { access: ['commander'] } }, async (_request, reply) =>
    reply.send({ injects: lead?.injects() ?? [] }),
  );

  app.get(
    '/api/exercise/after-action',
    { config: { access: ['commander', 'auditor'] } },
    async (request, reply) => {
      const seen = await lead?.afterAction();
      return seen === undefined
        ? refuse(request, reply, { status: 409, code: lead === undefined ? 'DrillOnly' : 'NoScript' })
        : reply.send(seen);
    },
  );

  app.post(
    '/api/exercise/control',
    { config: { access: ['commander'] }, schema: { body: drillControlSchema } },
    async (request, reply) => {
      if (lead === undefined) return refuse(request, reply, { status: 409, code: 'DrillOnly' });
      const done = await lead.control(request.body, request.session!.role);
      return done.ok ? reply.send(done.value) : refuse(request, reply, { status: 409, ...done.error });
    },
  );
}
