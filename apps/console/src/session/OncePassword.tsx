import type { OperatorMade } from '@clarion/protocol';
import { useEffect, useRef } from 'react';
import { useSpeech } from '../words/useSpeech.ts';

/** A password that the server made. The page holds it until it is put away, and nowhere else. */
export function OncePassword(props: { readonly made: OperatorMade; readonly onDone: () => void }) {
  const w = useSpeech();
  const done = useRef<HTMLButtonElement>(null);
  const { login, role, password } = props.made;
  useEffect(() => done.current?.focus(), []);
  return (
    <section className="operator-once" aria-label={w('operators.onceTitle', { login })}>
      <h2>{w('operators.onceTitle', { login })}</h2>
      <p role="alert">{w(role === 'responder' ? 'operators.onceLeadUnit' : 'operators.onceLead')}</p>
      <code className="operator-password numeric">{password}</code>
      <button ref={done} type="button" className="button button-strong" onClick={props.onDone}>
        {w('operators.onceDone')}
      </button>
    </section>
  );
}
