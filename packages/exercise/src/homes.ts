import type { UnitDescription } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { chanceOf } from './keyed-chance.ts';

export interface Station {
  readonly id: string;
  readonly kind: string;
  readonly at: LngLat;
}
export interface StationedUnit {
  readonly id: string;
  readonly kind: string;
  readonly agency: UnitDescription['agency'];
  readonly capabilities: readonly string[];
  readonly postId?: string;
}

/**
 * Units with a home each. Where a source names the post it is that one. Otherwise, by rule: the units of one kind without
 * a post, in the order of their ids, are dealt to the posts (hospitals not) in an order drawn from seed and kind, so that a
 * kind is spread over the city; `homeAssumed` says so. Without any post they have no home.
 */
export function homesOf(
  units: readonly StationedUnit[],
  posts: readonly Station[],
  seed: number,
): UnitDescription[] {
  const byId = new Map(posts.map(post => [post.id, post]));
  const dealt = new Map<string, number>();
  const stations = posts.filter(({ kind }) => kind !== 'hospital');
  const orders = new Map<string, readonly Station[]>();
  const orderOf = (kind: string): readonly Station[] => {
    const known = orders.get(kind);
    if (known) return known;
    const order = [...stations].sort(
      (a, b) => chanceOf(seed, 'home', kind, a.id) - chanceOf(seed, 'home', kind, b.id),
    );
    orders.set(kind, order);
    return order;
  };
  const described = new Map<string, UnitDescription>();
  for (const unit of [...units].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { id, kind, agency, capabilities } = unit;
    const base = { unitId: id, kind, agency, capabilities };
    const known = byId.get(unit.postId ?? '');
    if (known) {
      described.set(id, { ...base, postId: known.id, home: known.at });
      continue;
    }
    const order = orderOf(kind);
    const turn = dealt.get(kind) ?? 0;
    dealt.set(kind, turn + 1);
    const post = order[turn % Math.max(1, order.length)];
    described.set(id, post ? { ...base, postId: post.id, home: post.at, homeAssumed: true } : base);
  }
  return units.map(({ id }) => described.get(id)!);
}
