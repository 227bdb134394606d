import { type Board, changesConfiguration, type Entry, type Role, subjectsOf } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { LogClock, MoveUpAdviceAnswer, ServerMessage, UnitPosition } from '@clarion/protocol';
import type { Log } from '@clarion/store';
import type { CentreClock } from '../centre/clock.ts';
import { boardRoles, seesDraft } from '../centre/sight.ts';
import type { PositionTable } from '../positions/table.ts';
import { createFollower, type LiveFollower, type LiveSocket } from './follower.ts';
import { createRecent } from './recent.ts';

const FLUSH_MS = 250;
const UNIT_AT_MOST_EVERY_MS = 1000;
const CLOCK_EVERY_MS = 5000;

/** Whose page or phone it is; without an operator it is shown no card that is being typed. */
export interface Reader {
  readonly role: Role;
  readonly operatorId?: string;
  readonly unitId?: string;
}

export type DraftMessage = Extract<ServerMessage, { type: 'draft' }>;

export interface Hub {
  /** A signed-in page or phone has connected; it is sent nothing until it follows. */
  join(socket: LiveSocket, who: Reader): LiveFollower;
  leave(follower: LiveFollower): void;
  /** Shows what is typed on an open card to everybody else who works on calls; `from` is absent when it came from another server. */
  draft(message: DraftMessage, from?: LiveFollower): void;
  /** Tells of what is typed here, so that other servers can show it too. */
  onDraft(typed: (message: DraftMessage) => void): void;
  announce(message: ServerMessage): void;
  /** Tells those who see the whole board which moves are advised. */
  adviseMoves(advice: MoveUpAdviceAnswer): void;
  /** Whether somebody is connected here who sees the whole board. */
  isBoardWatched(): boolean;
  /** Whether the unit's own phone is connected here. */
  hears(unitId: string): boolean;
  readonly size: number;
  stop(): void;
}

export interface HubMeans {
  readonly log: Log;
  readonly clock: CentreClock;
  readonly positions: PositionTable;
  /** The advice of now, for who joins. */
  readonly moveUps?: () => MoveUpAdviceAnswer | undefined;
  readonly version: string;
  readonly wall: () => number;
}

/** Sends every connected page what it may see: entries without a gap, positions at most once a second each. */
export function createHub({ log, clock, positions, moveUps, version, wall }: HubMeans): Hub {
  const followers = new Map<LiveFollower, Reader>();
  const draftListeners: ((message: DraftMessage) => void)[] = [];
  const recent = createRecent(log);
  const moved = new Set<string>();
  const sentAt = new Map<string, number>();

  const hello = (): ServerMessage => ({
    type: 'hello',
    logId: log.logId,
    kind: log.kind,
    head: log.board.head,
    clock: clock.state(),
    version,
  });
  /** Where everybody was at the last sending: who joins before the next one is told the same, and then what has moved. */
  let all: string | undefined;
  function allPositions(): string {
    const message = (): ServerMessage => ({
      type: 'positions',
      positions: positions.all(log.board, clock.now()),
    });
    all ??= JSON.stringify(message());
    return all;
  }

  const stopBoard = log.onBoard(entries => {
    recent.add(entries);
    const message = JSON.stringify({ type: 'entries', entries } satisfies ServerMessage);
    const touched = unitsTouched(entries, log.board);
    for (const follower of followers.keys()) follower.onEntries(entries, message, touched);
    for (const entry of entries)
      if (entry.type === 'UnitPlaced' || entry.type === 'PositionDoubted' || entry.type === 'PositionTrusted')
        moved.add(entry.data.unitId);
      else if (changesConfiguration(entry)) for (const id of log.board.units.keys()) moved.add(id);
  });
  positions.onMoved(unitIds => {
    for (const unitId of unitIds) moved.add(unitId);
  });

  function flush(): void {
    all = undefined;
    if (moved.size === 0) return;
    if (followers.size === 0) {
      // Who joins is told of everybody.
      moved.clear();
      return;
    }
    const now = wall();
    const at = clock.now();
    const due = dueOf(moved, sentAt, now, at, (unitId, when) => positions.placeOf(log.board, unitId, when));
    if (due.length === 0) return;
    const message = JSON.stringify({ type: 'positions', positions: due } satisfies ServerMessage);
    for (const follower of followers.keys()) follower.onPositions(message);
  }
  const flushing = setInterval(flush, FLUSH_MS);
  const ticking = setInterval(() => announce({ type: 'clock', clock: clock.state() }), CLOCK_EVERY_MS);
  clock.onChange((state: LogClock) => announce({ type: 'clock', clock: state }));

  function announce(message: ServerMessage): void {
    const text = JSON.stringify(message);
    for (const follower of followers.keys()) follower.onAnnouncement(text);
  }

  return {
    join(socket, who) {
      const follower = createFollower(socket, who, {
        log,
        recent,
        hello,
        allPositions,
        moveUps: () => {
          const advice = moveUps?.();
          return advice && JSON.stringify({ type: 'moveUp', advice } satisfies ServerMessage);
        },
        wall,
      });
      followers.set(follower, who);
      return follower;
    },
    leave(follower) {
      follower.close();
      followers.delete(follower);
    },
    draft(message, from) {
      if (from !== undefined) for (const typed of draftListeners) typed(message);
      const text = JSON.stringify(message);
      for (const [follower, { role, operatorId = '' }] of followers)
        if (follower !== from && seesDraft(log.board, { role, operatorId }, message.callId))
          follower.onAnnouncement(text);
    },
    onDraft: typed => void draftListeners.push(typed),
    announce,
    adviseMoves(advice) {
      const text = JSON.stringify({ type: 'moveUp', advice } satisfies ServerMessage);
      for (const follower of followers.keys()) follower.onBoardNews(text);
    },
    isBoardWatched: () =>
      [...followers.values()].some(({ role }) => (boardRoles as readonly string[]).includes(role)),
    hears: unitId => [...followers.values()].some(who => who.unitId === unitId),
    get size() {
      return followers.size;
    },
    stop() {
      clearInterval(flushing);
      clearInterval(ticking);
      stopBoard();
      for (const follower of followers.keys()) follower.close();
      followers.clear();
    },
  };
}

function dueOf(
  moved: Set<string>,
  sentAt: Map<string, number>,
  now: number,
  at: Instant,
  placeOf: (unitId: string, at: Instant) => UnitPosition | undefined,
): UnitPosition[] {
  const due: UnitPosition[] = [];
  for (const unitId of moved) {
    if (now - (sentAt.get(unitId) ?? Number.NEGATIVE_INFINITY) < UNIT_AT_MOST_EVERY_MS) continue;
    moved.delete(unitId);
    sentAt.set(unitId, now);
    const place = placeOf(unitId, at);
    if (place !== undefined) due.push(place);
  }
  return due;
}

/** Units whose own view changed: named by an entry, or assigned to an incident that an entry is about. */
function unitsTouched(entries: readonly Entry[], board: Board): ReadonlySet<string> {
  const units = new Set<string>();
  for (const entry of entries) {
    const about = subjectsOf(entry);
    for (const unitId of about.unitIds) units.add(unitId);
    if (changesConfiguration(entry)) for (const unitId of board.units.keys()) units.add(unitId);
    // What its callers are known to speak stands on the crew's phone too.
    const ofCall = board.calls.get(about.callId ?? '')?.incidentId;
    const incident = board.incidents.get(about.incidentId ?? ofCall ?? '');
    for (const assignmentId of incident?.assignmentIds ?? []) {
      const assignment = board.assignments.get(assignmentId);
      if (assignment !== undefined) units.add(assignment.unitId);
    }
  }
  return units;
}
