import type { Board, Incident } from '../board.ts';
import type { Entry } from '../entry.ts';
import type { MajorEntryBody } from '../entry-major.ts';
import type { Major } from '../major.ts';
import { changeIncident } from './change.ts';
import { hearActor } from './heard.ts';

type MajorEntry = Extract<Entry, { type: MajorEntryBody['type'] }>;

export function evolveMajor(board: Board, entry: MajorEntry): void {
  const { actor: by, at, seq } = entry;
  if (entry.type === 'CapacityTold') {
    board.hospitals.set(entry.data.postId, { ...entry.data, by, at, seq });
    return;
  }
  const { incidentId } = entry.data;
  if (entry.type === 'MajorDeclared') {
    const { reason } = entry.data;
    changeIncident(board, incidentId, seq, one => ({
      ...one,
      major: declared(one, { reason, by, since: at }),
    }));
    return;
  }
  if (entry.type === 'OrderAcknowledged') hearActor(board, entry);
  changeIncident(board, incidentId, seq, one =>
    one.major === undefined ? one : { ...one, major: changed(one.major, entry) },
  );
}

/** Declared anew, what was counted and allocated before it was stood down still holds. */
function declared({ major }: Incident, how: Pick<Major, 'reason' | 'by' | 'since'>): Major {
  const { counts = [], allocations = [], roles = [], orders = [] } = major ?? {};
  return { ...how, counts, allocations, roles, orders };
}

function changed(
  major: Major,
  entry: Exclude<MajorEntry, { type: 'CapacityTold' } | { type: 'MajorDeclared' }>,
): Major {
  const { actor: by, at, seq } = entry;
  const mark = { by, at };
  switch (entry.type) {
    case 'MajorStoodDown':
      return { ...major, stoodDown: { reason: entry.data.reason, ...mark } };
    case 'CasualtiesCounted': {
      const { place, counts, told } = entry.data;
      const others = major.counts.filter(one => one.place !== place);
      const all = [...others, { place, counts, told, ...mark }];
      return { ...major, counts: all.sort((a, b) => a.place - b.place) };
    }
    case 'CasualtiesAllocated': {
      const { number, postId, category, count, unitIds } = entry.data;
      const one = { number, postId, category, count, unitIds, ...mark, seq };
      return { ...major, allocations: [...major.allocations, one] };
    }
    case 'AllocationWithdrawn':
      return { ...major, allocations: numbered(major.allocations, entry.data.number, { withdrawn: mark }) };
    case 'RoleGiven':
    case 'RoleEnded': {
      const { role, unitId } = entry.data;
      const others = major.roles.filter(one => one.role !== role);
      const given = entry.type === 'RoleGiven' ? [{ role, unitId, by, since: at }] : [];
      return { ...major, roles: [...others, ...given] };
    }
    case 'OrderGiven': {
      const { number, unitId, order, dueAt } = entry.data;
      return { ...major, orders: [...major.orders, { number, unitId, order, ...mark, dueAt }] };
    }
    case 'OrderAcknowledged':
      return { ...major, orders: numbered(major.orders, entry.data.number, { acknowledged: mark }) };
    case 'OrderWithdrawn':
      return { ...major, orders: numbered(major.orders, entry.data.number, { withdrawn: mark }) };
  }
}

const numbered = <T extends { readonly number: number }>(
  all: readonly T[],
  number: number,
  more: Partial<T>,
) => all.map(one => (one.number === number ? { ...one, ...more } : one));
