import type { ListedOperator, ListedOperatorAct, OperatorMade } from '@clarion/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { NewOperator, type OperatorWanted } from './NewOperator.tsx';
import { OncePassword } from './OncePassword.tsx';
import { OperatorActs } from './OperatorActs.tsx';
import { type OperatorDoes, OperatorRow } from './OperatorRow.tsx';

const matching = ({ login, displayName, unitId }: ListedOperator, wanted: string) =>
  [login, displayName, unitId ?? ''].some(text => text.toLowerCase().includes(wanted.trim().toLowerCase()));

/**
 * The sign-ins of a centre, for its administrator: to make one, to give it another role, to end it and to give it back, to help
 * whoever lost device or password; and what was done so far.
 */
export function OperatorList() {
  const console = useConsole();
  const w = useSpeech();
  const [operators, setOperators] = useState<readonly ListedOperator[]>([]);
  const [acts, setActs] = useState<readonly ListedOperatorAct[]>([]);
  const [told, setTold] = useState('');
  const [wanted, setWanted] = useState('');
  const [makes, setMakes] = useState(false);
  const [shown, setShown] = useState<OperatorMade>();
  const find = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { request } = console;
  const own = console.session.get()?.login;

  const read = useCallback(async () => {
    const [all, done] = await Promise.all([
      request.get<{ operators: ListedOperator[] }>('/api/operators'),
      request.get<{ acts: ListedOperatorAct[] }>('/api/operators/acts'),
    ]);
    if (all.ok) setOperators(all.value.operators);
    if (done.ok) setActs(done.value.acts);
  }, [request]);
  useEffect(() => void read(), [read]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey) return;
      if (event.code === 'KeyN') setMakes(true);
      else if (event.code === 'KeyF') find.current?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  const change = async (login: string, what: OperatorDoes) => {
    const path = `/api/operators/${encodeURIComponent(login)}`;
    const answer = await request.patch<OperatorMade | undefined>(path, what);
    setTold(answer.ok ? w('operators.done', { login }) : w.fault(answer.error));
    if (answer.ok && answer.value?.password !== undefined) setShown(answer.value);
    await read();
  };
  const make = async (what: OperatorWanted) => {
    const answer = await request.post<OperatorMade>('/api/operators', what);
    setTold(answer.ok ? w('operators.done', { login: answer.value.login }) : w.fault(answer.error));
    if (!answer.ok) return;
    setMakes(false);
    setShown(answer.value);
    await read();
  };
  /** From one sign-in to the next, whatever is open between them. */
  const step = (event: React.KeyboardEvent) => {
    const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const heads = [...(list.current?.querySelectorAll('summary') ?? [])];
    const at = heads.indexOf(event.target as HTMLElement);
    if (way === 0 || (at < 0 && event.target !== find.current)) return;
    event.preventDefault();
    heads[Math.max(0, at + way)]?.focus();
  };
  return (
    <fieldset className="operators" onKeyDown={step}>
      <legend className="label">{w('operators.title')}</legend>
      <p className="faint">{w('operators.lead')}</p>
      {shown !== undefined && <OncePassword made={shown} onDone={() => setShown(undefined)} />}
      {makes ? (
        <NewOperator onMake={make} onCancel={() => setMakes(false)} />
      ) : (
        <div className="operator-does">
          <button type="button" className="button button-strong" onClick={() => setMakes(true)}>
            {w('operators.new')} <kbd>Alt+⇧+N</kbd>
          </button>
        </div>
      )}
      <p role="status">{told}</p>
      <label className="card-field">
        <span className="label">
          {w('operators.find')} <kbd>Alt+⇧+F</kbd> <span className="faint">{w('operators.keys')}</span>
        </span>
        <input
          ref={find}
          className="input"
          name="find"
          autoComplete="off"
          spellCheck={false}
          value={wanted}
          onChange={event => setWanted(event.target.value)}
        />
      </label>
      <ul ref={list} className="operator-list">
        {operators
          .filter(operator => matching(operator, wanted))
          .map(operator => (
            <li
              key={operator.login}
              data-login={operator.login}
              className={operator.ended ? 'operator-ended' : ''}
            >
              <OperatorRow
                operator={operator}
                isOwn={operator.login === own}
                onChange={what => change(operator.login, what)}
              />
            </li>
          ))}
      </ul>
      {operators.length > 0 && !operators.some(operator => matching(operator, wanted)) && (
        <p className="faint">{w('operators.none')}</p>
      )}
      <OperatorActs acts={acts} />
    </fieldset>
  );
}
