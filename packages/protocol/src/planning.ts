import type { Area, MoveUpPolicy, Names, PlanCosts, PublishedDeployment } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { z } from 'zod';
import { idSchema, instantSchema, lngLatSchema } from './measures.ts';
import { moveUpPolicySchema } from './move-up.ts';

/** A big city's posts; more would be no plan that a person looks at. */
export const POSTS_AT_MOST = 600;
/** Response areas of one centre. */
export const AREAS_AT_MOST = 500;

const name = z.string().max(120).exactOptional();
const namesSchema = z.object({ en: name, zh: name, local: name });

export const plannedPostSchema = z.object({
  postId: idSchema,
  names: namesSchema,
  kind: z.string().min(1).max(40),
  at: lngLatSchema,
});

const share = z.number().gt(0).lt(1);
const amounts = z.record(z.string().min(1).max(40), z.number().min(0).max(1e12));
/** What posts and units cost: see `PlanCosts`. */
export const planCostsSchema = z.object({
  currency: z.string().trim().min(1).max(12),
  posts: amounts,
  unitHours: amounts,
});

/** A deployment for the floor. Nobody's words are in it: it is named by its number and its start. */
export const deploymentBodySchema = z.object({
  startsAt: instantSchema,
  posts: z.array(plannedPostSchema).max(POSTS_AT_MOST),
  units: z
    .array(z.object({ unitId: idSchema, postId: idSchema }))
    .min(1)
    .max(10_000),
  minimums: z
    .array(
      z.object({
        levelIds: z.array(idSchema).max(20).exactOptional(),
        areaIds: z.array(idSchema).max(200).exactOptional(),
        capability: idSchema,
        count: z.int().min(1).max(500),
        postIds: z.array(idSchema).max(POSTS_AT_MOST).exactOptional(),
      }),
    )
    .max(60),
  areas: z
    .array(
      z.object({
        areaId: idSchema,
        names: namesSchema,
        rings: z.array(z.array(lngLatSchema).min(3).max(5000)).min(1).max(100),
      }),
    )
    .max(AREAS_AT_MOST)
    .exactOptional(),
  moveUp: moveUpPolicySchema.exactOptional(),
  costs: planCostsSchema.exactOptional(),
  inputs: z.object({ graph: z.string().max(128), demand: z.string().max(128) }),
});

const hourOfWeek = z.int().min(0).max(167).optional();
const minutesSchema = z.array(z.number().gt(0).max(120)).min(1).max(6);
const placedSchema = z.object({ id: idSchema, at: lngLatSchema });
const postsSchema = z.array(placedSchema).min(1).max(POSTS_AT_MOST);

/** POST /api/planning/figures and /api/planning/circles: changes nothing. */
export const coverageQuestionSchema = z.object({
  posts: postsSchema,
  minutes: minutesSchema,
  /** 0: Monday 00:00. Absent: the map's own times. */
  hourOfWeek,
});
export type CoverageQuestion = z.infer<typeof coverageQuestionSchema>;

/** What nearest posts make of the demand; shares are of the demand's weight. */
export interface CoverageFigures {
  /** One for each of the minutes asked for. */
  readonly within: readonly number[];
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly meanMs: number | null;
  /** Mean of the slowest tenth. */
  readonly worstTenthMs: number | null;
  /** Weight that no post reaches by road. */
  readonly unreached: number;
}
export interface AreaFigures extends CoverageFigures {
  /** `null`: in no area. */
  readonly areaId: string | null;
  readonly weight: number;
}
export interface CoverageAnswer {
  readonly all: CoverageFigures;
  readonly areas: readonly AreaFigures[];
  /** Posts with no road near: they reach nothing. */
  readonly offRoad: readonly string[];
  /** Rows that were reckoned for this answer; the others were known. */
  readonly reckoned: number;
}

/** Ground by road within each of the minutes asked for, from the nearest of the posts. */
export interface CirclesAnswer {
  readonly areas: readonly { readonly minutes: number; readonly coordinates: LngLat[][][] }[];
  readonly offRoad: readonly string[];
}

/** GET /api/planning/cells: the ground in square cells, to be divided into areas. */
export interface CellsAnswer {
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  /** South-west corner of the first place of the grid, and the size of one, in degrees. */
  readonly corner: LngLat;
  readonly step: LngLat;
  /** Cells: places of the grid with a road or with demand. */
  readonly ids: readonly string[];
  /** row × columns + column. */
  readonly places: readonly number[];
  /** People or calls, as the demand. */
  readonly workload: readonly number[];
  /** Cells with a common border that a road crosses, by their number: a, b, length in metres. */
  readonly edges: readonly (readonly [number, number, number])[];
  /** Pairs among the edges that no road joins: they keep the city in one piece. */
  readonly joined: readonly (readonly [number, number])[];
  /** Response areas as they are now. */
  readonly areas: readonly Area[];
  readonly hash: string;
}

/** POST /api/planning/table: changes nothing. */
export const complianceQuestionSchema = z.object({
  posts: postsSchema,
  /** Rows of the table: most units that may be free. */
  units: z.int().min(1).max(300),
  withinMinutes: z.number().gt(0).max(120),
  busy: z.number().min(0).max(0.95),
  hourOfWeek,
});
export type ComplianceQuestion = z.infer<typeof complianceQuestionSchema>;

/** Row n: posts to be held with n + 1 free units, and the share of the demand that they are expected to cover. */
export interface ComplianceAnswer {
  readonly rows: readonly { readonly posts: readonly string[]; readonly covered: number }[];
}

/** GET /api/planning/ground: what there is to plan with. */
export interface PlanningGround {
  readonly demand: {
    /** Of people who live there, or of calls for help. */
    readonly source: 'people' | 'calls';
    readonly cells: number;
    readonly total: number;
  };
  readonly areas: readonly { readonly areaId: string; readonly names: Names }[];
  readonly posts: readonly z.infer<typeof plannedPostSchema>[];
  readonly units: readonly {
    readonly unitId: string;
    readonly kind: string;
    readonly agency: string;
    readonly capabilities: readonly string[];
    readonly postId?: string;
    /** Where it is now, when it is free. */
    readonly at?: LngLat;
  }[];
  readonly levels: readonly { readonly levelId: string; readonly names: Names }[];
  /** The calibration tells hours of the week apart. */
  readonly byHour: boolean;
  readonly turnoutSeconds: number;
  /** How units are moved up now; absent: they are not. */
  readonly moveUp?: MoveUpPolicy;
  /** What the deployment in force says that posts and units cost. */
  readonly costs?: PlanCosts;
  /** Calls for help an hour of each service by the centre's own log; absent: too few to say. */
  readonly callsPerHour: { readonly [agency: string]: number };
  /** SHA-256 of what figures are reckoned from. */
  readonly inputs: { readonly graph: string; readonly demand: string; readonly calibration?: string };
  readonly now: number;
}

/** GET /api/planning/deployments, newest first. */
export interface DeploymentsAnswer {
  readonly deployments: readonly PublishedDeployment[];
  readonly inForce: string | null;
  readonly now: number;
}

const planSchema = z.object({
  posts: postsSchema,
  /** Units of the service, each at one of the posts. */
  units: z
    .array(z.object({ id: idSchema, post: idSchema }))
    .min(1)
    .max(2000),
});
export type PlanToJudge = z.infer<typeof planSchema>;

/** The rules under which deployments are judged; the same for all of them. */
export const judgedUnderSchema = z.object({
  callsPerHour: z.number().gt(0).max(10_000),
  sceneMinutes: z.number().gt(0).max(600),
  turnoutSeconds: z.number().min(0).max(1800),
  replications: z.int().min(20).max(200),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31),
});
export type JudgedUnder = z.infer<typeof judgedUnderSchema>;

const amount = z.number().min(0).max(1e15);
const withinSeconds = z.number().gt(0).max(7200);
/** POST /api/planning/jobs */
export const planningJobSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('compare'),
    /** A, B and perhaps C. */
    plans: z.array(planSchema).min(2).max(3),
    minutes: minutesSchema,
    hourOfWeek,
    under: judgedUnderSchema,
  }),
  z.object({
    kind: z.literal('suggest'),
    model: z.enum(['cover', 'expected', 'median', 'center']),
    count: z.int().min(1).max(POSTS_AT_MOST),
    minutes: z.number().gt(0).max(120),
    hourOfWeek,
    /** Sites that may hold a post beside places all over the map. */
    sites: z.array(placedSchema).max(POSTS_AT_MOST),
    fixed: z.array(idSchema).max(POSTS_AT_MOST),
    forbidden: z.array(idSchema).max(POSTS_AT_MOST),
    /** Units at one post, with `expected`. */
    perPost: z.int().min(1).max(50).optional(),
    busy: share.optional(),
    seconds: z.number().min(1).max(300),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31),
  }),
  z.object({
    kind: z.literal('site'),
    /** Kinds of units: how many there are, most at one site, what one costs. */
    kinds: z
      .array(
        z.object({
          id: idSchema,
          units: z.int().min(1).max(2000),
          perSite: z.int().min(1).max(50).optional(),
          cost: amount,
        }),
      )
      .min(1)
      .max(20),
    sites: z
      .array(
        placedSchema.extend({
          /** Most units of all kinds together. */
          room: z.int().min(0).max(500).optional(),
          /** Once it holds a unit. */
          cost: amount,
          forbidden: z.boolean(),
          /** Units that stand there in any case, by kind. */
          fixed: z.record(idSchema, z.int().min(1).max(500)),
        }),
      )
      .max(POSTS_AT_MOST),
    /** Places all over the map may hold units too. */
    anywhere: z.boolean(),
    newSite: z.object({ cost: amount, room: z.int().min(1).max(500).optional() }).optional(),
    budget: amount.optional(),
    goals: z
      .array(
        z.object({
          kinds: z.array(idSchema).min(1).max(20),
          withinSeconds,
          counts: z.union([
            z.enum(['once', 'twice']),
            z.object({ backup: z.number().min(0).max(0.5) }),
            z.object({ busy: z.number().min(0).lt(1) }),
          ]),
          importance: z.number().gt(0).max(1000),
        }),
      )
      .min(1)
      .max(20),
    minimums: z
      .array(
        z.object({
          kinds: z.array(idSchema).min(1).max(20),
          withinSeconds,
          share: z.number().min(0).max(1),
          times: z.int().min(1).max(20),
          /** each: every area by itself; absent: all demand together. */
          areas: z.literal('each').optional(),
          of: z.enum(['all', 'coverable']),
        }),
      )
      .max(20),
    hourOfWeek,
    seconds: z.number().min(1).max(300),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31),
  }),
  z.object({
    kind: z.literal('areas'),
    count: z.int().min(1).max(AREAS_AT_MOST),
    /** A division to start from, by cell. */
    from: z.array(z.int().min(0).max(AREAS_AT_MOST)).max(20_000).optional(),
    seconds: z.number().min(1).max(300),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31),
  }),
  z.object({
    kind: z.literal('day'),
    plan: planSchema,
    hourOfWeek,
    under: judgedUnderSchema,
  }),
]);
export type PlanningJob = z.infer<typeof planningJobSchema>;
export type JobOf<K extends PlanningJob['kind']> = Extract<PlanningJob, { kind: K }>;

export interface Spread {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}
export type JudgedFigure = 'mean' | 'p90' | 'worstTenth' | 'wait' | 'within';
/** Which of two is better by a figure; `none`: no proven difference. */
export interface Verdict {
  readonly figure: JudgedFigure;
  readonly a: Spread;
  readonly b: Spread;
  /** B minus A, call by call under the same chance. */
  readonly difference: Spread;
  readonly better: 'a' | 'b' | 'none';
  /** Why nothing is proven: the interval holds zero, or the order turns round under this change. */
  readonly because?: 'interval' | JudgedChange;
}
export type JudgedChange = 'travelMore' | 'travelLess' | 'demandMore' | 'demandLess' | 'unitLost';

/** Two of the plans under the same calls. */
export interface ComparedPair {
  /** Places in `plans`: the first is called a here, the second b. */
  readonly of: readonly [number, number];
  readonly verdicts: readonly Verdict[];
  /** Each change of the assumptions: B minus A of the mean response. */
  readonly changes: readonly {
    readonly change: JudgedChange;
    readonly mean: Spread;
  }[];
  /** A against itself with other chance: how far two runs of the same plan lie apart. */
  readonly same: Spread;
  /** Mean response by area, in seconds; areas without calls are left out. No retests are made by area. */
  readonly areas: readonly {
    readonly areaId: string;
    readonly a: Spread;
    readonly b: Spread;
    readonly difference: Spread;
  }[];
}

export interface CompareResult {
  /** Every two of the plans. */
  readonly pairs: readonly ComparedPair[];
  /** By plan: share of calls reached within each step, up to 20 minutes. */
  readonly reached: readonly (readonly number[])[];
  readonly reachedStepSeconds: number;
  readonly busiest: readonly { readonly unit: string; readonly share: number }[];
  readonly calls: number;
  readonly replications: number;
  readonly seed: number;
}

export interface SuggestResult {
  /** Where posts should be; one comes several times where several units should stand. */
  readonly sites: readonly { readonly id: string; readonly at: LngLat }[];
  /** Share covered, or milliseconds. */
  readonly value: number;
  /** No choice is better than this. */
  readonly bound: number;
  readonly gap: number;
  readonly proven: boolean;
  readonly candidates: number;
  /** Demand that no candidate reaches, as a share. */
  readonly beyond: number;
  readonly seconds: number;
  readonly seed: number;
}

/** One drive of a simulated day: where a unit is at which second, and what for. */
export interface DayDrive {
  readonly unit: string;
  readonly call: number | null;
  readonly atS: readonly number[];
  readonly points: readonly LngLat[];
}
export interface DayResult {
  readonly seconds: number;
  readonly calls: readonly {
    readonly at: LngLat;
    readonly callS: number;
    readonly sceneS: number | null;
    readonly freeS: number | null;
  }[];
  readonly drives: readonly DayDrive[];
  readonly units: readonly { readonly id: string; readonly at: LngLat }[];
  readonly seed: number;
}

export interface SiteResult {
  readonly units: readonly {
    readonly id: string;
    readonly at: LngLat;
    readonly kind: string;
    readonly units: number;
  }[];
  /** By kind: units that add nothing, or that there is no room or money for. */
  readonly spare: { readonly [kind: string]: number };
  readonly cost: number;
  /** As a share of what covering all demand would be worth. */
  readonly value: number;
  /** No permitted choice is worth more. */
  readonly bound: number;
  readonly gap: number;
  readonly proven: boolean;
  readonly minimums: readonly {
    readonly kinds: readonly string[];
    readonly withinSeconds: number;
    readonly times: number;
    /** `null`: all demand together. */
    readonly areaId: string | null;
    readonly asked: number;
    readonly reached: number;
  }[];
  readonly candidates: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface AreasResult {
  /** Area of each cell, from 0. */
  readonly areaOf: readonly number[];
  /** The farthest distance of an area's workload from the mean, as a share of it. */
  readonly imbalance: number;
  /** No division into so many areas is more even. */
  readonly bound: number;
  readonly seconds: number;
  readonly seed: number;
}

export type JobResult = CompareResult | SuggestResult | DayResult | SiteResult | AreasResult;

/** GET /api/planning/jobs/:jobId */
export type JobAnswer = {
  readonly jobId: string;
  readonly kind: PlanningJob['kind'];
  /** 0 to 1. */
  readonly progress: number;
  /** With `suggest`, `site` and `areas`: the best so far and what nothing can beat. */
  readonly best?: { readonly value: number; readonly bound: number };
  readonly inputs: PlanningGround['inputs'];
} & (
  | { readonly state: 'running' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly code: string; readonly params: Readonly<Record<string, unknown>> }
  | { readonly state: 'done'; readonly result: JobResult }
);
