import type { CallKind } from '@clarion/dispatch';
import { useCallback, useEffect, useMemo } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { isMine } from '../actions/carry-out.ts';
import { focusOn } from '../actions/focus-on.ts';
import { CallBackPart } from '../call-back/CallBackPart.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { LikelyIncident } from '../duplicates/LikelyIncident.tsx';
import { Since } from '../floor/Age.tsx';
import { Panel } from '../floor/Panel.tsx';
import { AskPurpose } from '../incident/AskPurpose.tsx';
import { useSealed } from '../incident/useSealed.ts';
import { drawnOf, locatedOf, newestOf } from '../location/located.ts';
import { useLocated } from '../location/useLocated.ts';
import { TransferPart } from '../transfer/TransferPart.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { LanguageField } from './LanguageField.tsx';
import { PlaceSearch } from './PlaceSearch.tsx';
import { ThreePlaces } from './ThreePlaces.tsx';
import { TypeField } from './TypeField.tsx';
import { useCard, useFlush } from './useCard.ts';

/** The left of the floor: the call in hand, or the call of the incident in hand as its taker types it. */
export function CallCard() {
  const console = useConsole();
  const w = useSpeech();
  const callId = useCell(console.desk, desk => desk.callId);
  const call = useCell(console.picture.board, view =>
    callId === undefined ? undefined : view.board.calls.get(callId),
  );
  return (
    <Panel name="card" title={w('card.title')} count={callId}>
      {call === undefined ? <NoCall /> : <Card key={call.callId} callId={call.callId} />}
    </Panel>
  );
}

function NoCall() {
  const console = useConsole();
  const w = useSpeech();
  const ringing = useCell(console.picture.board, view => {
    let n = 0;
    for (const callId of view.board.openCalls) if (view.board.calls.get(callId)?.state === 'ringing') n++;
    return n;
  });
  return (
    <div className="card-empty">
      <p className="card-empty-lead">{ringing > 0 ? w('card.ringing', { n: ringing }) : w('card.noCall')}</p>
      <ActionButton id="answer" strong={ringing > 0} />
      <ActionButton id="newCall" />
    </div>
  );
}

function Card({ callId }: { readonly callId: string }) {
  const console = useConsole();
  const w = useSpeech();
  const card = useCard(callId);
  const { call, draft, put } = card;
  const hazardForm = useCallback((text: string) => w('card.hazardLine', { text }), [w]);
  useFlush(callId, card, hazardForm);
  const mine = isMine(console, callId);
  const watched = useCell(console.picture.drafts, drafts => drafts.get(callId));
  const types = useCell(console.picture.board, view => view.board.configuration?.types) ?? [];
  const released = useCell(console.picture.board, view =>
    call?.incidentId === undefined ? undefined : view.board.incidents.get(call.incidentId)?.place,
  );
  const pack = useCell(console.place);
  const sealed = useSealed(
    { callId },
    (call?.words.length ?? 0) + (call?.contacts.length ?? 0) + (call?.locations?.length ?? 0),
  );
  // Location first, as soon as the call is in this person's hand.
  const focusFirst = mine && call?.state === 'open' && call.place === undefined;
  useEffect(() => {
    if (call?.state === 'ended') sessionStorage.removeItem(`clarion.card.${callId}`);
  }, [call?.state, callId]);
  const { texts } = sealed;
  const refs = call?.locations;
  const located = useMemo(() => locatedOf(callId, refs, texts), [callId, refs, texts]);
  useLocated(located);
  if (call === undefined) return null;

  const newest = newestOf(located);
  const phoneAt = newest && drawnOf(newest)[0]?.at;
  const canEdit = may(console, 'AmendCall') && call.state !== 'ringing';
  const open = call.state === 'open';
  const canType = canEdit && open;
  const words = sealed.texts
    .filter(one => one.kind === 'words' && one.text !== undefined)
    .map(one => one.text!);
  const contact = sealed.texts
    .filter(one => one.kind === 'contact' && one.text !== undefined)
    .map(one => one.text!);
  const typed = mine ? draft.words : (watched?.words ?? '');
  const said = [...words, typed].filter(text => text !== '').join(' ');
  const query = mine ? draft.query : (watched?.query ?? draft.query);

  return (
    <form
      className="card"
      data-call={callId}
      data-mine={mine}
      onSubmit={event => event.preventDefault()}
      aria-label={w('card.of', { call: callId })}
    >
      <div className={`card-head call-${call.state}`}>
        <strong className="card-number">{callId}</strong>
        <span>{w(`call.state.${call.state}`)}</span>
        <span className="faint">{w(`channel.${call.channel}`)}</span>
        <span className="push">
          <Since at={call.answeredAt ?? call.receivedAt} />
        </span>
        {call.taker !== undefined && !mine && (
          <span className="faint">{w('card.takenBy', { by: call.taker.id })}</span>
        )}
        {call.incidentId !== undefined && <span className="tag tag-released">→ {call.incidentId}</span>}
      </div>
      <CallBackPart key={call.callId} call={call} />
      {call.incidentId === undefined && call.state !== 'ringing' && <TransferPart about={call} />}
      <PlaceSearch
        query={query}
        near={phoneAt ?? pack?.center}
        autoFocus={focusFirst}
        onQuery={text => put({ query: text })}
        onChoose={place => {
          card.choosePlace(place);
          // The hands go on: place, type, words.
          if (call.typeId === undefined) focusOn('type');
        }}
      />
      <ThreePlaces
        call={call}
        place={call.place ?? released}
        said={said}
        canEdit={canEdit}
        onUsePhone={card.choosePlace}
        onVerify={place => card.amend({ place })}
        located={located}
        onSearch={text => put({ query: text })}
      />
      <LikelyIncident call={call} />
      <div className="card-row">
        <Field
          label={w('card.floor')}
          value={draft.floor ?? call.place?.floor ?? ''}
          disabled={!canEdit}
          onChange={text => put({ floor: text })}
          onDone={card.sendPlaceParts}
        />
        <Field
          label={w('card.entrance')}
          value={draft.entrance ?? call.place?.entrance ?? ''}
          disabled={!canEdit}
          onChange={text => put({ entrance: text })}
          onDone={card.sendPlaceParts}
        />
      </div>
      <TypeField
        types={types}
        typeId={call.typeId}
        said={`${said} ${query}`}
        typed={draft.type}
        disabled={!canEdit}
        onTyped={text => put({ type: text })}
        onChoose={typeId => {
          put({ type: '' });
          card.amend({ typeId });
          focusOn('words');
        }}
      />
      <LanguageField call={call} disabled={!canType} onChoose={language => card.amend({ language })} />
      <div className="card-field">
        <label className="label" htmlFor={`words-${callId}`}>
          {w('card.words')}
        </label>
        <textarea
          id={`words-${callId}`}
          className="input"
          data-focus="words"
          rows={3}
          disabled={!canType}
          placeholder={w('card.wordsHint')}
          value={mine || watched === undefined ? draft.words : watched.words}
          onChange={event => {
            put({ words: event.target.value });
            card.afterPause(() => void card.sendText('words', text => text));
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              void card.sendText('words', text => text);
            }
          }}
          onBlur={() => void card.sendText('words', text => text)}
        />
      </div>
      <div className="card-row card-row-kind">
        <Field
          label={w('card.callback')}
          inputMode="tel"
          value={draft.contact}
          disabled={!canType}
          placeholder={contact.at(-1) ?? ''}
          onChange={text => put({ contact: text })}
          onDone={() => void card.sendText('contact', text => text)}
        />
        <fieldset className="card-kinds" disabled={!canEdit}>
          <legend className="label">{w('card.kind')}</legend>
          <div className="segments">
            {(['report', 'help', 'complaint'] satisfies CallKind[]).map(kind => (
              <label key={kind} className="segment">
                <input
                  type="radio"
                  name={`kind-${callId}`}
                  checked={call.kind === kind}
                  onChange={() => card.amend({ kind })}
                />
                <span>{w(`kind.${kind}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
      <div className="call-back-outcomes">
        <ActionButton id="silentCall" small />
        <ActionButton id="cutOff" small />
      </div>
      <div className="card-hazards">
        <Field
          label={w('card.hazards')}
          value={draft.hazards}
          disabled={!canType}
          placeholder={w('card.hazardsHint')}
          onChange={text => put({ hazards: text })}
          onDone={() => void card.sendText('hazards', hazardForm)}
        />
      </div>
      <ol className="card-said" aria-label={w('card.recorded')}>
        {words.map((text, i) => (
          // The log's order is the only identity that a sealed line shows.
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are appended, never moved
          <li key={i}>{text}</li>
        ))}
        {contact.map(text => (
          <li key={text} className="card-contact">
            <span className="faint">{w('card.callback')}</span> <span className="numeric">{text}</span>
          </li>
        ))}
      </ol>
      <AskPurpose sealed={sealed} />
      <div className="card-actions">
        {!mine && open && watched !== undefined && (
          <p className="card-live">{w('card.live', { by: watched.by })}</p>
        )}
        <ActionButton id="later" small />
        <ActionButton id="open" strong />
        <ActionButton id="endCall" />
        {call.state === 'ringing' && <ActionButton id="answer" strong />}
      </div>
    </form>
  );
}

function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly placeholder?: string;
  readonly inputMode?: 'tel';
  readonly onChange: (text: string) => void;
  readonly onDone: () => void;
}) {
  return (
    <label className="card-field">
      <span className="label">{props.label}</span>
      <input
        className="input"
        autoComplete="off"
        {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
        disabled={props.disabled}
        placeholder={props.placeholder ?? ''}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
        onBlur={props.onDone}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault();
            props.onDone();
          }
        }}
      />
    </label>
  );
}
