import {
  type Board,
  deployments,
  levelOf,
  readinessInForce,
  shortages,
  waitingLong,
  withoutUnits,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { ReactNode } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Since } from '../floor/Age.tsx';
import { useMinuteOfWeek } from '../readiness/useMinuteOfWeek.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

const PRIORITIES = [1, 2, 3, 4] as const;
const LISTED = 6;

/** The floor in numbers: incidents by priority, what waits, free units by capability against their minimum, the level. */
export function WholePicture() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = instant(useCell(console.tick, tick => Math.floor(tick / 60_000) * 60_000));
  const open = [...board.openIncidents].flatMap(id => board.incidents.get(id) ?? []);
  const waiting = withoutUnits(board);
  const calls = [...board.openCalls]
    .flatMap(id => board.calls.get(id) ?? [])
    .filter(one => one.answeredAt === undefined)
    .sort((a, b) => a.receivedAt - b.receivedAt);
  const levels = board.configuration?.readiness?.levels ?? [];
  const level = levels.find(one => one.levelId === levelOf(board, undefined, now));
  return (
    <section className="command-column" aria-label={w('major.picture')}>
      <h3>
        {w('major.open')} <span className="numeric">{open.length}</span>
      </h3>
      <p data-priorities>
        {PRIORITIES.map(n =>
          w('major.priority', { n, count: open.filter(one => one.priority === n).length }),
        ).join(' · ')}
      </p>
      <Waits
        title={w('major.waiting')}
        rows={waiting.map(({ incidentId, since }) => ({ id: incidentId, since }))}
      >
        <LongWaits board={board} />
      </Waits>
      <Waits
        title={w('major.ringing')}
        rows={calls.map(({ callId, receivedAt }) => ({ id: callId, since: receivedAt }))}
      />
      {levels.length > 0 && (
        <p>
          {w('major.level')} <b>{w.named(level?.names)}</b>
          {readinessInForce(board, now).length > 0 && ` · ${readinessInForce(board, now).length}`}
        </p>
      )}
      <FreeUnits board={board} now={now} />
    </section>
  );
}

function Waits(props: {
  readonly title: string;
  readonly rows: readonly { readonly id: string; readonly since: number }[];
  readonly children?: ReactNode;
}) {
  const w = useSpeech();
  const { title, rows } = props;
  return (
    <>
      <h3>
        {title} <span className="numeric">{rows.length}</span>
      </h3>
      {props.children}
      {rows.length === 0 ? (
        <p className="faint">{w('major.nothing')}</p>
      ) : (
        <ul className="command-list">
          {rows.slice(0, LISTED).map(({ id, since }) => (
            <li key={id}>
              <b>{id}</b> <Since at={since} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Those that have waited longer than the commander wants to let them: how many, and how long the oldest has. */
function LongWaits({ board }: { readonly board: Board }) {
  const console = useConsole();
  const w = useSpeech();
  const tick = useCell(console.tick);
  const long = waitingLong(board, 'commandSeconds', instant(tick));
  if (long.length === 0) return null;
  const since = duration(tick - Math.min(...long.map(one => one.since)));
  return (
    <p className="command-over" data-long={long.length}>
      {w('major.waitingLong', { n: long.length, since })}
    </p>
  );
}

/** Free of all that can do it, by capability, the scarcest first; below it what is under its minimum, by area. */
function FreeUnits({ board, now }: { readonly board: Board; readonly now: ReturnType<typeof instant> }) {
  const w = useSpeech();
  const minute = useMinuteOfWeek();
  const can = new Map<string, { free: number; all: number }>();
  for (const unit of board.units.values())
    for (const one of unit.description.capabilities) {
      const { free, all } = can.get(one) ?? { free: 0, all: 0 };
      can.set(one, { free: free + (unit.status === 'available' ? 1 : 0), all: all + 1 });
    }
  const word = (one: string) => w.maybe(`capability.${one}`) ?? one;
  const short = new Set(shortages(board, now, minute).map(one => one.minimum));
  const areas = board.configuration?.areas ?? [];
  return (
    <>
      <table className="figures">
        <caption>{w('major.free')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('major.capability')}</th>
            <th scope="col">{w('major.freeOf')}</th>
          </tr>
        </thead>
        <tbody>
          {[...can]
            .sort(([, a], [, b]) => a.free - b.free)
            .map(([one, { free, all }]) => (
              <tr key={one}>
                <th scope="row">{word(one)}</th>
                <td className="numeric">
                  {free} / {all}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <h3>{w('major.short')}</h3>
      <ul className="command-list">
        {deployments(board, now, minute)
          .filter(one => short.has(one.minimum) && one.free < one.minimum.count)
          .map(({ minimum, areaId, free }) => (
            <li key={`${areaId} ${minimum.capability}`} className="command-short">
              {word(minimum.capability)}{' '}
              {areaId === undefined
                ? w('readiness.whole')
                : w.named(areas.find(one => one.areaId === areaId)?.names) || areaId}{' '}
              <b className="numeric">
                {free} / {minimum.count}
              </b>
            </li>
          ))}
        {short.size === 0 && <li className="faint">{w('major.nothing')}</li>}
      </ul>
    </>
  );
}
