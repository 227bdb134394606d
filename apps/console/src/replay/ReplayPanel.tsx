import { useEffect, useMemo } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Panel } from '../floor/Panel.tsx';
import { AskPurpose } from '../incident/AskPurpose.tsx';
import { Timeline } from '../incident/Timeline.tsx';
import { useSealed } from '../incident/useSealed.ts';
import { UnitChip } from '../units/UnitChip.tsx';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { advance, boardOfReplay, type Replay, seek } from './replay.ts';

const STEP_MS = 250;

/** An incident second by second: its board, its story and the map as they stood. */
export function ReplayPanel() {
  const console = useConsole();
  const w = useSpeech();
  const replay = useCell(console.replay);
  const close = () => {
    console.replay.set(undefined);
    console.desk.change(desk => ({ ...desk, side: 'incident' }));
  };
  useEffect(() => {
    const timer = setInterval(() => {
      const now = console.replay.get();
      if (now?.playing) console.replay.set(advance(now, STEP_MS));
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [console]);
  return (
    <Panel
      name="replay"
      title={w('replay.title')}
      count={replay?.incidentId}
      tools={
        <button type="button" className="button button-small" data-action="closeReplay" onClick={close}>
          {w('replay.close')}
        </button>
      }
    >
      {replay === undefined ? (
        <p className="rows-empty">{w('incident.none')}</p>
      ) : (
        <Playing replay={replay} />
      )}
    </Panel>
  );
}

function Playing({ replay }: { readonly replay: Replay }) {
  const console = useConsole();
  const w = useSpeech();
  const configuration = useCell(console.picture.board, view => view.board.configuration);
  const board = useMemo(
    () => boardOfReplay(replay.entries, replay.at, configuration),
    [replay, configuration],
  );
  const shown = useMemo(() => replay.entries.filter(entry => entry.recordedAt <= replay.at), [replay]);
  const incident = board.incidents.get(replay.incidentId);
  const type = configuration?.types.find(one => one.typeId === incident?.typeId);
  const sealed = useSealed({ incidentId: replay.incidentId }, incident?.notes.length ?? 0);
  const set = (next: Replay) => console.replay.set(next);
  const units = (incident?.assignmentIds ?? []).flatMap(id => {
    const one = board.assignments.get(id);
    return one === undefined || one.endedAt !== undefined ? [] : [one];
  });
  return (
    <div className="replay" data-replay-at={replay.at}>
      <p className="replay-banner">
        {w('replay.banner')} <b className="numeric">{w.date(replay.at)}</b>{' '}
        <span className="numeric faint">+{duration(replay.at - replay.from)}</span>
      </p>
      <div className="replay-tools">
        <button
          type="button"
          className="button"
          onClick={() =>
            set({
              ...seek(replay, replay.at >= replay.to ? replay.from : replay.at),
              playing: !replay.playing,
            })
          }
        >
          {w(replay.playing ? 'replay.pause' : 'replay.play')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => set({ ...seek(replay, replay.at - 1000), playing: false })}
        >
          −1 s
        </button>
        <button
          type="button"
          className="button"
          onClick={() => set({ ...seek(replay, replay.at + 1000), playing: false })}
        >
          +1 s
        </button>
        <label>
          <span className="hidden">{w('replay.rate')}</span>
          <select
            className="input"
            value={replay.rate}
            onChange={event => set({ ...replay, rate: Number(event.target.value) as Replay['rate'] })}
          >
            {[1, 5, 20, 60].map(rate => (
              <option key={rate} value={rate}>
                ×{rate}
              </option>
            ))}
          </select>
        </label>
        <input
          type="range"
          className="replay-scrub"
          aria-label={w('replay.scrub')}
          aria-valuetext={w.time(replay.at)}
          min={replay.from}
          max={replay.to}
          step={1000}
          value={replay.at}
          onChange={event => set({ ...seek(replay, Number(event.target.value)), playing: false })}
        />
      </div>
      <p className="replay-now">
        {incident === undefined ? (
          <span className="faint">{w('replay.notYet')}</span>
        ) : (
          <>
            <b>{incident.incidentId}</b> {type === undefined ? w('queue.noType') : w.named(type.names)} ·{' '}
            {incident.place?.label ?? w('queue.noPlace')} ·{' '}
            <span data-replay-state={incident.state}>
              {w(`incident.state.${incident.state}`)}
              {incident.disposition !== undefined && ` · ${w(`disposition.${incident.disposition}`)}`}
            </span>
          </>
        )}
      </p>
      <p className="replay-units">
        {units.map(one => (
          <UnitChip
            key={one.assignmentId}
            unitId={one.unitId}
            status={board.units.get(one.unitId)?.status ?? 'dispatched'}
          />
        ))}
      </p>
      <Timeline incidentId={replay.incidentId} entries={shown} texts={sealed.texts} />
      <AskPurpose sealed={sealed} />
    </div>
  );
}
