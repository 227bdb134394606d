import { type Instant, instant } from '@clarion/measure';
import type { AgencyId, OutsideAgency } from './agency.ts';
import type { Board, Call, Incident } from './board.ts';
import type { Actor } from './command.ts';
import { ownerOfCall, ownerOfIncident } from './hand-over.ts';
import type { CallId, DeskId, IncidentId } from './ids.ts';
import { leadOf } from './merge.ts';
import type { ChannelId } from './paging.ts';
import { typeOfMatter } from './transfer-matter.ts';

/** Why a matter is given to somebody else. */
export const transferReasons = [
  'notOurTask',
  'notUrgent',
  'otherArea',
  'specialist',
  'order',
  'other',
] as const;
export type TransferReason = (typeof transferReasons)[number];

/** What came of it in the end. */
export const transferResults = ['done', 'refused', 'returned'] as const;
export type TransferResult = (typeof transferResults)[number];

/** Why it was refused or came back. */
export const returnReasons = [
  'notTheirTask',
  'otherArea',
  'noCapacity',
  'unclear',
  'urgent',
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** How far telling the agency by its channel has come. */
export const tellingSteps = ['sending', 'sent', 'delivered', 'failed'] as const;
export type TellingStep = (typeof tellingSteps)[number];

/** A number of the agency's own; no words, for the log keeps it for ever. */
export const RECEIPT_FORM = /^(?=.*\d)[\p{L}\p{N}./_-]{1,32}$/u;

export type TransferState = 'sent' | 'received' | TransferResult | 'withdrawn';

/** One matter that was given to an agency, kept with its call or incident. */
export interface Transfer {
  /** Of its call or incident: the first is 1. */
  readonly number: number;
  readonly agencyId: AgencyId;
  readonly reason: TransferReason;
  readonly state: TransferState;
  readonly sentAt: Instant;
  readonly by: Actor;
  /** Whoever sat there has said that the number to ring back goes along. */
  readonly withContact?: true;
  /** Of this call; another's number does not go along. */
  readonly contactOf?: CallId;
  readonly receiptDueAt: Instant;
  readonly told?: { readonly step: TellingStep; readonly at: Instant };
  readonly received?: {
    readonly at: Instant;
    readonly by: Actor;
    readonly receipt?: string;
    /** Absent: no result is awaited. */
    readonly resultDueAt?: Instant;
  };
  readonly ended?: { readonly at: Instant; readonly by: Actor; readonly reason?: ReturnReason };
}

/** A call or an incident. */
export type Matter = { readonly callId: CallId } | { readonly incidentId: IncidentId };
export interface MatterTransfer {
  readonly matter: Matter;
  readonly transfer: Transfer;
}

export const agenciesOf = (board: Board): readonly OutsideAgency[] => board.configuration?.agencies ?? [];

/** The agencies in the order in which they are offered: those that take such a matter first. */
export function agenciesFor(board: Board, about: Call | Incident): readonly OutsideAgency[] {
  const category = typeOfMatter(board, about)?.category;
  const takes = ({ categories }: OutsideAgency) =>
    categories === undefined || category === undefined || categories.includes(category);
  return agenciesOf(board).toSorted((a, b) => Number(takes(b)) - Number(takes(a)));
}

/** I17-1: how desk and agency name it to each other. */
export const transferRef = (matter: Matter, number: number): string => `${matterId(matter)}-${number}`;
export const matterId = (matter: Matter): string => ('callId' in matter ? matter.callId : matter.incidentId);

/** The matter that a reference names, and its number; undefined when it is not the form of one. */
export function readTransferRef(
  ref: string,
): { readonly matter: Matter; readonly number: number } | undefined {
  const [, id, number] = /^([CI]\d+)-(\d+)$/.exec(ref) ?? [];
  if (id === undefined) return undefined;
  return { matter: id.startsWith('C') ? { callId: id } : { incidentId: id }, number: Number(number) };
}

/** It awaits the receipt, or a result that is expected. */
export function isOpenTransfer({ state, received }: Transfer): boolean {
  return state === 'sent' || (state === 'received' && received?.resultDueAt !== undefined);
}

/** Sent away and somebody has not taken it, or what was said last is that it came back: the call is the centre's still. */
export function isStillOurs(transfers: readonly Transfer[] = []): boolean {
  if (transfers.some(({ state }) => state === 'sent')) return true;
  const last = transfers.toSorted((a, b) => saidAt(a) - saidAt(b)).at(-1);
  return last !== undefined && !isTaken(last);
}

const saidAt = ({ sentAt, received, ended }: Transfer): Instant => ended?.at ?? received?.at ?? sentAt;

/** An agency has it, or has done it. */
export const isTaken = ({ state }: Transfer): boolean => state === 'received' || state === 'done';

export const transfersOf = (board: Board, matter: Matter): readonly Transfer[] =>
  ('callId' in matter
    ? board.calls.get(matter.callId)?.transfers
    : board.incidents.get(matter.incidentId)?.transfers) ?? [];

/** Every transfer that awaits something, the soonest due first. */
export function openTransfers(board: Board): readonly (MatterTransfer & { readonly dueAt: Instant })[] {
  const open: (MatterTransfer & { readonly dueAt: Instant })[] = [];
  for (const id of board.transferring) {
    const matter = id.startsWith('C') ? { callId: id } : { incidentId: id };
    for (const transfer of transfersOf(board, matter))
      if (isOpenTransfer(transfer)) open.push({ matter, transfer, dueAt: dueAtOf(transfer) });
  }
  return open.sort((a, b) => a.dueAt - b.dueAt);
}

const dueAtOf = ({ state, receiptDueAt, received }: Transfer): Instant =>
  state === 'sent' ? receiptDueAt : (received?.resultDueAt ?? receiptDueAt);

/** The desk that follows it up: the incident's, else the call's. It is so after they have ended, too. */
export function deskOfMatter(board: Board, matter: Matter): DeskId | undefined {
  const incidentId = 'callId' in matter ? board.calls.get(matter.callId)?.incidentId : matter.incidentId;
  const incident = incidentId === undefined ? undefined : board.incidents.get(leadOf(board, incidentId));
  if (incident) return ownerOfIncident(board, incident);
  return 'callId' in matter ? ownerOfCall(board, matter.callId) : undefined;
}

/** Who speaks for an agency at its door. */
export const agencyActor = (agencyId: AgencyId): Actor => ({ kind: 'system', id: `agency ${agencyId}` });

/** Transfers of which the agency is to be told by its channel and was not yet. */
export function tellingTasks(board: Board): readonly (MatterTransfer & { readonly channelId: ChannelId })[] {
  return openTransfers(board).flatMap(({ matter, transfer }) => {
    const agency = agenciesOf(board).find(one => one.agencyId === transfer.agencyId);
    if (transfer.state !== 'sent' || transfer.told !== undefined || agency?.channelId === undefined)
      return [];
    return [{ matter, transfer, channelId: agency.channelId }];
  });
}

export const afterHours = (at: Instant, hours: number): Instant => instant(at + hours * 3_600_000);
