import { type Purpose, purposes } from '@clarion/protocol';
import { useId, useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';
import type { Sealed } from './useSealed.ts';

/** Text of work that is over is read for a stated purpose only; the reading is logged. */
export function AskPurpose({ sealed }: { readonly sealed: Sealed }) {
  const w = useSpeech();
  const id = useId();
  const [chosen, setChosen] = useState<Purpose>(purposes[0]);
  if (!sealed.wantsPurpose) return null;
  return (
    <div className="purpose">
      <label htmlFor={id}>{w('purpose.ask')}</label>
      <select
        id={id}
        className="input"
        value={chosen}
        onChange={event => setChosen(event.target.value as Purpose)}
      >
        {purposes.map(purpose => (
          <option key={purpose} value={purpose}>
            {w(`purpose.${purpose}`)}
          </option>
        ))}
      </select>
      <button type="button" className="button button-small" onClick={() => sealed.readFor(chosen)}>
        {w('purpose.read')}
      </button>
    </div>
  );
}
