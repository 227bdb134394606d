import type { Session } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { SettingsPanel } from '../settings/SettingsPanel.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { BreakGlassBanner } from './BreakGlassBanner.tsx';
import { DrillBanner } from './DrillBanner.tsx';
import { EnvelopeList } from './EnvelopeList.tsx';
import { OperatorList } from './OperatorList.tsx';

/** What an administrator has: sign-ins and envelopes. No board, so nothing of any incident. */
export function AdminPage(props: { readonly session: Session; readonly onSignOut: () => void }) {
  const console = useConsole();
  const w = useSpeech();
  const log = useCell(console.picture.log);
  return (
    <>
      <DrillBanner kind={log.kind} />
      <BreakGlassBanner session={props.session} />
      <header className="top">
        <span className="top-mark" aria-hidden="true" />
        <h1 className="top-name">Clarion</h1>
        <span className="push" />
        <span className="top-who">
          {props.session.displayName} <span className="faint">{w(`role.${props.session.role}`)}</span>
        </span>
        <button type="button" className="top-tool" onClick={props.onSignOut}>
          {w('session.signOut')}
        </button>
      </header>
      <main className="admin">
        <OperatorList />
        <div>
          <EnvelopeList />
          <SettingsPanel />
        </div>
      </main>
    </>
  );
}
