import type { Candidate } from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { reasonInWords } from '../shifts/qualification-name.ts';
import { signs } from '../units/sign.ts';
import { arrivalMs, basisInWords, rangeInShort, turnoutInWords } from '../words/arrival.ts';
import { age, duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CoverLeft } from './CoverLeft.tsx';
import { helpInWords } from './help.ts';
import { candidatesInOrder, choose, differences } from './offer.ts';

/** The right units on top, with the reason, the road time and the age of the fix. What stands here is what is sent. */
export function Recommendation() {
  const console = useConsole();
  const w = useSpeech();
  const offer = useCell(console.offer);
  useCell(console.picture.board);
  if (offer.shown === undefined) return <p className="rows-empty">{w('list.waiting')}</p>;
  const { evidence } = offer.shown;
  const list = candidatesInOrder(offer.shown);
  const { gone, come } = differences(offer);
  const capability = (one: { readonly capability: string; readonly count: number }) =>
    `${one.count > 1 ? `${one.count} × ` : ''}${w(`capability.${one.capability}`)}`;
  const needs = evidence.needs.map(capability).join(', ');
  const missing = evidence.missing
    .map(one => [capability(one), helpInWords(one, w)].filter(Boolean).join(' – '))
    .join(', ');
  const alarm = evidence.runCard?.alarm ?? 1;
  return (
    <div className="offer">
      {/* Two lines, always: what is missing must never be cut off, nor push the rows. */}
      <div className="offer-needs">
        <p title={needs}>
          <span className="label">{w('list.needs')}</span> {needs || w('list.noNeeds')}
          {alarm > 1 && ` (${w('alarm.short', { n: alarm })})`}
        </p>
        {missing !== '' && (
          <p className="offer-missing" title={missing}>
            {w('list.missing', { what: missing })}
          </p>
        )}
      </div>
      <fieldset aria-label={w('list.title')} className="offer-rows" data-focus="list" tabIndex={-1}>
        {list.map(candidate => (
          <CandidateRow
            key={candidate.unitId}
            candidate={candidate}
            chosen={offer.chosen.has(candidate.unitId)}
            mark={gone.includes(candidate.unitId) ? 'gone' : undefined}
            onChoose={() => console.offer.change(now => choose(now, candidate.unitId))}
          />
        ))}
      </fieldset>
      <p className="offer-basis">
        {basisInWords(list.find(candidate => candidate.eta !== undefined)?.eta, w)}
      </p>
      {offer.newer !== undefined && (
        <p className="offer-newer" role="status">
          {w('list.newer', { gone: gone.join(', ') || '—', come: come.join(', ') || '—' })}{' '}
          <ActionButton id="takeNewer" small />
        </p>
      )}
    </div>
  );
}

function CandidateRow(props: {
  readonly candidate: Candidate;
  readonly chosen: boolean;
  readonly mark: 'gone' | undefined;
  readonly onChoose: () => void;
}) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const shownAt = useCell(console.offer, offer => offer.receivedAt ?? 0);
  const { candidate } = props;
  const seen = useCell(console.picture.positions, positions =>
    candidate.fix?.source === 'device' ? positions.get(candidate.unitId)?.fixAt : undefined,
  );
  const { units, configuration } = console.board();
  const qualifications = configuration?.shifts?.qualifications;
  const unit = units.get(candidate.unitId);
  const status = unit?.status ?? candidate.status;
  const changed = status !== candidate.status;
  const waited = Math.max(0, now - shownAt);
  return (
    <label
      className={`offer-row${candidate.recommended ? ' offer-in' : ' offer-out'}${changed || props.mark ? ' offer-changed' : ''}`}
      data-unit={candidate.unitId}
    >
      <input type="checkbox" checked={props.chosen} onChange={props.onChoose} onKeyDown={moveAmong} />
      <span className={`chip status-${status}`}>
        <b aria-hidden="true">{signs[status]}</b>
        {candidate.unitId}
        <span className="hidden"> {w(`status.${status}`)}</span>
      </span>
      <Arrival candidate={candidate} />
      <span className="offer-reason">
        {changed && <b className="offer-now">{w('list.statusNow', { status: w(`status.${status}`) })} </b>}
        {[
          ...candidate.reasons.map(reason => reasonInWords(reason, qualifications, w)),
          turnoutInWords(candidate.eta, w),
        ]
          .filter(Boolean)
          .join(w('list.reasonJoin'))}
      </span>
      <CoverLeft cover={candidate.cover} />
      <span className="offer-fix numeric" title={candidate.fix && w(`fix.${candidate.fix.source}`)}>
        {candidate.fix === undefined
          ? '—'
          : candidate.fix.source === 'post'
            ? w('fix.short.post')
            : age(seen === undefined ? candidate.fix.ageMs + waited : now - seen)}
      </span>
    </label>
  );
}

/** When it would be there, and between which times. */
function Arrival({ candidate }: { readonly candidate: Candidate }) {
  const w = useSpeech();
  const ms = arrivalMs(candidate);
  const { eta } = candidate;
  return (
    <span className="offer-eta numeric" title={basisInWords(eta, w)}>
      {ms === undefined ? w('list.noEta') : duration(ms)}
      {eta !== undefined && <span className="offer-range"> {rangeInShort(eta)}</span>}
    </span>
  );
}

/** Arrow keys walk the list; space marks, as in every list of boxes. */
function moveAmong(event: React.KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const boxes = [
    ...(event.currentTarget.closest('.offer-rows')?.querySelectorAll<HTMLInputElement>('input') ?? []),
  ];
  const next = boxes[boxes.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)];
  next?.focus();
}
