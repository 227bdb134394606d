import type { ListedOperatorAct } from '@clarion/protocol';
import { useSpeech } from '../words/useSpeech.ts';

/** What was done to sign-ins and by whom, the newest first. */
export function OperatorActs({ acts }: { readonly acts: readonly ListedOperatorAct[] }) {
  const w = useSpeech();
  return (
    <section className="operator-acts" aria-label={w('operators.acts')}>
      <h2 className="label">{w('operators.acts')}</h2>
      {acts.length === 0 && <p className="faint">{w('operators.actsNone')}</p>}
      <ol className="operator-list">
        {acts.map(({ actId, at, actor, login, act, role, roleBefore }) => (
          <li key={actId} data-act={act} className="envelope">
            <span className="numeric faint">{w.date(at)}</span>{' '}
            {w(`operators.act.${act}`, {
              login,
              actor: actor ?? w('operators.atMachine'),
              role: role === undefined ? '' : w(`role.${role}`),
              roleBefore: roleBefore === undefined ? '' : w(`role.${roleBefore}`),
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}
