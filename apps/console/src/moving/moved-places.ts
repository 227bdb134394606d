import { type Incident, newestMove, type Place } from '@clarion/dispatch';
import type { SealedText } from '@clarion/protocol';
import { useEffect } from 'react';
import { type Cell, cell, useCell } from '../cell.ts';
import { type Console, useConsole } from '../console.ts';
import type { Requester } from '../link/request.ts';

/** Places of moving incidents that this page has read, by the number of their seal; `null` is being asked, or was not given. In memory only. */
export type MovedPlaces = Cell<ReadonlyMap<string, Place | null>>;
export const movedPlaces = (): MovedPlaces => cell<ReadonlyMap<string, Place | null>>(new Map());

/** Reads it once; the server writes down who has read it. */
export async function readMoved(request: Requester, places: MovedPlaces, sealedId: string): Promise<void> {
  if (places.get().has(sealedId)) return;
  places.change(now => new Map(now).set(sealedId, null));
  const answer = await request.get<SealedText>(`/api/sealed/${encodeURIComponent(sealedId)}`);
  const text = answer.ok ? answer.value.text : undefined;
  places.change(now => {
    const next = new Map(now);
    if (text !== undefined) next.set(sealedId, placeFrom(text));
    // Without a network it is asked again with the next look.
    else if (!answer.ok && answer.error.status === 0) next.delete(sealedId);
    return next;
  });
}

export function placeFrom(text: string): Place | null {
  try {
    return JSON.parse(text) as Place;
  } catch {
    return null;
  }
}

/** Where the incident is now, as far as this page has read it: `unread` when it has moved and nobody has told where to. */
export function placeNow(
  places: ReadonlyMap<string, Place | null>,
  incident: Incident,
): { readonly place: Place | undefined; readonly unread: boolean } {
  const move = newestMove(incident);
  if (move === undefined) return { place: incident.place, unread: false };
  const place = places.get(move.place.sealedId);
  return place ? { place, unread: false } : { place: incident.place, unread: true };
}

/** The place for a row or panel; one that has moved is read when it is first shown. */
export function usePlaceNow(incident: Incident): ReturnType<typeof placeNow> {
  const console = useConsole();
  const places = useCell(console.moved);
  const sealedId = newestMove(incident)?.place.sealedId;
  const isOpen = incident.state === 'open';
  useEffect(() => {
    if (sealedId !== undefined && isOpen) void readMoved(console.request, console.moved, sealedId);
  }, [console, sealedId, isOpen]);
  return placeNow(places, incident);
}

/** Without waiting for anything: for what is drawn many times. */
export const placeOnPage = (console: Console, incident: Incident): Place | undefined =>
  placeNow(console.moved.get(), incident).place;
