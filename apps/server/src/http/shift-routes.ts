import { instant } from '@clarion/measure';
import {
  crewDutySchema,
  dutySchema,
  plannedShiftSchema,
  type ShiftPlanAnswer,
  shiftFileSchema,
  shiftIdSchema,
  staffIdSchema,
} from '@clarion/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { withoutAbsent } from '../centre/without-absent.ts';
import type { ShiftDesk, ShiftProblem } from '../shifts/shift-desk.ts';
import type { App } from './app.ts';
import { refuse } from './fault.ts';

/** Who writes the plan, and who sees who is on duty. */
const planners = ['commander', 'planner'] as const;
const floor = ['dispatcher', 'commander', 'planner'] as const;
const desk = ['dispatcher', 'commander'] as const;
const FILE_LIMIT = 4_194_304;
const DAY_MS = 86_400_000;

/** The shift plan, and who has signed on. Staff see their own unit; nobody is looked up across units. */
export function addShiftRoutes(app: App, shifts: ShiftDesk): void {
  const problem = (request: FastifyRequest, reply: FastifyReply, error: ShiftProblem) => {
    const { code, ...params } = error;
    return refuse(request, reply, { status: code.endsWith('Unknown') ? 404 : 409, code, params });
  };

  app.get(
    '/api/shifts',
    {
      config: { access: planners },
      schema: {
        querystring: z.object({
          from: z.coerce.number().int().min(0).optional(),
          to: z.coerce.number().int().min(0).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { from = 0, to = from + 366 * DAY_MS } = request.query;
      const answer: ShiftPlanAnswer = { shifts: await shifts.planned(instant(from), instant(to)) };
      return reply.send(answer);
    },
  );
  app.get('/api/shifts/now', { config: { access: floor } }, async (_request, reply) =>
    reply.send(await shifts.now()),
  );
  app.post(
    '/api/shifts/preview',
    { config: { access: planners }, bodyLimit: FILE_LIMIT, schema: { body: shiftFileSchema } },
    async (request, reply) => reply.send(await shifts.preview(request.body.text, request.body.adds)),
  );
  app.post(
    '/api/shifts/import',
    { config: { access: planners }, bodyLimit: FILE_LIMIT, schema: { body: shiftFileSchema } },
    async (request, reply) => {
      const done = await shifts.adopt(request.body.text, request.body.adds);
      return done.ok ? reply.send(done.value) : problem(request, reply, done.error);
    },
  );
  app.put(
    '/api/shifts',
    { config: { access: planners }, schema: { body: plannedShiftSchema } },
    async (request, reply) => {
      const done = await shifts.put(withoutAbsent<Parameters<ShiftDesk['put']>[0]>(request.body));
      return done.ok ? reply.send(done.value) : problem(request, reply, done.error);
    },
  );
  app.delete(
    '/api/shifts/:shiftId',
    { config: { access: planners }, schema: { params: z.object({ shiftId: shiftIdSchema }) } },
    async (request, reply) => {
      const done = await shifts.remove(request.params.shiftId);
      return done.ok ? reply.code(204).send() : problem(request, reply, done.error);
    },
  );

  app.post(
    '/api/duties',
    { config: { access: desk }, schema: { body: dutySchema } },
    async (request, reply) => {
      const done = await shifts.signOn(request.body.staffId, request.body.unitId);
      return done.ok ? reply.send(done.value) : problem(request, reply, done.error);
    },
  );
  app.delete(
    '/api/duties/:staffId',
    { config: { access: desk }, schema: { params: z.object({ staffId: staffIdSchema }) } },
    async (request, reply) => {
      const done = await shifts.signOff(request.params.staffId);
      return done.ok ? reply.send(done.value) : problem(request, reply, done.error);
    },
  );

  app.get('/api/unit/crew', { config: { access: ['responder'] } }, async (request, reply) => {
    const { unitId } = request.session!;
    if (unitId === undefined) return refuse(request, reply, { status: 403, code: 'NotAllowed' });
    return reply.send(await shifts.crew(unitId));
  });
  app.post(
    '/api/unit/crew',
    { config: { access: ['responder'] }, schema: { body: crewDutySchema } },
    async (request, reply) => {
      const { unitId } = request.session!;
      if (unitId === undefined) return refuse(request, reply, { status: 403, code: 'NotAllowed' });
      const { staffId, act } = request.body;
      const done = await (act === 'on' ? shifts.signOn(staffId, unitId) : shifts.signOff(staffId, unitId));
      return done.ok ? reply.send(done.value) : problem(request, reply, done.error);
    },
  );
}
