import type { LngLat } from '@clarion/measure';
import type {
  CirclesAnswer,
  CoverageAnswer,
  DayResult,
  DeploymentsAnswer,
  JobAnswer,
  JudgedUnder,
  PlacePackAnswer,
  PlanningGround,
  PlanningJob,
  Session,
} from '@clarion/protocol';
import { createContext, useContext } from 'react';
import { type Cell, cell } from '../cell.ts';
import type { Requester } from '../link/request.ts';
import type { Settings } from '../settings/settings.ts';
import { latest } from './latest.ts';
import { usualUnder } from './under.ts';
import {
  addPost,
  changesOf,
  isUnchanged,
  liveUnits,
  movePost,
  NOW,
  postsOfService,
  questionOf,
  removePost,
  sendUnit,
  VARIANTS_AT_MOST,
  type Variant,
  variantNow,
} from './variant.ts';

export const tabs = ['cover', 'compare', 'suggest', 'day', 'publish', 'report'] as const;
export type Tab = (typeof tabs)[number];

/** What the hand is at: which plan, which post, which service, by which times. */
export interface Desk {
  readonly variants: readonly Variant[];
  readonly variantId: string;
  readonly postId: string | undefined;
  readonly agency: string;
  readonly minutes: readonly number[];
  readonly hourOfWeek: number | undefined;
  readonly tab: Tab;
  /** The floor as it is: from its free units where they are, not from their posts. */
  readonly fromUnits: boolean;
  /** A post that the arrow keys move, and where it stood. */
  readonly carrying: { readonly postId: string; readonly from: LngLat } | undefined;
}

const KEPT = 'clarion.plan';

export type Planner = ReturnType<typeof createPlanner>;

/** The page's state. Figures and circles follow the hand: one question of each is under way, the newest is asked next. */
export function createPlanner(parts: { readonly request: Requester; readonly settings: Cell<Settings> }) {
  const { request } = parts;
  const session = cell<Session | undefined>(undefined);
  const place = cell<PlacePackAnswer | undefined>(undefined);
  const ground = cell<PlanningGround | undefined>(undefined);
  const figures = cell<ReadonlyMap<string, CoverageAnswer>>(new Map());
  const circles = cell<CirclesAnswer | undefined>(undefined);
  const deployments = cell<DeploymentsAnswer | undefined>(undefined);
  /** The newest run of each kind. */
  const jobs = cell<{
    readonly [kind in PlanningJob['kind']]?: { readonly asked: PlanningJob; readonly answer: JobAnswer };
  }>({});
  const under = cell<{ readonly [agency: string]: JudgedUnder }>({});
  /** A second of the simulated day that is on the map. */
  const day = cell<{ readonly result: DayResult; readonly atS: number } | undefined>(undefined);
  /** Sites that a suggestion puts on the map. */
  const suggested = cell<readonly { readonly id: string; readonly at: LngLat }[]>([]);
  const told = cell<string | undefined>(undefined);
  const fault = cell<{ readonly code: string; readonly message: string } | undefined>(undefined);
  const desk = cell<Desk>({
    variants: [],
    variantId: 'plan-1',
    postId: undefined,
    agency: 'ambulance',
    minutes: [1, 3, 8],
    hourOfWeek: undefined,
    tab: 'cover',
    fromUnits: false,
    carrying: undefined,
  });

  const current = () => {
    const { variants, variantId } = desk.get();
    return variants.find(one => one.id === variantId)!;
  };

  /** Posts of a plan; of the floor as it is, also its free units where they are now. */
  const startsOf = (variant: Variant, known: PlanningGround) => {
    const { agency, fromUnits } = desk.get();
    return variant.id === NOW && fromUnits
      ? liveUnits(known, agency)
      : postsOfService(variant, known, agency);
  };
  const askFigures = latest(async (variantId: string) => {
    const { variants, minutes, hourOfWeek } = desk.get();
    const known = ground.get();
    const variant = variants.find(one => one.id === variantId);
    if (known === undefined || variant === undefined) return;
    const posts = startsOf(variant, known);
    if (posts.length === 0) return forget(variantId);
    const question = questionOf(posts, minutes, hourOfWeek);
    const answer = await request.post<CoverageAnswer>('/api/planning/figures', question);
    if (answer.ok) figures.set(new Map(figures.get()).set(variantId, answer.value));
    else fault.set(answer.error);
  });
  const forget = (variantId: string) => {
    const left = new Map(figures.get());
    left.delete(variantId);
    figures.set(left);
  };
  const askCircles = latest(async () => {
    const known = ground.get();
    const { minutes, hourOfWeek } = desk.get();
    const variant = current();
    if (known === undefined || variant === undefined) return;
    const posts = startsOf(variant, known);
    if (posts.length === 0) return circles.set(undefined);
    const question = questionOf(posts, minutes, hourOfWeek);
    const answer = await request.post<CirclesAnswer>('/api/planning/circles', question);
    if (answer.ok) circles.set(answer.value);
    else fault.set(answer.error);
  });
  const askAll = () => {
    for (const { id } of desk.get().variants) void askFigures(id);
    void askCircles('circles');
  };

  /** Changes the plan in hand; whoever has the floor as it is before them gets a plan of their own first. */
  function change(step: (variant: Variant) => Variant): void {
    const { variants, variantId } = desk.get();
    if (variantId === NOW) {
      const own = variants.find(one => one.id !== NOW);
      if (own === undefined) addVariant();
      else take(own.id);
    }
    const next = step(current());
    desk.change(now => ({
      ...now,
      variants: now.variants.map(one => (one.id === next.id ? next : one)),
    }));
    keep();
    void askFigures(next.id);
    void askCircles('circles');
  }
  function keep() {
    const { variants, agency } = desk.get();
    const { inputs } = ground.get()!;
    const own = variants.filter(one => one.id !== NOW);
    localStorage.setItem(KEPT, JSON.stringify({ graph: inputs.graph, variants: own, agency }));
  }
  function take(variantId: string) {
    desk.change(now => ({ ...now, variantId, carrying: undefined }));
    void askFigures(variantId);
    void askCircles('circles');
  }
  function addVariant() {
    const { variants } = desk.get();
    if (variants.length >= VARIANTS_AT_MOST) return;
    let number = 1;
    while (variants.some(one => one.id === `plan-${number}`)) number++;
    const made: Variant = { ...current(), id: `plan-${number}` };
    desk.change(now => ({ ...now, variants: [...now.variants, made] }));
    take(made.id);
    keep();
  }
  function dropVariant(variantId: string) {
    desk.change(now => ({ ...now, variants: now.variants.filter(one => one.id !== variantId) }));
    take(NOW);
    keep();
  }
  function reset() {
    change(variant => ({ ...desk.get().variants[0]!, id: variant.id }));
  }

  async function readDeployments() {
    const answer = await request.get<DeploymentsAnswer>('/api/planning/deployments');
    if (answer.ok) deployments.set(answer.value);
  }

  /** The ground as the floor has it now; own plans of before stay where they fit. */
  async function load() {
    const answer = await request.get<PlanningGround>('/api/planning/ground');
    if (!answer.ok) return fault.set(answer.error);
    fault.set(undefined);
    ground.set(answer.value);
    const now = variantNow(answer.value);
    const kept = readKept(localStorage.getItem(KEPT), answer.value);
    const services = servicesOf(answer.value);
    const agency = kept?.agency ?? desk.get().agency;
    const own = kept?.variants ?? [{ ...now, id: 'plan-1' }];
    desk.change(before => ({
      ...before,
      variants: [now, ...own],
      variantId: own.some(one => one.id === before.variantId) ? before.variantId : (own[0]?.id ?? NOW),
      agency: services.includes(agency) ? agency : (services[0] ?? agency),
    }));
    askAll();
    void readDeployments();
  }

  return {
    ...parts,
    session,
    place,
    ground,
    figures,
    circles,
    deployments,
    jobs,
    under,
    day,
    suggested,
    usual: (agency: string) => usualUnder(ground.get()!, agency),
    setUnder: (next: JudgedUnder) => under.change(all => ({ ...all, [desk.get().agency]: next })),
    told,
    fault,
    desk,
    current,
    load,
    readDeployments,
    change,
    take,
    addVariant,
    dropVariant,
    reset,
    askAll,
    set(part: Partial<Pick<Desk, 'agency' | 'minutes' | 'hourOfWeek'>>) {
      desk.change(now => ({ ...now, ...part, ...(part.agency === undefined ? {} : { postId: undefined }) }));
      figures.set(new Map());
      askAll();
    },
    /** Where units are is read anew; plans in hand stay. */
    async look(fromUnits: boolean) {
      const answer = await request.get<PlanningGround>('/api/planning/ground');
      if (!answer.ok) return fault.set(answer.error);
      ground.set(answer.value);
      desk.change(now => ({ ...now, fromUnits, variantId: NOW, carrying: undefined }));
      askAll();
    },
    show: (tab: Tab) => desk.change(now => ({ ...now, tab })),
    choose: (postId: string | undefined) => desk.change(now => ({ ...now, postId, carrying: undefined })),
    move: (postId: string, at: LngLat) => change(variant => movePost(variant, postId, at)),
    send: (unitId: string, postId: string) => change(variant => sendUnit(variant, unitId, postId)),
    add(at: LngLat) {
      let added = '';
      change(variant => {
        const made = addPost(variant, at, desk.get().agency);
        added = made.postId;
        return made.variant;
      });
      desk.change(now => ({ ...now, postId: added }));
    },
    remove(postId: string) {
      const known = ground.get()!;
      const among = postsOfService(current(), known, desk.get().agency).map(post => post.postId);
      change(variant => removePost(variant, postId, among));
      desk.change(now => ({ ...now, postId: undefined }));
    },
    changes: () => changesOf(desk.get().variants[0]!, current()),
  };
}

/** Services that have units here, those that are planned most first. */
export function servicesOf(ground: PlanningGround): readonly string[] {
  const present = new Set(ground.units.map(unit => unit.agency));
  return ['ambulance', 'fire', 'police', 'rescue'].filter(agency => present.has(agency));
}

/** Plans of an earlier visit, when they are of these roads and these units. */
function readKept(text: string | null, ground: PlanningGround) {
  if (text === null) return undefined;
  const kept = JSON.parse(text) as { graph: string; variants: readonly Variant[]; agency: string };
  if (kept.graph !== ground.inputs.graph || kept.variants.length === 0) return undefined;
  const units = new Set(ground.units.map(unit => unit.unitId));
  const fits = kept.variants.every(({ postOf }) => Object.keys(postOf).every(unitId => units.has(unitId)));
  const now = variantNow(ground);
  return fits && kept.variants.some(one => !isUnchanged(changesOf(now, one))) ? kept : undefined;
}

export const PlannerContext = createContext<Planner | undefined>(undefined);
export function usePlanner(): Planner {
  const found = useContext(PlannerContext);
  if (found === undefined) throw new Error('no planner');
  return found;
}
