import type { UnitStatus } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { createStore, del, get, set, values } from 'idb-keyval';
import type { Queued, QueueStore } from './queue.ts';

/** The queue in this machine's IndexedDB; pictures apart, so that reading the list reads none of them. */
export function queueHere(): QueueStore {
  const queue = createStore('clarion-phone', 'queue');
  const pictures = createStore('clarion-phone-pictures', 'pictures');
  return {
    async all() {
      const kept = await values<Queued>(queue);
      const before = fromBefore(localStorage);
      for (const item of before) await set(item.id, item, queue);
      localStorage.removeItem(BEFORE);
      return [...before, ...kept.filter(({ id }) => before.every(one => one.id !== id))];
    },
    async put(item, picture) {
      if (picture !== undefined) await set(item.id, picture, pictures);
      await set(item.id, item, queue);
    },
    picture: id => get<Blob>(id, pictures),
    async remove(id) {
      await del(id, queue);
      await del(id, pictures);
    },
  };
}

const BEFORE = 'clarion.phone.taps';

/** Statuses that an older version of the page has left unsent. */
export function fromBefore(storage: Pick<Storage, 'getItem'>): readonly Queued[] {
  const taps = JSON.parse(storage.getItem(BEFORE) ?? '[]') as readonly {
    readonly commandId: string;
    readonly unitId: string;
    readonly status: UnitStatus;
    readonly incidentId?: string;
    readonly happenedAt: number;
  }[];
  return taps.map(({ commandId, unitId, status, incidentId, happenedAt }) => ({
    id: commandId,
    order: happenedAt,
    unitId,
    at: happenedAt,
    name: 'status',
    status,
    state: 'waiting',
    action: {
      kind: 'command',
      command: {
        type: 'ReportStatus',
        unitId,
        status,
        happenedAt: instant(happenedAt),
        ...(incidentId === undefined ? {} : { incidentId }),
      },
    },
  }));
}
