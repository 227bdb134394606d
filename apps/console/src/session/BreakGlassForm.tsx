import { breakGlassReasonSchema, type Session } from '@clarion/protocol';
import { useState } from 'react';
import type { Requester } from '../link/request.ts';
import { useSpeech } from '../words/useSpeech.ts';

type Reason = (typeof breakGlassReasonSchema.options)[number];

/** The way in when no other works: a code from an envelope, and why. */
export function BreakGlassForm(props: {
  readonly request: Requester;
  readonly language: string;
  readonly onSession: (session: Session) => void;
}) {
  const w = useSpeech();
  const [code, setCode] = useState('');
  const [reason, setReason] = useState<Reason>('providerDown');
  const [told, setTold] = useState('');
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const body = { code, reason, language: props.language };
    const answer = await props.request.post<Session>('/api/session/break-glass', body);
    if (answer.ok) props.onSession(answer.value);
    else setTold(w.fault(answer.error));
  };
  return (
    <form className="break-glass" onSubmit={submit}>
      <p>{w('breakGlass.lead')}</p>
      <label className="card-field">
        <span className="label">{w('breakGlass.code')}</span>
        <input
          className="input input-large numeric"
          name="break-glass"
          autoComplete="off"
          spellCheck={false}
          required
          value={code}
          onChange={event => setCode(event.target.value)}
        />
      </label>
      <fieldset>
        <legend className="label">{w('breakGlass.why')}</legend>
        {breakGlassReasonSchema.options.map(one => (
          <label key={one} className="check">
            <input type="radio" name="why" checked={reason === one} onChange={() => setReason(one)} />
            {w(`breakGlass.reason.${one}`)}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="button button-strong button-large">
        {w('session.signIn')}
      </button>
      <p role="alert" className="sign-in-told">
        {told}
      </p>
    </form>
  );
}
