import { newestMove } from '@clarion/dispatch';
import type { UnitView } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { PlaceName } from '../call/ThreePlaces.tsx';
import { useCell } from '../cell.ts';
import { NowAt } from '../moving/MovedPlace.tsx';
import { movedPlaces, placeNow, readMoved } from '../moving/moved-places.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';

/** Where to; of an incident that moves the newest place, with the one before struck through. It is kept in memory only. */
export function WhereNow(props: {
  readonly parts: PhoneParts;
  readonly incident: UnitView['assignments'][number]['incident'];
}) {
  const w = useSpeech();
  const { parts, incident } = props;
  const [places] = useState(movedPlaces);
  const known = useCell(places);
  const live = useCell(parts.liveness, liveness => liveness.state === 'live');
  const sealedId = newestMove(incident)?.place.sealedId;
  useEffect(() => {
    if (sealedId !== undefined && live) void readMoved(parts.request, places, sealedId);
  }, [parts, places, sealedId, live]);
  const { place, unread } = placeNow(known, incident);
  if (sealedId !== undefined) return <NowAt incident={incident} place={unread ? undefined : place} />;
  return place === undefined ? w('queue.noPlace') : <PlaceName place={place} />;
}
