import type { Board } from '@clarion/dispatch';
import { useEffect, useMemo, useRef } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Panel } from '../floor/Panel.tsx';
import { AskPurpose } from '../incident/AskPurpose.tsx';
import { Timeline } from '../incident/Timeline.tsx';
import { useSealed } from '../incident/useSealed.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { FloorThen } from './FloorThen.tsx';
import { useStretches } from './open-replay.ts';
import {
  advance,
  boardOfReplay,
  byKey,
  type Rate,
  type Replay,
  rates,
  seek,
  stretchNow,
  toggle,
} from './replay.ts';

const STEP_MS = 250;

/** The floor second by second: its board, an incident's story and the map as they stood. */
export function ReplayPanel() {
  const console = useConsole();
  const w = useSpeech();
  const replay = useCell(console.replay);
  useStretches(console, replay);
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
  const stretch = stretchNow(replay);
  const { at } = replay;
  const board = useMemo(
    () => (stretch === undefined ? undefined : boardOfReplay(stretch, at)),
    [stretch, at],
  );
  const { incidentId } = replay;
  return (
    <div className="replay" data-replay-at={at} data-replay-shown={board === undefined ? undefined : at}>
      <p className="replay-banner">
        {w('replay.banner')} <b className="numeric">{w.date(at)}</b>{' '}
        <span className="numeric">+{duration(at - replay.from)}</span>
      </p>
      <Tools replay={replay} set={next => console.replay.set(next)} />
      {stretch === undefined && (
        <p className="replay-note" role="status">
          {w('replay.loading')}
        </p>
      )}
      {stretch !== undefined && at < stretch.positionsFrom && (
        <p className="replay-note" role="status" data-positions="erased">
          {w('replay.positionsErased', { time: w.date(stretch.positionsFrom) })}
        </p>
      )}
      {board !== undefined && incidentId !== undefined && <InHand board={board} incidentId={incidentId} />}
      {board !== undefined && <FloorThen board={board} at={at} />}
      {incidentId !== undefined && <Story replay={replay} incidentId={incidentId} />}
    </div>
  );
}

function Tools({ replay, set }: { readonly replay: Replay; readonly set: (next: Replay) => void }) {
  const w = useSpeech();
  const scrub = useRef<HTMLInputElement>(null);
  const opened = replay.entries;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each replay that is opened takes the keys
  useEffect(() => scrub.current?.focus(), [opened]);
  return (
    <>
      <div className="replay-tools">
        <button type="button" className="button" data-action="playReplay" onClick={() => set(toggle(replay))}>
          {w(replay.playing ? 'replay.pause' : 'replay.play')}
        </button>
        {([-1000, 1000] as const).map(ms => (
          <button
            key={ms}
            type="button"
            className="button"
            onClick={() => set({ ...seek(replay, replay.at + ms), playing: false })}
          >
            {ms < 0 ? '−1 s' : '+1 s'}
          </button>
        ))}
        <label>
          <span className="hidden">{w('replay.rate')}</span>
          <select
            className="input"
            value={replay.rate}
            onChange={event => set({ ...replay, rate: Number(event.target.value) as Rate })}
          >
            {rates.map(rate => (
              <option key={rate} value={rate}>
                ×{rate}
              </option>
            ))}
          </select>
        </label>
        <input
          ref={scrub}
          type="range"
          className="replay-scrub"
          aria-label={w('replay.scrub')}
          aria-valuetext={w.time(replay.at)}
          aria-describedby="replay-keys"
          min={replay.from}
          max={replay.to}
          step={1000}
          value={replay.at}
          onChange={event => set({ ...seek(replay, Number(event.target.value)), playing: false })}
          onKeyDown={event => {
            const next =
              event.altKey || event.ctrlKey || event.metaKey
                ? undefined
                : byKey(replay, event.key, event.shiftKey);
            if (next === undefined) return;
            event.preventDefault();
            set(next);
          }}
        />
      </div>
      <p className="replay-note faint" id="replay-keys">
        {w('replay.keys')}
      </p>
    </>
  );
}

function InHand({ board, incidentId }: { readonly board: Board; readonly incidentId: string }) {
  const w = useSpeech();
  const incident = board.incidents.get(incidentId);
  if (incident === undefined) return <p className="replay-now faint">{w('replay.notYet')}</p>;
  const type = board.configuration?.types.find(one => one.typeId === incident.typeId);
  return (
    <p className="replay-now">
      <b>{incident.incidentId}</b> {type === undefined ? w('queue.noType') : w.named(type.names)} ·{' '}
      {incident.place?.label ?? w('queue.noPlace')} ·{' '}
      <span data-replay-state={incident.state}>
        {w(`incident.state.${incident.state}`)}
        {incident.disposition !== undefined && ` · ${w(`disposition.${incident.disposition}`)}`}
      </span>
    </p>
  );
}

function Story({ replay, incidentId }: { readonly replay: Replay; readonly incidentId: string }) {
  const shown = useMemo(() => replay.entries.filter(entry => entry.recordedAt <= replay.at), [replay]);
  const sealed = useSealed({ incidentId }, replay.entries.length);
  return (
    <>
      <Timeline incidentId={incidentId} entries={shown} texts={sealed.texts} />
      <AskPurpose sealed={sealed} />
    </>
  );
}
