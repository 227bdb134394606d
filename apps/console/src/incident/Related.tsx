import type { Incident } from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { takeIncident } from '../actions/carry-out.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** What is part of the incident in hand, and what it is linked with; what can be done about either. */
export function Related({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const parts = (incident.takenIn ?? []).map(one => one.incidentId);
  const { linked = [] } = incident;
  if (incident.state !== 'open' && parts.length === 0 && linked.length === 0) return null;
  return (
    <div className="related" data-related={parts.join(' ')}>
      {parts.length > 0 && <b className="tag">{w('merged.with', { parts: parts.join(', ') })}</b>}
      {linked.map(id => (
        <button
          key={id}
          type="button"
          className="button button-small"
          onClick={() => takeIncident(console, id)}
        >
          {w('merged.linked', { others: id })}
        </button>
      ))}
      {['stage', 'hazard', 'moved', 'link', 'merge', 'split'].map(id => (
        <ActionButton key={id} id={id} small />
      ))}
    </div>
  );
}
