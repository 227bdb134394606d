import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { useRules } from './rules-desk.ts';

/** Which version is in force; language, theme, who. */
export function RulesTop(props: { readonly onSignOut: () => void }) {
  const desk = useRules();
  const w = useSpeech();
  const session = useCell(desk.session)!;
  const { inForce, inForceId } = useCell(desk.answer)!;
  const settings = useCell(desk.settings);
  return (
    <header className="plan-top">
      <span className="top-mark" aria-hidden="true" />
      <h1>{w('rules.title')}</h1>
      <span className="faint">{w.named(inForce.placeName)}</span>
      <span className="tag tag-released" data-version={inForce.version}>
        {inForceId === null
          ? w('rules.inForceFile', { version: inForce.version })
          : w('rules.inForce', { version: inForce.version, rulesId: inForceId })}
      </span>
      <span className="push" />
      <a className="top-tool" href="/">
        {w('phone.toConsole')}
      </a>
      <button
        type="button"
        className="top-tool"
        data-do="language"
        onClick={() =>
          desk.settings.change(now => ({ ...now, language: now.language === 'en' ? 'zh-CN' : 'en' }))
        }
      >
        {w('top.otherLanguage')}
      </button>
      <button
        type="button"
        className="top-tool"
        data-do="theme"
        onClick={() =>
          desk.settings.change(now => ({ ...now, theme: now.theme === 'light' ? 'dark' : 'light' }))
        }
      >
        {w(settings.theme === 'light' ? 'theme.dark' : 'theme.light')}
      </button>
      <span className="plan-who">
        {session.displayName} · {w(`role.${session.role}`)}
      </span>
      <button type="button" className="top-tool" onClick={props.onSignOut}>
        {w('session.signOut')}
      </button>
    </header>
  );
}
