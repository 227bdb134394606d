import {
  areasOf,
  type Board,
  levelOf,
  minimumsOf,
  postsOf,
  type Readiness,
  type ReadinessReason,
  readinessInForce,
  readinessReasons,
  shortages,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { HOURS_AT_MOST } from '../bar/levels.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { DeploymentList } from '../deployment/DeploymentList.tsx';
import { ReasonAndExpiry } from '../floor/ReasonAndExpiry.tsx';
import { RulesOnFloor } from '../rules/RulesOnFloor.tsx';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { areaInWords, levelInWords } from './in-words.ts';
import { useMinuteOfWeek } from './useMinuteOfWeek.ts';

/** The same level an hour longer, by whoever extends it. */
const extended = ({ levelId, areaId, reason, expiresAt }: Readiness) => ({
  type: 'SetReadiness' as const,
  levelId,
  reason,
  expiresAt: instant(expiresAt + 3_600_000),
  ...(areaId === undefined ? {} : { areaId }),
});

/** Which level holds where, until when and by whom; and what is short of it. */
export function ReadinessPanel() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = instant(useCell(console.tick));
  const minute = useMinuteOfWeek();
  const inForce = readinessInForce(board, now);
  const short = shortages(board, now, minute);
  const knowsLevels = board.configuration?.readiness !== undefined;
  return (
    <div className="streets readiness">
      <DeploymentList />
      <RulesOnFloor />
      {!knowsLevels && <p className="rows-empty">{w('readiness.noLevels')}</p>}
      {knowsLevels && may(console, 'SetReadiness') && <LevelForm />}
      {knowsLevels && inForce.length === 0 && (
        <p className="rows-empty">
          {w('readiness.none', { level: levelInWords(board, levelOf(board, undefined, now), w) })}
        </p>
      )}
      <ul className="readiness-list">
        {inForce.map(one => (
          <li key={one.areaId ?? ''}>
            <b>{levelInWords(board, one.levelId, w)}</b> {areaInWords(board, one.areaId, w)} ·{' '}
            {w(`readiness.${one.reason}`)}{' '}
            <span className="faint">
              {w('readiness.by', { by: one.by.id, time: w.time(one.since), until: w.date(one.expiresAt) })}
            </span>{' '}
            {may(console, 'SetReadiness') && (
              <button
                type="button"
                className="button button-small"
                data-extend={one.levelId}
                onClick={() => void carryOut(console, extended(one))}
              >
                {w('readiness.extend')}
              </button>
            )}{' '}
            {may(console, 'EndReadiness') && (
              <button
                type="button"
                className="button button-small"
                onClick={() =>
                  void carryOut(console, {
                    type: 'EndReadiness',
                    ...(one.areaId === undefined ? {} : { areaId: one.areaId }),
                  })
                }
              >
                {w('readiness.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <h3>{w('readiness.short')}</h3>
      {short.length === 0 && <p className="rows-empty">{w('readiness.enough')}</p>}
      <ul className="readiness-list readiness-short">
        {short.map(one => (
          <li key={`${one.areaId} ${minimumsOf(board).indexOf(one.minimum)}`}>
            <b>
              {w('readiness.lacks', {
                free: one.free,
                wanted: one.minimum.count,
                capability: w.maybe(`capability.${one.minimum.capability}`) ?? one.minimum.capability,
              })}
            </b>{' '}
            {areaInWords(board, one.areaId, w)}
            {one.vacant.length > 0 &&
              ` · ${w('readiness.vacant', { posts: one.vacant.map(id => postInWords(board, id, w)).join(', ') })}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

const postInWords = (board: Board, postId: string, w: Speech) =>
  w.named(postsOf(board).find(one => one.postId === postId)?.names) || postId;

function LevelForm() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const levels = board.configuration?.readiness?.levels ?? [];
  const areas = areasOf(board);
  const [levelId, setLevel] = useState(levels.at(-1)?.levelId ?? '');
  const [areaId, setArea] = useState('');
  const [reason, setReason] = useState<ReadinessReason>(readinessReasons[0]);
  const [hours, setHours] = useState(8);
  const choose = (
    label: string,
    value: string,
    options: readonly (readonly [value: string, name: string])[],
    take: (value: string) => void,
  ) => (
    <label>
      {label}{' '}
      <select value={value} onChange={event => take(event.target.value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  const whole = ['', w('readiness.whole')] as const;
  return (
    <form
      className="streets-form streets-how"
      onSubmit={event => {
        event.preventDefault();
        void carryOut(console, {
          type: 'SetReadiness',
          levelId,
          reason,
          expiresAt: instant(console.now() + hours * 3_600_000),
          ...(areaId === '' ? {} : { areaId }),
        });
      }}
    >
      {choose(
        w('readiness.level'),
        levelId,
        levels.map(one => [one.levelId, w.named(one.names)] as const),
        setLevel,
      )}
      {areas.length > 0 &&
        choose(
          w('readiness.area'),
          areaId,
          [whole, ...areas.map(one => [one.areaId, w.named(one.names)] as const)],
          setArea,
        )}
      <ReasonAndExpiry
        word="readiness"
        reasons={readinessReasons}
        reason={reason}
        onReason={setReason}
        unit="hours"
        amount={hours}
        most={HOURS_AT_MOST}
        onAmount={setHours}
      />
      <button type="submit" className="button button-small">
        {w('readiness.set')}
      </button>
    </form>
  );
}
