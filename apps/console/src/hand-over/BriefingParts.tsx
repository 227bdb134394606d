import { type Board, type Briefing, briefing, type Task, unitsOfAlarm } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { takeCall, takeIncident } from '../actions/carry-out.ts';
import { alarmName } from '../alarms/alarm-words.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { areaInWords, levelInWords } from '../readiness/in-words.ts';
import { duration, type Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** What a desk owns, as the board stands: told anew each second. */
export function BriefingParts({ deskId }: { readonly deskId: string }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const told = briefing(board, deskId, instant(now));
  const alarms = told.alarms.map(alarm => ({
    key: alarm.key,
    line: alarmName(alarm.kind, { ...alarm.about, unitIds: unitsOfAlarm(board, alarm) }, w),
    ago: alarm.since,
  }));
  const { types = [] } = board.configuration ?? {};
  const named = (typeId: string | undefined) =>
    w.named(types.find(type => type.typeId === typeId)?.names) || typeId || '';
  return (
    <>
      <h3>
        {w('handOver.incidents')} ({told.incidents.length})
      </h3>
      <ul className="hand-over-incidents">
        {told.incidents.length === 0 && <Nothing />}
        {told.incidents.map(({ incident, clocks }) => {
          const { incidentId, priority, place, typeId } = incident;
          return (
            <li key={incidentId} data-owned={incidentId}>
              <button type="button" className="link" onClick={() => takeIncident(console, incidentId)}>
                <b>{w('priority.short', { n: priority })}</b> {incidentId}
              </button>{' '}
              {[named(typeId), place?.label].filter(Boolean).join(' · ')}
              <span className="push numeric">
                {clocks.map(({ clock, elapsedMs, isOver }) => (
                  <span key={clock} className={isOver ? 'hand-over-over' : ''} data-running={clock}>
                    {isOver ? '▲ ' : '▸ '}
                    {w('handOver.clock', {
                      clock: w(`clock.${clock}`),
                      elapsed: duration(elapsedMs ?? 0),
                    })}{' '}
                  </span>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
      <Lines
        title={w('handOver.calls')}
        lines={told.calls.map(({ callId, receivedAt }) => ({ key: callId, line: callId, ago: receivedAt }))}
        now={now}
        onPick={callId => takeCall(console, callId)}
      />
      <Lines title={w('handOver.alarms')} lines={alarms} now={now} />
      <Lines title={w('handOver.checks')} lines={checkLines(told, now, w)} now={now} />
      <Lines
        title={w('handOver.tasks')}
        lines={told.tasks.map((task, i) => ({ key: `${i}`, line: taskLine(task, w) }))}
        now={now}
      />
      <Lines title={w('handOver.holds')} lines={holdLines(told, w)} now={now} />
      <Lines title={w('handOver.levels')} lines={levelLines(told, board, w)} now={now} />
      <Lines title={w('handOver.closures')} lines={closureLines(told, w)} now={now} />
      <Lines
        title={w('handOver.cordons')}
        lines={told.cordons.map(({ cordonId, incidentId, expiresAt }) => ({
          key: cordonId,
          line: `${cordonId} ${incidentId} · ${w('handOver.until', { time: w.date(expiresAt) })}`,
        }))}
        now={now}
      />
    </>
  );
}

interface Line {
  readonly key: string;
  readonly line: string;
  /** Since when, where that matters. */
  readonly ago?: number;
}

/** A part of the briefing; one that is empty takes half a line and says so. */
function Lines(props: {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly now: number;
  readonly onPick?: (key: string) => void;
}) {
  const w = useSpeech();
  const { title, lines, now, onPick } = props;
  if (lines.length === 0)
    return (
      <p className="hand-over-empty faint">
        {title}: {w('handOver.nothing')}
      </p>
    );
  return (
    <>
      <h3>
        {title} ({lines.length})
      </h3>
      <ul>
        {lines.map(({ key, line, ago }) => (
          <li key={key}>
            {onPick === undefined ? (
              line
            ) : (
              <button type="button" className="link" onClick={() => onPick(key)}>
                {line}
              </button>
            )}
            {ago !== undefined && <span className="push numeric">{duration(now - ago)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Nothing() {
  const w = useSpeech();
  return <li className="faint">{w('handOver.nothing')}</li>;
}

const checkLines = ({ checks }: Briefing, now: number, w: Speech): readonly Line[] =>
  checks.map(({ unitId, incidentId, check, state, overdueAt }) => ({
    key: `${unitId} ${check}`,
    line: `${unitId} ${incidentId}: ${w(`check.${state}`, {
      check: w(`check.${check}`),
      time: duration(Math.abs(overdueAt - now)),
    })}`,
  }));

const taskLine = ({ kind, incidentId, callId, unitId, dueAt, wording }: Task, w: Speech): string =>
  w(`handOver.task.${kind}`, {
    about: incidentId ?? callId,
    unit: unitId,
    name: w.named(wording),
    time: dueAt === undefined ? '' : w.date(dueAt),
  });

const holdLines = ({ holds }: Briefing, w: Speech): readonly Line[] =>
  holds.map(({ kind, unitId, incidentId, since }) => ({
    key: `${unitId} ${kind}`,
    line: w(`handOver.hold.${kind}`, { unit: unitId, about: incidentId, time: w.time(since) }),
  }));

const levelLines = ({ levels }: Briefing, board: Board, w: Speech): readonly Line[] =>
  levels.map(({ areaId, levelId, expiresAt }) => ({
    key: areaId ?? '',
    line: [
      levelInWords(board, levelId, w),
      areaInWords(board, areaId, w),
      w('handOver.until', { time: w.date(expiresAt) }),
    ].join(' · '),
  }));

const closureLines = ({ closures }: Briefing, w: Speech): readonly Line[] =>
  closures.map(({ closureId, label, expiresAt }) => ({
    key: closureId,
    line: `${closureId} ${w.named(label)} · ${w('handOver.until', { time: w.date(expiresAt) })}`,
  }));
