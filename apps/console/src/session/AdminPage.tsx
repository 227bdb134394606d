import type { Session } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { keyText } from '../actions/action.ts';
import { actionOf } from '../actions/table.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { SettingsPanel } from '../settings/SettingsPanel.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { WritingPanel } from '../writing/WritingPanel.tsx';
import { BreakGlassBanner } from './BreakGlassBanner.tsx';
import { DrillBanner } from './DrillBanner.tsx';
import { EnvelopeList } from './EnvelopeList.tsx';
import { OperatorList } from './OperatorList.tsx';

/** What an administrator has: sign-ins and envelopes, protocol cards, and the way to the rules. No board, so nothing of any incident. */
export function AdminPage(props: { readonly session: Session; readonly onSignOut: () => void }) {
  const console = useConsole();
  const w = useSpeech();
  const log = useCell(console.picture.log);
  const [writes, setWrites] = useState(false);
  const { key } = actionOf('writeCards');
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== key?.code || !event.altKey || !event.shiftKey) return;
      event.preventDefault();
      setWrites(now => !now);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [key]);
  return (
    <>
      <DrillBanner kind={log.kind} />
      <BreakGlassBanner session={props.session} />
      <header className="top">
        <span className="top-mark" aria-hidden="true" />
        <h1 className="top-name">Clarion</h1>
        <span className="push" />
        <button
          type="button"
          className="top-tool"
          aria-pressed={writes}
          onClick={() => setWrites(now => !now)}
        >
          {w('writing.title')} <kbd>{keyText(key)}</kbd>
        </button>
        <a className="top-tool" href="/rules">
          {w('rules.title')}
        </a>
        <span className="top-who">
          {props.session.displayName} <span className="faint">{w(`role.${props.session.role}`)}</span>
        </span>
        <button type="button" className="top-tool" onClick={props.onSignOut}>
          {w('session.signOut')}
        </button>
      </header>
      {writes ? (
        <main className="admin-cards">
          <WritingPanel />
        </main>
      ) : (
        <main className="admin">
          <OperatorList />
          <div>
            <EnvelopeList />
            <SettingsPanel />
          </div>
        </main>
      )}
    </>
  );
}
