import { type Instant, instant } from '@clarion/measure';
import type { Assignment, Board, Incident } from './board.ts';
import { openAssignments } from './change.ts';
import { beganAt } from './clocks.ts';
import type { AssignmentId, PostId, UnitId } from './ids.ts';

/** A way by which crews are told; addresses and secrets are the server's, the log has the name. */
export type ChannelId = string;

/** The page of the crew's own phone, a message bus (NATS or MQTT) to pagers and radios, or the address of a printer or pager. */
export const channelKinds = ['phone', 'bus', 'mqtt', 'webhook'] as const;
export type ChannelKind = (typeof channelKinds)[number];

export interface PagingChannel {
  readonly channelId: ChannelId;
  readonly kind: ChannelKind;
  /** Not delivered within this, the next in the order is used. */
  readonly withinSeconds: number;
}

/** By which channels crews are told, and in which order. */
export interface Paging {
  readonly channels: readonly PagingChannel[];
  readonly order: readonly ChannelId[];
  readonly posts?: { readonly [postId: PostId]: readonly ChannelId[] };
  readonly units?: { readonly [unitId: UnitId]: readonly ChannelId[] };
  /** A page that is older is never sent. */
  readonly lifeSeconds: number;
  /** A change that stays unread longer is told to the dispatcher. */
  readonly unreadSeconds: number;
}

export const CREW_PAGE: ChannelId = 'phone';

/** sending: somebody has taken it on; sent: the channel has it; delivered: it is before the crew; failed: not in time. */
export const pageSteps = ['sending', 'sent', 'failed', 'delivered'] as const;
export type PageStep = (typeof pageSteps)[number];

/** What became of a page on one channel. */
export interface PageMark {
  /** The entry of the change that it tells of; absent: that the unit is sent. */
  readonly change?: number;
  readonly channelId: ChannelId;
  readonly step: PageStep;
  /** When each was reached. */
  readonly times: { readonly [step in PageStep]?: Instant };
}

/** What a page is about. */
export interface PageSubject {
  readonly assignmentId: AssignmentId;
  readonly change?: number;
}

/** The unit's own order, else its post's, else the centre's. Empty where none is configured: then the phone shows it. */
export function channelsFor(board: Board, unitId: UnitId): readonly PagingChannel[] {
  const paging = board.configuration?.paging;
  if (!paging) return [];
  const postId = board.units.get(unitId)?.description.postId;
  const order = paging.units?.[unitId] ?? paging.posts?.[postId ?? ''] ?? paging.order;
  return order.flatMap(id => paging.channels.find(({ channelId }) => channelId === id) ?? []);
}

export function marksOf(assignment: Assignment, change: number | undefined): readonly PageMark[] {
  return (assignment.pages ?? []).filter(mark => mark.change === change);
}

/** When the page began to count: the unit was sent (of what waited behind another, came to it), or the incident changed. */
function pagedAt(board: Board, assignment: Assignment, change: number | undefined): Instant | undefined {
  if (change === undefined) return beganAt(board, assignment);
  return assignment.unread?.find(({ seq }) => seq === change)?.at;
}

/** acknowledged: the crew has said so; expired: recalled, released or too old before it was delivered. */
export type PageState = 'waiting' | 'sending' | 'sent' | 'delivered' | 'failed' | 'acknowledged' | 'expired';

/**
 * Where a page stands. One that nobody confirmed and that is over is expired, whatever its channels say: it is not sent any
 * more, and who reads the board sees that it never arrived.
 */
export function pageState(
  board: Board,
  assignment: Assignment,
  change: number | undefined,
  now: Instant,
): PageState {
  if (isRead(assignment, change)) return 'acknowledged';
  const marks = marksOf(assignment, change);
  if (marks.some(mark => mark.step === 'delivered')) return 'delivered';
  if (isOver(board, assignment, change, now)) return 'expired';
  const last = marks.at(-1);
  if (!last) return 'waiting';
  return last.step;
}

/** Whether nothing of it may be sent any more. */
export function isOver(
  board: Board,
  assignment: Assignment,
  change: number | undefined,
  now: Instant,
): boolean {
  if (assignment.endedAt !== undefined) return true;
  const since = pagedAt(board, assignment, change);
  const life = board.configuration?.paging?.lifeSeconds;
  return since === undefined || (life !== undefined && now >= since + life * 1000);
}

/** The crew has answered it: a step past dispatched, or the change read. */
export function isRead(assignment: Assignment, change: number | undefined): boolean {
  if (change === undefined) return Object.keys(assignment.times).some(step => step !== 'dispatched');
  return assignment.unread?.every(({ seq }) => seq !== change) ?? true;
}

/** What is to be done for a page now. */
export type PageTask = PageSubject & {
  readonly unitId: UnitId;
  readonly channel: PagingChannel;
  /** send: by this channel; fail: it has had its time. */
  readonly task: 'send' | 'fail';
  /** From then on it must not be sent. */
  readonly expiresAt: Instant;
};

/** Of all open incidents: pages that wait for a channel, and channels that have had their time. */
export function pageTasks(board: Board, now: Instant): readonly PageTask[] {
  if (!board.configuration?.paging) return [];
  const tasks: PageTask[] = [];
  for (const incidentId of board.openIncidents) {
    const incident = board.incidents.get(incidentId);
    if (incident) tasks.push(...tasksOf(board, incident, now));
  }
  return tasks;
}

function tasksOf(board: Board, incident: Incident, now: Instant): readonly PageTask[] {
  return openAssignments(board, incident).flatMap(assignment => {
    const about = [undefined, ...(assignment.unread ?? []).map(({ seq }) => seq)];
    return about.flatMap(change => nextTask(board, assignment, change, now) ?? []);
  });
}

function nextTask(
  board: Board,
  assignment: Assignment,
  change: number | undefined,
  now: Instant,
): PageTask | undefined {
  // What waits behind another assignment is told when the unit comes to it.
  const began = pagedAt(board, assignment, change);
  if (began === undefined || isRead(assignment, change) || isOver(board, assignment, change, now))
    return undefined;
  const marks = marksOf(assignment, change);
  if (marks.some(mark => mark.step === 'delivered')) return undefined;
  const { assignmentId, unitId } = assignment;
  const life = board.configuration?.paging?.lifeSeconds ?? 0;
  let since = began;
  const expiresAt = instant(since + life * 1000);
  const about = { assignmentId, unitId, expiresAt, ...(change === undefined ? {} : { change }) };
  for (const channel of channelsFor(board, unitId)) {
    const mark = marks.find(one => one.channelId === channel.channelId);
    if (mark?.step === 'failed') {
      since = mark.times.failed ?? since;
      continue;
    }
    if (now >= since + channel.withinSeconds * 1000) return { ...about, channel, task: 'fail' };
    return mark ? undefined : { ...about, channel, task: 'send' };
  }
  return undefined;
}
