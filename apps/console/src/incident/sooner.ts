import {
  type Board,
  deskOfIncident,
  desksOfOperator,
  type Incident,
  openAssignments,
} from '@clarion/dispatch';
import type { SoonerAnswer } from '@clarion/protocol';
import { useEffect } from 'react';
import { useCell } from '../cell.ts';
import { type Console, useConsole } from '../console.ts';
import type { Requester } from '../link/request.ts';
import { useSpeech } from '../words/useSpeech.ts';

export type Swap = SoonerAnswer['swaps'][number];

/** By incident: who would be sooner at its new place. `key` names that place, so that each is asked for and told of once. */
export type Swaps = ReadonlyMap<string, { readonly key: string; readonly swap?: Swap }>;

/**
 * The incidents whose place has changed under crews on the way, and that are this person's: in hand, or owned by a desk where
 * they sit. Whoever else has them in hand or sits there is asked the same and told the same.
 */
export function changedPlaces(
  board: Board,
  operatorId: string,
  inHand: string | undefined,
): readonly { readonly incidentId: string; readonly key: string }[] {
  const desks = desksOfOperator(board, operatorId);
  const isOurs = (incident: Incident) =>
    incident.incidentId === inHand || desks.includes(deskOfIncident(board, incident) ?? '');
  return [...board.openIncidents].flatMap(incidentId => {
    const incident = board.incidents.get(incidentId);
    const place = incident?.place;
    if (incident === undefined || place === undefined) return [];
    const isChanged = openAssignments(board, incident).some(one =>
      one.unread?.some(({ was }) => was.place !== undefined),
    );
    return isChanged && isOurs(incident) ? [{ incidentId, key: `${incidentId} ${place.at.join()}` }] : [];
  });
}

/** Asks for the swaps of what has not been asked for yet; an answer is kept for the place it was asked for alone. */
export async function askSwaps(
  request: Pick<Requester, 'get'>,
  known: Swaps,
  wanted: ReturnType<typeof changedPlaces>,
  take: (incidentId: string, key: string, swap: Swap | undefined) => void,
): Promise<void> {
  const fresh = wanted.filter(({ incidentId, key }) => known.get(incidentId)?.key !== key);
  for (const { incidentId, key } of fresh) take(incidentId, key, undefined);
  for (const { incidentId, key } of fresh) {
    const path = `/api/recommendation/sooner?incidentId=${encodeURIComponent(incidentId)}`;
    const answer = await request.get<SoonerAnswer>(path);
    const [swap] = answer.ok ? answer.value.swaps : [];
    if (swap !== undefined) take(incidentId, key, swap);
  }
}

/** The offer for an incident, while the one is still on the way and the other free. */
export function standingSwap(board: Board, swaps: Swaps, incidentId: string | undefined): Swap | undefined {
  const incident = board.incidents.get(incidentId ?? '');
  const swap = swaps.get(incidentId ?? '')?.swap;
  if (incident === undefined || swap === undefined) return undefined;
  const out = openAssignments(board, incident).find(({ unitId }) => unitId === swap.outUnitId);
  const isFree = board.units.get(swap.inUnitId)?.status === 'available';
  return out !== undefined && out.times.onScene === undefined && isFree ? swap : undefined;
}

/** The offer was taken or left: it is not made again for that place. */
export function leaveSwap(console: Console, incidentId: string): void {
  console.swaps.change(all => {
    const key = all.get(incidentId)?.key;
    return key === undefined ? all : new Map(all).set(incidentId, { key });
  });
}

/** Draws nothing: asks, and tells of an offer for an incident that is not in hand. */
export function SoonerWatch() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const inHand = useCell(console.desk, desk => desk.incidentId);
  const operatorId = useCell(console.session)?.operatorId;
  useEffect(() => {
    if (operatorId === undefined) return;
    const wanted = changedPlaces(board, operatorId, inHand);
    void askSwaps(console.request, console.swaps.get(), wanted, (incidentId, key, swap) => {
      console.swaps.change(all => new Map(all).set(incidentId, swap === undefined ? { key } : { key, swap }));
      if (swap === undefined || console.desk.get().incidentId === incidentId) return;
      const { inUnitId: inUnit, outUnitId: outUnit, byMs } = swap;
      const said = w('change.sooner', { inUnit, outUnit, minutes: Math.round(byMs / 60_000) });
      console.tell('warn', `${incidentId}: ${said}`);
    });
  }, [board, inHand, operatorId, console, w]);
  return null;
}
