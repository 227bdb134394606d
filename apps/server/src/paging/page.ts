import {
  type Board,
  type Hazard,
  isAdvisedToWait,
  isStaged,
  languagesAt,
  type Names,
  type PageTask,
} from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { AgencyTransfer } from '@clarion/protocol';

/** What a channel is given: codes, the type's names and the place. What callers say is sealed and never in a page. */
export interface Page {
  /** The same for every attempt by every server, so that a channel that has it already can pass it over. */
  readonly pageId: string;
  readonly kind: 'assigned' | 'changed';
  readonly unitId: string;
  readonly incidentId: string;
  readonly priority: number;
  readonly type?: Names;
  readonly place?: { readonly label: string; readonly at: LngLat };
  readonly hazards: readonly Hazard[];
  /** BCP 47 codes of what is spoken at the scene, as its callers' cards say. */
  readonly languages?: readonly string[];
  /** It waits at a distance, by an order or by a card's advice. */
  readonly stage: boolean;
  /** A channel that could not pass it on by then throws it away. UTC milliseconds. */
  readonly expiresAt: number;
}

/** That a matter was given to an agency: codes, the type's names and the place. The number to ring back stays with the centre. */
export interface TransferNotice extends Omit<AgencyTransfer, 'contact'> {
  readonly kind: 'transfer';
  readonly pageId: string;
  readonly agencyId: string;
  readonly expiresAt: number;
}

export type Notice = Page | TransferNotice;

/** By what it is found on a bus or broker: what it is about, and whose it is. */
export const addresseeOf = (notice: Notice): readonly ['page' | 'transfer', string] =>
  notice.kind === 'transfer' ? ['transfer', notice.agencyId] : ['page', notice.unitId];

/** What a channel has made of a page. */
export type Told = 'sent' | 'delivered' | 'failed';

/** What a gateway answers: `{"state":"sent"}` or `{"state":"delivered"}`; undefined for anything else. */
export function toldIn(answer: string | undefined): Exclude<Told, 'failed'> | undefined {
  const state = /"state"\s*:\s*"(sent|delivered)"/.exec(answer ?? '')?.[1];
  return state === 'sent' || state === 'delivered' ? state : undefined;
}

/** One way out of the house. */
export interface PagingAdapter {
  /** Tries for as long as `holds` says so, and asks it before every attempt: a page that is over is not sent. */
  send(notice: Notice, holds: () => boolean): Promise<Told>;
  stop(): Promise<void>;
}

/** Undefined when the incident is gone. */
export function pageOf(board: Board, logId: string, task: PageTask): Page | undefined {
  const { assignmentId, unitId, change, channel, expiresAt } = task;
  const assignment = board.assignments.get(assignmentId);
  const incident = board.incidents.get(assignment?.incidentId ?? '');
  if (assignment === undefined || incident === undefined) return undefined;
  const { incidentId, priority, place, hazards = [] } = incident;
  const type = board.configuration?.types.find(({ typeId }) => typeId === incident.typeId)?.names;
  const languages = languagesAt(board, incident);
  return {
    pageId: [logId, assignmentId, change ?? 0, channel.channelId].join('/'),
    kind: change === undefined ? 'assigned' : 'changed',
    unitId,
    incidentId,
    priority,
    hazards,
    stage: isStaged(assignment) || isAdvisedToWait(incident, assignment),
    expiresAt,
    ...(languages.length === 0 ? {} : { languages }),
    ...(type === undefined ? {} : { type }),
    ...(place === undefined ? {} : { place: { label: place.label, at: place.at } }),
  };
}
