import {
  type Agency,
  areasOf,
  type Board,
  deploymentInForce,
  moveUpPolicy,
  postsOf,
} from '@clarion/dispatch';
import {
  type CellsAnswer,
  complianceQuestionSchema,
  coverageQuestionSchema,
  type DeploymentsAnswer,
  type Language,
  type PlanningGround,
  planningJobSchema,
  say,
} from '@clarion/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { boardOf, type Centre } from '../centre/centre.ts';
import { incidentsLately } from '../filing/filed-at-hand.ts';
import { callsPerHour } from '../planning/calls-per-hour.ts';
import { areasOfPack } from '../planning/ground.ts';
import type { OpenPlanning } from '../planning/planning.ts';
import { EVERYWHERE } from '../planning/site.ts';
import type { App } from './app.ts';
import { faultOf, languageOf, refuse } from './fault.ts';

const planners = ['planner', 'commander'] as const;
const BODY_LIMIT = 1_048_576;

/** The planner's page: what there is to plan with, what posts make of it, long runs. Publishing is a command. */
export function addPlanningRoutes(app: App, centre: Centre): void {
  const { planning } = centre;
  const nothing = (request: FastifyRequest, reply: FastifyReply) =>
    refuse(request, reply, { status: 409, code: 'NothingToCover' });

  app.get('/api/planning/ground', { config: { access: planners } }, async (request, reply) => {
    const open = planning.open();
    return open === undefined ? nothing(request, reply) : reply.send(groundAnswer(centre, open));
  });

  app.get('/api/planning/deployments', { config: { access: planners } }, async (_request, reply) => {
    const board = boardOf(centre);
    const answer: DeploymentsAnswer = {
      deployments: [...board.deployments.values()].reverse(),
      inForce: deploymentInForce(board)?.deploymentId ?? null,
      now: centre.clock.now(),
    };
    return reply.send(answer);
  });

  app.get('/api/planning/cells', { config: { access: planners } }, async (request, reply) => {
    const open = planning.open();
    if (open === undefined) return nothing(request, reply);
    return reply.send(cellsAnswer(centre, open));
  });

  for (const kind of ['figures', 'circles'] as const)
    app.post(
      `/api/planning/${kind}`,
      { config: { access: planners }, bodyLimit: BODY_LIMIT, schema: { body: coverageQuestionSchema } },
      async (request, reply) => {
        const open = planning.open();
        return open === undefined ? nothing(request, reply) : reply.send(await open.desk[kind](request.body));
      },
    );

  app.post(
    '/api/planning/table',
    { config: { access: planners }, bodyLimit: BODY_LIMIT, schema: { body: complianceQuestionSchema } },
    async (request, reply) => {
      const open = planning.open();
      return open === undefined ? nothing(request, reply) : reply.send(await open.desk.table(request.body));
    },
  );

  app.post(
    '/api/planning/jobs',
    { config: { access: planners }, bodyLimit: BODY_LIMIT, schema: { body: planningJobSchema } },
    async (request, reply) => {
      const open = planning.open();
      if (open === undefined) return nothing(request, reply);
      const { operatorId } = request.session!;
      const started = planning.jobs.start(operatorId, request.body, open.work, open.inputs);
      if (!started.ok) return refuse(request, reply, { status: 429, code: started.error.code });
      return reply.code(202).send(started.value);
    },
  );

  const jobOf = { params: z.object({ jobId: z.string().max(64) }) };
  for (const [method, what] of [
    ['GET', 'find'],
    ['DELETE', 'cancel'],
  ] as const)
    app.route({
      method,
      url: '/api/planning/jobs/:jobId',
      config: { access: planners },
      schema: jobOf,
      handler: async (request, reply) => {
        const { jobId } = request.params as { jobId: string };
        const answer = planning.jobs[what](request.session!.operatorId, jobId);
        if (answer === undefined) return refuse(request, reply, { status: 404, code: 'JobUnknown' });
        if (answer.state !== 'failed') return reply.send(answer);
        const language = languageOf(request);
        const { message } = faultOf(language, {
          status: 409,
          ...answer,
          params: inWords(answer.params, planning.open()?.demand.areas ?? [], language),
          code: answer.code as never,
        });
        return reply.send({ ...answer, message });
      },
    });
}

/** With the area by its name: a run knows its code alone, and nothing where all areas are meant. */
function inWords(
  params: Readonly<Record<string, unknown>>,
  areas: OpenPlanning['demand']['areas'],
  language: Language,
): Readonly<Record<string, unknown>> {
  const { area } = params;
  if (area === undefined) return params;
  const names = areas.find(one => one.areaId === area)?.names;
  const named = language === 'zh-CN' ? (names?.zh ?? names?.en) : (names?.en ?? names?.zh);
  const word = area === EVERYWHERE ? say(language, 'plan.site.everywhere') : (named ?? names?.local ?? area);
  return { ...params, area: word };
}

function cellsAnswer(centre: Centre, open: OpenPlanning): CellsAnswer {
  const { cells, ...ground } = open.cells();
  const { workload, start, neighbours, border } = cells;
  const edges: (readonly [number, number, number])[] = [];
  for (let cell = 0; cell < workload.length; cell++)
    for (let i = start[cell]!; i < start[cell + 1]!; i++)
      if (neighbours[i]! > cell) edges.push([cell, neighbours[i]!, border[i]!]);
  return { ...ground, workload: [...workload], edges, areas: areasNow(centre, boardOf(centre)) };
}

/** A centre whose rules name no areas has those of its pack to begin with. */
function areasNow({ place }: Centre, board: Board) {
  const areas = areasOf(board);
  return areas.length > 0 ? areas : areasOfPack(place);
}

function groundAnswer(centre: Centre, { demand, inputs }: OpenPlanning): PlanningGround {
  const board = boardOf(centre);
  const { place } = centre;
  const agencies = new Set<Agency>();
  const now = centre.clock.now();
  const moveUp = moveUpPolicy(board);
  const costs = deploymentInForce(board)?.costs;
  const units = [...board.units.values()].map(({ description, status }) => {
    const { unitId, kind, agency, capabilities, postId } = description;
    agencies.add(agency);
    const at = status === 'available' ? centre.positions.placeOf(board, unitId, now)?.at : undefined;
    return {
      unitId,
      kind,
      agency,
      capabilities,
      ...(postId === undefined ? {} : { postId }),
      ...(at === undefined ? {} : { at }),
    };
  });
  return {
    demand: { source: demand.source, cells: demand.at.length, total: demand.total },
    areas: demand.areas,
    posts: postsOf(board).map(({ postId, names, kind, at }) => ({ postId, names, kind, at })),
    units,
    levels: board.configuration?.readiness?.levels ?? [],
    byHour: place.calibration !== undefined,
    turnoutSeconds: board.configuration?.clocks.turnoutSeconds ?? 60,
    ...(moveUp === undefined ? {} : { moveUp }),
    ...(costs === undefined ? {} : { costs }),
    callsPerHour: callsPerHour(incidentsLately(centre), [...agencies], now),
    inputs,
    now,
  };
}
