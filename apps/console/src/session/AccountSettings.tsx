import type { Enrolment } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useConsole } from '../console.ts';
import type { RequestFault } from '../link/request.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { CodeField } from './CodeField.tsx';
import { Enrol } from './Enrol.tsx';
import { PasswordField } from './PasswordField.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** One's own sign-in: another password, and the second factor. */
export function AccountSettings() {
  const w = useSpeech();
  return (
    <fieldset className="account">
      <legend className="label">{w('account.title')}</legend>
      <ChangePassword />
      <SecondFactor />
    </fieldset>
  );
}

function ChangePassword() {
  const { request } = useConsole();
  const w = useSpeech();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [told, setTold] = useState('');
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const answer = await request.put('/api/account/password', { password, newPassword });
    setTold(answer.ok ? w('account.changed') : w.fault(answer.error));
    if (!answer.ok) return;
    setPassword('');
    setNewPassword('');
  };
  return (
    <details className="account-part">
      <summary>{w('account.password')}</summary>
      <form onSubmit={submit}>
        <PasswordField label={w('account.present')} value={password} onChange={setPassword} />
        <PasswordField label={w('account.new')} isNew value={newPassword} onChange={setNewPassword} />
        <button type="submit" className="button">
          {w('account.change')}
        </button>
        <p role="status">{told}</p>
      </form>
    </details>
  );
}

function SecondFactor() {
  const { request } = useConsole();
  const w = useSpeech();
  const [isOn, setOn] = useState<boolean>();
  const [password, setPassword] = useState('');
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const [told, setTold] = useState('');
  const tell = (fault: RequestFault) => setTold(w.fault(fault));

  useEffect(() => {
    void request.get<{ secondFactor: boolean }>('/api/account').then(answer => {
      if (answer.ok) setOn(answer.value.secondFactor);
    });
  }, [request]);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setTold('');
    if (enrolment === undefined) {
      const begun = await request.post<Enrolment>('/api/account/second-factor', { password });
      if (begun.ok) setEnrolment(begun.value);
      else tell(begun.error);
      return;
    }
    const on = await request.post<{ recoveryCodes: string[] }>('/api/account/second-factor/first-code', {
      code,
    });
    if (!on.ok) return tell(on.error);
    setCodes(on.value.recoveryCodes);
    setEnrolment(undefined);
    setPassword('');
    setOn(true);
  };

  if (codes !== undefined) return <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />;
  return (
    <details className="account-part">
      <summary>{w('account.secondFactor')}</summary>
      {isOn === true ? (
        <p>{w('account.secondFactorOn')}</p>
      ) : (
        <form onSubmit={submit}>
          <p>{w('account.secondFactorOff')}</p>
          {enrolment === undefined ? (
            <PasswordField label={w('account.present')} value={password} onChange={setPassword} />
          ) : (
            <>
              <Enrol {...enrolment} />
              <CodeField value={code} onChange={setCode} />
            </>
          )}
          <button type="submit" className="button">
            {w(enrolment === undefined ? 'account.turnOn' : 'session.continue')}
          </button>
          <p role="alert" className="sign-in-told">
            {told}
          </p>
        </form>
      )}
    </details>
  );
}
