import type { Call, Place } from '@clarion/dispatch';
import type { Located } from '../location/located.ts';
import { PhoneLocations } from '../location/PhoneLocations.tsx';
import { useSpeech } from '../words/useSpeech.ts';

/** The caller's words, the phone's own location and the chosen point, always side by side: they may disagree. */
export function ThreePlaces(props: {
  readonly call: Call;
  /** The card's own, or what its incident was opened with. */
  readonly place: Place | undefined;
  readonly said: string;
  readonly canEdit: boolean;
  readonly onUsePhone: (place: Place) => void;
  readonly onVerify: (place: Place) => void;
  readonly located: Located;
  readonly onSearch: (query: string) => void;
}) {
  const w = useSpeech();
  const { place } = props;
  return (
    <dl className="three">
      <div className="three-row">
        <dt>{w('card.said')}</dt>
        <dd className="three-said">
          {props.said === '' ? <span className="faint">{w('card.nothingSaid')}</span> : `“${props.said}”`}
        </dd>
      </div>
      <div className="three-row">
        <dt>{w('card.phone')}</dt>
        <dd>
          {props.located.locations.length > 0 ? (
            <PhoneLocations
              call={props.call}
              located={props.located}
              place={place}
              canEdit={props.canEdit}
              onUse={props.onUsePhone}
              onSearch={props.onSearch}
            />
          ) : (
            <span className="faint">{w('card.noPhone')}</span>
          )}
        </dd>
      </div>
      <div className="three-row">
        <dt>{w('card.chosen')}</dt>
        <dd>
          {place === undefined ? (
            <span className="faint">{w('card.noPlace')}</span>
          ) : (
            <>
              <PlaceName place={place} />
              {props.canEdit && (
                <label className="check">
                  <input
                    type="checkbox"
                    checked={place.verified}
                    onChange={event => props.onVerify({ ...place, verified: event.target.checked })}
                  />
                  {w('card.verified')}
                </label>
              )}
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** A place as everybody reads it; an unverified one is dashed and says so. */
export function PlaceName(props: { readonly place: Place; readonly short?: boolean }) {
  const w = useSpeech();
  const { place } = props;
  const parts = [
    place.district,
    props.short ? undefined : place.crossStreets,
    place.floor && w('place.floor', { floor: place.floor }),
    place.entrance && w('place.entrance', { entrance: place.entrance }),
  ].filter(Boolean);
  return (
    <span className={place.verified ? 'place place-verified' : 'place place-unverified'}>
      <span className="place-mark" title={w(place.verified ? 'place.verified' : 'place.unverified')}>
        {place.verified ? '✓' : '?'}
      </span>
      <span className="place-label">{place.label}</span>
      {parts.length > 0 && <span className="place-parts"> {parts.join(' · ')}</span>}
      {place.uncertaintyM > 0 && <span className="place-rough"> ±{Math.round(place.uncertaintyM)} m</span>}
      <span className="hidden">{w(place.verified ? 'place.verified' : 'place.unverified')}</span>
    </span>
  );
}
