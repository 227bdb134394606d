import { type Call, circleAt95, type Place } from '@clarion/dispatch';
import { distance } from '@clarion/measure';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { civicLine, type Located, newestOf, placeOfLocation, sayLocation } from './located.ts';

/** What the phone has said of where it is: the newest first, those it replaces struck through. */
export function PhoneLocations(props: {
  readonly call: Call;
  readonly located: Located;
  readonly place: Place | undefined;
  readonly canEdit: boolean;
  readonly onUse: (place: Place) => void;
  readonly onSearch: (query: string) => void;
}) {
  const w = useSpeech();
  const { locations } = props.located;
  const newest = newestOf(props.located);
  const circle = newest && circleAt95(newest);
  const apart = circle && props.place && Math.round(distance(circle.at, props.place.at));
  const far = apart !== undefined && circle && apart > circle.radiusM + (props.place?.uncertaintyM ?? 0);
  const asPlace = placeOfLocation(newest, false, w);
  const civic = newest?.civic === undefined ? '' : civicLine(newest.civic);
  return (
    <div className="phone-locations">
      <span className="phone-newest" data-locations={locations.length}>
        {newest === undefined ? (
          <span className="faint">{locations.at(-1) === 'erased' ? w('location.erased') : '…'}</span>
        ) : (
          <>
            {sayLocation(newest, w)}{' '}
            {newest.foundAt !== undefined && <span className="faint numeric">{w.time(newest.foundAt)}</span>}
          </>
        )}
      </span>
      {far && <span className="tag tag-warn">{w('card.apart', { m: apart })}</span>}
      {props.canEdit && (
        <span className="phone-tools">
          {asPlace !== undefined && (
            <button type="button" className="button button-small" onClick={() => props.onUse(asPlace)}>
              {w('card.usePhone')}
            </button>
          )}
          {civic !== '' && (
            <button type="button" className="button button-small" onClick={() => props.onSearch(civic)}>
              {civic}
            </button>
          )}
          <ActionButton id="confirmLocation" small />
        </span>
      )}
      {locations
        .slice(0, -1)
        .reverse()
        .map((old, i) => (
          // A location has no name but its place in the order.
          // biome-ignore lint/suspicious/noArrayIndexKey: they are appended, never moved
          <span key={i} className="phone-old">
            <span className="hidden">{w('location.old')}: </span>
            <s>{old === undefined ? '…' : old === 'erased' ? w('location.erased') : sayLocation(old, w)}</s>
          </span>
        ))}
    </div>
  );
}
