import type { Call, LikelyIncident as Likely } from '@clarion/dispatch';
import type { CallStandsOut } from '@clarion/protocol';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { takeIncident } from '../actions/carry-out.ts';
import { fillBar } from '../actions/in-hand.ts';
import { PlaceName } from '../call/ThreePlaces.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { percentOf, sayReason, sayStandsOut, speaksFor } from './say-reason.ts';
import { useLikely } from './useLikely.ts';

/** What the call on the card is likely about, and why; one key attaches it. Nothing is attached by itself. */
export function LikelyIncident({ call }: { readonly call: Call }) {
  const console = useConsole();
  const w = useSpeech();
  const found = useLikely(call, may(console, 'AttachCall'));
  const types = useCell(console.picture.board, view => view.board.configuration?.types) ?? [];
  if (call.incidentId !== undefined)
    return (
      <div className="likely likely-attached">
        <span>{w('likely.attached', { incident: call.incidentId })}</span>
        <StandsOut out={found?.standsOut} />
        <span className="push" />
        <ActionButton id="detach" small />
        <ActionButton id="readNext" small />
      </div>
    );
  if (found === undefined) return <ActionButton id="readNext" small />;
  const [best, ...others] = found.likely;
  const typeName = (typeId: string) => w.named(types.find(type => type.typeId === typeId)?.names) || typeId;
  return (
    <section className="likely" aria-live="polite" data-likely={best?.incidentId ?? ''}>
      <StandsOut out={found.standsOut} />
      {best === undefined ? (
        <span className="faint">{w('likely.none')}</span>
      ) : (
        <>
          <div className="likely-head">
            <span className="faint">{w(best.oneKey ? 'likely.title' : 'likely.maybe')}</span>{' '}
            <IncidentLink likely={best} />
            <strong className="likely-percent numeric">
              {w('likely.percent', { percent: percentOf(best.probability) })}
            </strong>
            <span className="push" />
            <ActionButton id="attachLikely" strong={best.oneKey} />
            {!best.oneKey && <AttachByHand callId={call.callId} incidentId={best.incidentId} />}
          </div>
          <ul className="likely-reasons">
            {best.reasons.map(reason => (
              <li key={reason.code} className={speaksFor(reason) ? 'reason-for' : 'reason-against'}>
                <span aria-hidden="true" className="likely-sign">
                  {speaksFor(reason) ? '+' : '−'}
                </span>
                <span className="hidden">{w(speaksFor(reason) ? 'likely.for' : 'likely.against')}: </span>
                {sayReason(reason, w)}
              </li>
            ))}
          </ul>
          {others.map(one => (
            <div key={one.incidentId} className="likely-head likely-other">
              <IncidentLink likely={one} />
              <span className="numeric">{w('likely.percent', { percent: percentOf(one.probability) })}</span>
              <span className="push" />
              <AttachByHand callId={call.callId} incidentId={one.incidentId} />
            </div>
          ))}
        </>
      )}
      <ActionButton id="readNext" small />
    </section>
  );

  function IncidentLink({ likely }: { readonly likely: Likely }) {
    const incident = console.board().incidents.get(likely.incidentId);
    return (
      <button
        type="button"
        className="likely-incident"
        onClick={() => takeIncident(console, likely.incidentId)}
      >
        <b>{likely.incidentId}</b>{' '}
        {incident?.typeId === undefined ? w('queue.noType') : typeName(incident.typeId)}{' '}
        {incident?.place !== undefined && <PlaceName place={incident.place} short />}
      </button>
    );
  }
}

/** Less sure than one key takes: the line stands in the bar, and Enter does it. */
function AttachByHand(props: { readonly callId: string; readonly incidentId: string }) {
  const console = useConsole();
  const w = useSpeech();
  return (
    <button
      type="button"
      className="button button-small"
      onClick={() => fillBar(console, `attach ${props.callId} > ${props.incidentId}`)}
    >
      {w('action.attachLikely')} {props.incidentId}…
    </button>
  );
}

/** The odd one out of a crowd, in words and with its sign. */
export function StandsOut({ out }: { readonly out: CallStandsOut | undefined }) {
  const console = useConsole();
  const w = useSpeech();
  const types = useCell(console.picture.board, view => view.board.configuration?.types) ?? [];
  if (out === undefined) return null;
  return (
    <span className="stands-out" data-stands-out={out.callId}>
      <span aria-hidden="true">▲</span> {sayStandsOut(out, w, types)}
    </span>
  );
}
