import { useSpeech } from '../words/useSpeech.ts';

/** Shown this once; they go with the page. */
export function RecoveryCodes(props: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const w = useSpeech();
  return (
    <section className="recovery" aria-label={w('session.recoveryTitle')}>
      <h2>{w('session.recoveryTitle')}</h2>
      <p>{w('session.recoveryLead')}</p>
      <ul className="recovery-codes numeric">
        {props.codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="button button-strong" onClick={props.onDone}>
        {w('session.recoveryDone')}
      </button>
    </section>
  );
}
