import type { Incident, Photo } from '@clarion/dispatch';
import { type PhotoPurpose, photoPurposes, purposes } from '@clarion/protocol';
import { useEffect, useId, useState } from 'react';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

/**
 * Photos of the incident's crews. Each look is for a purpose that the person states, and is written down; the pictures are in
 * memory alone, and gone with the panel.
 */
export function Photos({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const id = useId();
  const isOpen = incident.state === 'open';
  const choices = isOpen ? photoPurposes : purposes;
  const [chosen, setChosen] = useState<PhotoPurpose>(choices[0]);
  const [purpose, setPurpose] = useState<PhotoPurpose | undefined>(undefined);
  const role = console.session.get()?.role;
  const photos = incident.photos ?? [];
  if (photos.length === 0) return null;
  const mayLook = role === 'dispatcher' || role === 'commander' || role === 'auditor';
  return (
    <section className="photos" aria-label={w('photos.title')} data-photos={photos.length}>
      <b>{w('photos.title')}</b> <span className="faint">{w('photos.count', { n: photos.length })}</span>
      {mayLook && (
        <div className="purpose">
          <label htmlFor={id}>{w('purpose.ask')}</label>
          <select
            id={id}
            className="input"
            value={chosen}
            onChange={event => {
              setChosen(event.target.value as PhotoPurpose);
              setPurpose(undefined);
            }}
          >
            {choices.map(one => (
              <option key={one} value={one}>
                {w(`purpose.${one}`)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button button-small"
            data-show-photos
            onClick={() => setPurpose(purpose === undefined ? chosen : undefined)}
          >
            {w(purpose === undefined ? 'photos.show' : 'photos.hide')}
          </button>
        </div>
      )}
      {purpose !== undefined && (
        <div className="photos-row">
          {photos.map(photo => (
            <OnePhoto key={photo.photo.sealedId} photo={photo} purpose={purpose} />
          ))}
        </div>
      )}
    </section>
  );
}

function OnePhoto(props: { readonly photo: Photo; readonly purpose: PhotoPurpose }) {
  const w = useSpeech();
  const { photo, purpose } = props;
  const { sealedId } = photo.photo;
  const [seen, setSeen] = useState<string | 'gone' | undefined>(undefined);
  useEffect(() => {
    const stop = new AbortController();
    let url: string | undefined;
    const look = async () => {
      const answer = await fetch(`/api/photos/${sealedId}?purpose=${purpose}`, {
        credentials: 'same-origin',
        signal: stop.signal,
      });
      const picture = answer.ok ? await answer.blob() : undefined;
      if (stop.signal.aborted) return;
      url = picture && URL.createObjectURL(picture);
      setSeen(url ?? 'gone');
    };
    look().catch(() => {
      if (!stop.signal.aborted) setSeen('gone');
    });
    return () => {
      stop.abort();
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [sealedId, purpose]);
  const about = { unit: photo.unitId, time: w.time(photo.at) };
  if (seen === undefined) return <span className="faint">{w('photos.of', about)}</span>;
  if (seen === 'gone') return <span className="faint">{w('photos.gone', about)}</span>;
  return (
    <figure className="photo">
      <a href={seen} target="_blank" rel="noreferrer">
        <img src={seen} alt={w('photos.of', about)} data-photo={photo.unitId} />
      </a>
      <figcaption className="numeric">
        {photo.unitId} {w.time(photo.at)}
      </figcaption>
    </figure>
  );
}
