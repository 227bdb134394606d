import { type Incident, newestMove, type Place } from '@clarion/dispatch';
import { PlaceName } from '../call/ThreePlaces.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { usePlaceNow } from './moved-places.ts';

/** The place of an incident; of one that moves the newest, with the one before struck through. */
export function PlaceOf({ incident, short }: { readonly incident: Incident; readonly short?: true }) {
  const w = useSpeech();
  const { place, unread } = usePlaceNow(incident);
  if (place === undefined) return <span className="faint">{w('queue.noPlace')}</span>;
  if (newestMove(incident) === undefined) return <PlaceName place={place} {...(short ? { short } : {})} />;
  return <NowAt incident={incident} place={unread ? undefined : place} {...(short ? { short } : {})} />;
}

export function NowAt(props: {
  readonly incident: Incident;
  readonly place: Place | undefined;
  readonly short?: true;
}) {
  const w = useSpeech();
  const { incident, place, short } = props;
  const move = newestMove(incident);
  return (
    <span data-moved={incident.incidentId}>
      <span className="tag">{w('moved.mark')}</span>{' '}
      {place === undefined ? (
        <span>{w('moved.unread')}</span>
      ) : (
        <PlaceName place={place} {...(short ? { short } : {})} />
      )}
      {!short && incident.place !== undefined && (
        <>
          {' '}
          <s className="place-old">{incident.place.label}</s>
        </>
      )}
      {!short && move !== undefined && (
        <span className="faint">
          {' '}
          {w('moved.told', { who: w(`moved.${move.told}`), time: w.time(move.at) })}
        </span>
      )}
    </span>
  );
}
