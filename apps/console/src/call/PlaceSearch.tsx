import type { Place } from '@clarion/dispatch';
import type { PlaceHitAnswer } from '@clarion/protocol';
import { useEffect, useId, useRef, useState } from 'react';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

const WAIT_MS = 120;

export const placeOfHit = (hit: PlaceHitAnswer): Place => ({
  at: hit.at,
  uncertaintyM: hit.uncertaintyM,
  label: hit.label,
  source: hit.kind === 'coordinates' ? 'coordinates' : 'search',
  verified: false,
  placeId: hit.id,
  ...(hit.district === undefined ? {} : { district: hit.district }),
  ...(hit.crossStreets === undefined ? {} : { crossStreets: hit.crossStreets }),
});

/** The candidate that Enter takes without a choice: only one that stands alone. */
export function preselected(hits: readonly PlaceHitAnswer[]): number {
  const first = hits[0];
  if (first === undefined || first.ambiguous || first.confidence === 'unsure') return -1;
  return first.confidence === 'exact' || hits.length === 1 ? 0 : -1;
}

/**
 * Location first: free text to candidates with district and cross street. Arrow keys choose, Enter takes; where names
 * are ambiguous nothing is preselected and Enter alone takes nothing.
 */
export function PlaceSearch(props: {
  readonly query: string;
  readonly near: readonly [number, number] | undefined;
  readonly autoFocus: boolean;
  readonly onQuery: (query: string) => void;
  readonly onChoose: (place: Place) => void;
}) {
  const console = useConsole();
  const w = useSpeech();
  const listId = useId();
  const [hits, setHits] = useState<readonly PlaceHitAnswer[]>([]);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { query } = props;
  const near = props.near?.join(',');

  useEffect(() => {
    if (props.autoFocus) input.current?.focus();
  }, [props.autoFocus]);

  useEffect(() => {
    if (!open || query.trim() === '') {
      setHits([]);
      setTold('');
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const nearby = near === undefined ? '' : `&near=${near}`;
      const answer = await console.request.get<{ readonly hits: readonly PlaceHitAnswer[] }>(
        `/api/places?q=${encodeURIComponent(query)}&limit=6${nearby}`,
        stop.signal,
      );
      if (stop.signal.aborted) return;
      if (!answer.ok) return setTold(w.fault(answer.error));
      setHits(answer.value.hits);
      setActive(preselected(answer.value.hits));
      setTold(answer.value.hits.length === 0 ? w('place.none') : '');
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query, near, open, console, w]);

  const take = (hit: PlaceHitAnswer) => {
    props.onChoose(placeOfHit(hit));
    props.onQuery(hit.label);
    setOpen(false);
    setHits([]);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (hits.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setActive(now =>
          now < 0 ? (step > 0 ? 0 : hits.length - 1) : (now + step + hits.length) % hits.length,
        );
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const hit = hits[active];
      if (hit !== undefined) take(hit);
      else if (hits.length > 0) setTold(w('place.choose', { n: hits.length }));
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };

  const someAmbiguous = hits.some(hit => hit.ambiguous);
  return (
    <div className="search">
      <label className="label" htmlFor={`${listId}-q`}>
        {w('card.location')} <kbd>F4</kbd>
      </label>
      <input
        ref={input}
        id={`${listId}-q`}
        className="input input-large"
        data-focus="location"
        role="combobox"
        aria-expanded={open && hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(active >= 0 && hits.length > 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
        autoComplete="off"
        spellCheck={false}
        placeholder={w('card.locationHint')}
        value={query}
        onChange={event => {
          setOpen(true);
          props.onQuery(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div className="candidates" hidden={!open || (hits.length === 0 && told === '')}>
        {someAmbiguous && <p className="candidates-note">{w('place.ambiguous')}</p>}
        <div role="listbox" id={listId} aria-label={w('place.candidates')}>
          {hits.map((hit, i) => (
            <div
              key={hit.id}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === active}
              className="candidate"
              onMouseDown={event => event.preventDefault()}
              onClick={() => take(hit)}
              onKeyDown={undefined}
            >
              <span className="candidate-kind">{w(`place.kind.${hit.kind}`)}</span>
              <span className="candidate-label">{hit.label}</span>
              <span className={`candidate-sure sure-${hit.confidence}`}>
                {w(`place.sure.${hit.confidence}`)}
              </span>
              <span className="candidate-where">
                {[hit.district, hit.crossStreets].filter(Boolean).join(' · ') || w('place.noDistrict')}
              </span>
            </div>
          ))}
        </div>
        <p className="candidates-told" role="status">
          {told}
        </p>
      </div>
    </div>
  );
}
