import type { UnitStatus } from '@clarion/dispatch';
import type { Result } from '@clarion/measure';
import type { Fix, WireCommand } from '@clarion/protocol';
import type { RequestFault } from '../link/request.ts';

/** What a crew does on its phone; the picture of a photo is kept beside it. */
export type CrewAction =
  | { readonly kind: 'command'; readonly command: WireCommand }
  | { readonly kind: 'photo'; readonly incidentId: string; readonly happenedAt: number }
  | { readonly kind: 'position'; readonly fix: Fix };

/** One action on its way to the log. */
export interface Queued {
  /** Of the command: sent twice, it counts once. */
  readonly id: string;
  /** In which order they were done. */
  readonly order: number;
  readonly unitId: string;
  /** When it was done, by the log's clock. */
  readonly at: number;
  /** For the list: what it was, without a word of it. */
  readonly name: string;
  readonly status?: UnitStatus;
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused';
  /** Absent once it is through, so that nothing personal stays on the phone. */
  readonly action?: CrewAction;
  readonly sentAt?: number;
  /** Why it was refused, and what to do, in the crew's language. */
  readonly why?: string;
}

export interface QueueStore {
  all(): Promise<readonly Queued[]>;
  put(item: Queued, picture?: Blob): Promise<void>;
  picture(id: string): Promise<Blob | undefined>;
  remove(id: string): Promise<void>;
}

export interface QueueOptions {
  readonly store: QueueStore;
  readonly send: (item: Queued, picture: Blob | undefined) => Promise<Result<unknown, RequestFault>>;
  /** Whose phone it is now; what another crew has left waits for that crew. */
  readonly unitId: () => string | undefined;
  readonly newId: () => string;
  readonly now: () => number;
  readonly onChange: (items: readonly Queued[]) => void;
  readonly onSent: (item: Queued) => void;
  /** In the crew's language. */
  readonly why: (fault: RequestFault) => string;
  /** The phone has no room to keep it. */
  readonly onFull: () => void;
}

/** Of what went through, so many stay in sight. */
const SENT_SHOWN = 10;

export type Queue = ReturnType<typeof createQueue>;

/**
 * Everything that a crew has done and the log does not hold yet, in order, on the phone until it does; it outlives the page and the
 * phone's battery. One is sent after another. What is refused does not hold up the next, and stays until the crew has seen it.
 */
export function createQueue(options: QueueOptions) {
  const { store } = options;
  let items: readonly Queued[] = [];
  let sending = false;
  /** What is kept, or was tried to be; before that nothing is sent, or it would be kept after it is through. */
  const onDisk = new Set<string>();
  const put = (next: readonly Queued[]) => {
    items = next;
    options.onChange(items);
  };
  const change = (changed: Queued) => put(items.map(item => (item.id === changed.id ? changed : item)));
  const loaded = store.all().then(kept => {
    const known = new Set(items.map(({ id }) => id));
    const before = kept
      .filter(({ id }) => !known.has(id))
      .map(asWaiting)
      .sort((a, b) => a.order - b.order);
    for (const { id } of before) onDisk.add(id);
    // What was done while the page was opening comes after all that was there, whatever the clock says.
    const newest = before.at(-1)?.order ?? 0;
    put([...before, ...items.map((item, i) => ({ ...item, order: Math.max(item.order, newest + 1 + i) }))]);
  });

  async function add(action: CrewAction, picture?: Blob): Promise<void> {
    const unitId = options.unitId();
    if (unitId === undefined) return;
    const item: Queued = {
      id: options.newId(),
      order: Math.max(Math.round(options.now()), (items.at(-1)?.order ?? 0) + 1),
      unitId,
      at: Math.round(options.now()),
      ...named(action),
      state: 'waiting',
      action,
    };
    put([...items, item]);
    await loaded;
    try {
      await store.put(items.find(({ id }) => id === item.id) ?? item, picture);
    } catch {
      options.onFull();
    }
    onDisk.add(item.id);
    await flush(picture === undefined ? undefined : new Map([[item.id, picture]]));
  }

  /** `fresh`: pictures that are at hand, should the phone have had no room for them. */
  async function flush(fresh: ReadonlyMap<string, Blob> = new Map()): Promise<void> {
    await loaded;
    if (sending) return;
    sending = true;
    try {
      for (;;) {
        const item = items.find(
          one => one.state === 'waiting' && one.unitId === options.unitId() && onDisk.has(one.id),
        );
        if (item === undefined) return;
        change({ ...item, state: 'sending' });
        const picture =
          item.action?.kind === 'photo' ? (fresh.get(item.id) ?? (await store.picture(item.id))) : undefined;
        const answer = await options.send(item, picture);
        if (answer.ok) await through(item);
        else if (isFinal(answer.error)) await refused(item, options.why(answer.error));
        else {
          change({ ...item, state: 'waiting' });
          return;
        }
      }
    } finally {
      sending = false;
    }
  }

  async function through({ action: _, ...item }: Queued): Promise<void> {
    await store.remove(item.id);
    change({ ...item, state: 'sent', sentAt: Math.round(options.now()) });
    const sent = items.filter(({ state }) => state === 'sent');
    const gone = new Set(sent.slice(0, -SENT_SHOWN).map(({ id }) => id));
    put(items.filter(({ id }) => !gone.has(id)));
    options.onSent(item);
  }

  async function refused({ action: _, ...item }: Queued, why: string): Promise<void> {
    const told: Queued = { ...item, state: 'refused', why };
    await store.remove(item.id);
    await store.put(told);
    change(told);
  }

  return {
    items: () => items,
    add,
    flush,
    /** The crew has seen that it was refused. */
    async dismiss(id: string): Promise<void> {
      put(items.filter(item => item.id !== id));
      await store.remove(id);
    },
  };
}

/** What was being sent when the page went away may have arrived or not: it goes again with its id. */
const asWaiting = (item: Queued): Queued => (item.state === 'sending' ? { ...item, state: 'waiting' } : item);

function named(action: CrewAction): Pick<Queued, 'name' | 'status'> {
  if (action.kind !== 'command') return { name: action.kind };
  const { command } = action;
  return command.type === 'ReportStatus'
    ? { name: 'status', status: command.status }
    : { name: command.type };
}

/** The law's answer; all else may be another one next time. A session that has ended is begun anew. */
function isFinal({ status, code }: RequestFault): boolean {
  if (status === 403) return code === 'UnitNotYours' || code === 'NotAllowed';
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

/** What waits, in order; the statuses among it are what the crew's own page shows. */
export const waitingOf = (items: readonly Queued[]): readonly Queued[] =>
  items.filter(({ state }) => state === 'waiting' || state === 'sending');

export const statusesOf = (items: readonly Queued[]): readonly Queued[] =>
  waitingOf(items).filter(({ status }) => status !== undefined);

/** Whether such a command is on its way, so that it is not asked for twice. */
export const isOnItsWay = (items: readonly Queued[], fits: (command: WireCommand) => boolean): boolean =>
  waitingOf(items).some(({ action }) => action?.kind === 'command' && fits(action.command));
