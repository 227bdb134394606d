import type { PlanCosts } from '@clarion/dispatch';
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
import type { Speech } from '../words/speak.ts';
import { createAsking } from './asking.ts';
import { stillThere, variantOfPublished } from './compared.ts';
import { noCosts } from './costs.ts';
import { createDividing } from './dividing.ts';
import { keepPlans, keptCosts, keptPlans } from './kept.ts';
import { usualUnder } from './under.ts';
import {
  addPost,
  changesOf,
  movePost,
  NOW,
  postsOfService,
  removePost,
  sendUnit,
  VARIANTS_AT_MOST,
  type Variant,
  variantNow,
} from './variant.ts';

export const tabs = ['cover', 'compare', 'suggest', 'day', 'publish', 'report', 'areas'] as const;
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
  /** Plans side by side, two or three. */
  readonly compared: readonly string[];
}

export interface MapView {
  readonly center: LngLat;
  readonly zoom: number;
  /** The map that was moved. */
  readonly by: string;
}

export type Planner = ReturnType<typeof createPlanner>;

/** The page's state. Figures and circles follow the hand: one question of each is under way, the newest is asked next. */
export function createPlanner(parts: { readonly request: Requester; readonly settings: Cell<Settings> }) {
  const { request } = parts;
  const session = cell<Session | undefined>(undefined);
  const place = cell<PlacePackAnswer | undefined>(undefined);
  const ground = cell<PlanningGround | undefined>(undefined);
  const figures = cell<ReadonlyMap<string, CoverageAnswer>>(new Map());
  const circles = cell<ReadonlyMap<string, CirclesAnswer>>(new Map());
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
  /** What posts and units cost; kept like the plans. */
  const costs = cell<PlanCosts>(noCosts);
  /** What the maps of the page show, so that those side by side show the same. */
  const view = cell<MapView | undefined>(undefined);
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
    compared: [NOW, 'plan-1'],
  });

  const current = () => {
    const { variants, variantId } = desk.get();
    return variants.find(one => one.id === variantId)!;
  };

  /** A plan of this page, or one that was published. */
  const findPlan = (variantId: string): Variant | undefined => {
    const own = desk.get().variants.find(one => one.id === variantId);
    const known = ground.get();
    if (own !== undefined || known === undefined) return own;
    const found = deployments.get()?.deployments.find(one => one.deploymentId === variantId);
    return found && variantOfPublished(found, known);
  };
  const ask = createAsking({ request, desk, ground, figures, circles, findPlan, onFault: fault.set });
  /** Of the plans that are on maps. */
  const askCircles = () => {
    const { variantId, compared, tab } = desk.get();
    for (const id of tab === 'compare' ? compared : [variantId]) void ask.circles(id);
  };
  const askAll = () => {
    const { variants, compared } = desk.get();
    for (const id of new Set([...variants.map(one => one.id), ...compared])) void ask.figures(id);
    askCircles();
  };

  function takeOwn(): boolean {
    const { variants, variantId } = desk.get();
    if (variantId !== NOW) return false;
    const own = variants.find(one => one.id !== NOW);
    if (own === undefined) addVariant();
    else take(own.id);
    return true;
  }
  /** Changes the plan in hand; whoever has the floor as it is before them gets a plan of their own first. */
  function change(step: (variant: Variant) => Variant): void {
    takeOwn();
    const next = step(current());
    desk.change(now => ({
      ...now,
      variants: now.variants.map(one => (one.id === next.id ? next : one)),
    }));
    keep();
    void ask.figures(next.id);
    askCircles();
  }
  const keep = () => keepPlans(localStorage, ground.get()!, { ...desk.get(), costs: costs.get() });
  function take(variantId: string) {
    desk.change(now => ({ ...now, variantId, carrying: undefined }));
    void ask.figures(variantId);
    askCircles();
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
    desk.change(now => ({
      ...now,
      variants: now.variants.filter(one => one.id !== variantId),
      compared: now.compared.map(id => (id === variantId ? NOW : id)),
    }));
    take(NOW);
    keep();
  }
  function reset() {
    change(variant => ({ ...desk.get().variants[0]!, id: variant.id }));
  }

  const dividing = createDividing({ request, current, takeOwn, change, onFault: fault.set });

  async function readDeployments() {
    const answer = await request.get<DeploymentsAnswer>('/api/planning/deployments');
    if (answer.ok) deployments.set(answer.value);
  }

  /** The ground as the floor has it now; own plans of before stay where they fit. */
  async function load() {
    const answer = await request.get<PlanningGround>('/api/planning/ground');
    if (!answer.ok) return fault.set(answer.error);
    fault.set(undefined);
    dividing.forget();
    ground.set(answer.value);
    const now = variantNow(answer.value);
    costs.set(keptCosts(localStorage) ?? answer.value.costs ?? noCosts);
    const kept = keptPlans(localStorage, answer.value);
    const services = servicesOf(answer.value);
    const agency = kept?.agency ?? desk.get().agency;
    const own = kept?.variants ?? [{ ...now, id: 'plan-1' }];
    desk.change(before => ({
      ...before,
      variants: [now, ...own],
      compared: stillThere(before.compared, own),
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
    costs,
    view,
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
    findPlan,
    dividing,
    areaName: (areaId: string | null, w: Speech) =>
      areaId === null
        ? w('plan.noArea')
        : w.named(ground.get()?.areas.find(one => one.areaId === areaId)?.names) || areaId,
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
      circles.set(new Map());
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
    show(tab: Tab) {
      desk.change(now => ({ ...now, tab }));
      askCircles();
    },
    /** Up to three plans side by side. */
    compare(compared: readonly string[]) {
      desk.change(now => ({ ...now, compared }));
      askAll();
    },
    price(next: PlanCosts) {
      costs.set(next);
      keep();
    },
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

export const PlannerContext = createContext<Planner | undefined>(undefined);
export function usePlanner(): Planner {
  const found = useContext(PlannerContext);
  if (found === undefined) throw new Error('no planner');
  return found;
}
