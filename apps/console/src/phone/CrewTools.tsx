import { type ReadySentence, readySentences } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';
import { reducePhoto } from './reduce-photo.ts';

const POSITION_WITHIN_MS = 20_000;

/** Beside the statuses: write to the centre, take a photo for the incident, say where the unit is. */
export function CrewTools(props: {
  readonly parts: PhoneParts;
  readonly unitId: string;
  readonly incidentId: string | undefined;
}) {
  const w = useSpeech();
  const { parts, unitId, incidentId } = props;
  const [writing, setWriting] = useState(false);
  const take = async (file: File | undefined) => {
    if (file === undefined || incidentId === undefined) return;
    const happenedAt = parts.at();
    const picture = await reducePhoto(file);
    if (picture === undefined) return parts.told.set(w('phone.photoNot'));
    parts.told.set(undefined);
    await parts.queue.add({ kind: 'photo', incidentId, happenedAt }, picture);
  };
  const locate = () => {
    const not = () => parts.told.set(w('phone.positionNot'));
    if (!('geolocation' in navigator)) return not();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        parts.told.set(undefined);
        const at = [coords.longitude, coords.latitude] as unknown as LngLat;
        void parts.queue.add({ kind: 'position', fix: { unitId, at, fixAt: parts.at() } });
      },
      not,
      { enableHighAccuracy: true, timeout: POSITION_WITHIN_MS, maximumAge: 0 },
    );
  };
  return (
    <>
      {writing && incidentId !== undefined && (
        <Write {...props} incidentId={incidentId} onClose={() => setWriting(false)} />
      )}
      <div className="phone-tools">
        {incidentId !== undefined && (
          <>
            <button
              type="button"
              className="phone-other"
              aria-expanded={writing}
              data-tool="write"
              onClick={() => setWriting(!writing)}
            >
              {w('phone.write')}
            </button>
            <label className="phone-other phone-file">
              <input
                type="file"
                className="hidden"
                accept="image/*"
                capture="environment"
                aria-label={w('phone.photoTitle')}
                onChange={event => {
                  void take(event.target.files?.[0]);
                  event.target.value = '';
                }}
              />
              <span aria-hidden="true">{w('phone.photo')}</span>
            </label>
          </>
        )}
        <button type="button" className="phone-other" data-tool="position" onClick={locate}>
          {w('phone.position')}
        </button>
      </div>
    </>
  );
}

/** One touch for what is said most; else the crew's own words. */
function Write(props: {
  readonly parts: PhoneParts;
  readonly unitId: string;
  readonly incidentId: string;
  readonly onClose: () => void;
}) {
  const w = useSpeech();
  const { parts, unitId, incidentId, onClose } = props;
  const [text, setText] = useState('');
  const say = (more: { readonly ready: ReadySentence } | { readonly text: string }) => {
    parts.act({ type: 'WriteToFloor', unitId, incidentId, happenedAt: parts.at(), ...more });
    onClose();
  };
  return (
    <section className="phone-write" aria-label={w('phone.writeTitle')}>
      <div className="phone-ready">
        {readySentences.map(ready => (
          <button
            key={ready}
            type="button"
            className="phone-other"
            data-ready={ready}
            onClick={() => say({ ready })}
          >
            {w(`ready.${ready}`)}
          </button>
        ))}
      </div>
      <label className="phone-own">
        <span>{w('phone.writeOwn')}</span>
        <textarea
          className="input"
          rows={2}
          maxLength={500}
          value={text}
          onChange={event => setText(event.target.value)}
        />
      </label>
      <div className="phone-tools">
        <button type="button" className="phone-other" onClick={onClose}>
          {w('phone.close')}
        </button>
        <button
          type="button"
          className="phone-other phone-send"
          disabled={text.trim() === ''}
          data-send
          onClick={() => say({ text: text.trim() })}
        >
          {w('phone.send')}
        </button>
      </div>
    </section>
  );
}
