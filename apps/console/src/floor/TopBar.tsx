import { keyText } from '../actions/action.ts';
import { actionOf } from '../actions/table.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { logTime } from '../link/clock.ts';
import { LevelChip } from '../readiness/LevelChip.tsx';
import { BreakGlassBanner } from '../session/BreakGlassBanner.tsx';
import { DrillBanner } from '../session/DrillBanner.tsx';
import { placeName } from '../words/place-name.ts';
import { useSpeech } from '../words/useSpeech.ts';

const usual = ['print', 'sent', 'exercise', 'keys', 'settings', 'palette'];
/** What is wanted while the line is cut. */
const inNeed = ['print', 'paper', 'sent'];

/** Who, where, what time, and whether what is on the screen is true. */
export function TopBar(props: { readonly onSignOut: () => void }) {
  const console = useConsole();
  const w = useSpeech();
  const place = useCell(console.place);
  const configuration = useCell(console.picture.board, ({ board }) => board.configuration);
  const session = useCell(console.session);
  const log = useCell(console.picture.log);
  const liveness = useCell(console.liveness);
  const tick = useCell(console.tick);
  return (
    <>
      <DrillBanner kind={log.kind} />
      <BreakGlassBanner session={session} />
      <header className={`top${liveness.state === 'lost' ? ' top-lost' : ''}`}>
        <span className="top-mark" aria-hidden="true" />
        <h1 className="top-name">Clarion</h1>
        <span className="top-place">{w.named(placeName(configuration, place))}</span>
        {liveness.state === 'lost' ? (
          <span className="not-live" role="alert">
            <b>
              {w('link.lost', {
                time: w.time(logTime(log.clock, liveness.since + console.request.skewMs())),
              })}
            </b>{' '}
            {w('link.lostMore')}
          </span>
        ) : (
          <span className={`top-live live-${liveness.state}`}>{w(`link.${liveness.state}`)}</span>
        )}
        <LevelChip />
        <span className="push" />
        {(liveness.state === 'lost' ? inNeed : usual).map(id => {
          const action = actionOf(id);
          return action.predicate(console) ? (
            <button
              key={id}
              type="button"
              className="top-tool"
              data-action={id}
              onClick={() => action.perform(console, w)}
            >
              {w(action.name)} <kbd>{keyText(action.key)}</kbd>
            </button>
          ) : null;
        })}
        <button
          type="button"
          className="top-tool"
          data-action="language"
          onClick={() => actionOf('language').perform(console, w)}
        >
          {w('top.otherLanguage')}
        </button>
        <span className="top-who">
          {session?.displayName}{' '}
          <span className="faint">{session !== undefined && w(`role.${session.role}`)}</span>
        </span>
        <button type="button" className="top-tool" data-action="signOut" onClick={props.onSignOut}>
          {w('session.signOut')}
        </button>
        <time className="top-clock numeric">{w.time(tick)}</time>
      </header>
    </>
  );
}
