import { areasOf, readinessInForce, shortages } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useMemo } from 'react';
import { actionOf } from '../actions/table.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { useMinuteOfWeek } from './useMinuteOfWeek.ts';

/** The levels in force and how many minimums are not met; it opens the list. */
export function LevelChip() {
  const console = useConsole();
  const w = useSpeech();
  const view = useCell(console.picture.board);
  const minute = useMinuteOfWeek();
  const now = useCell(console.tick, tick => Math.floor(tick / 60_000) * 60_000);
  const short = useMemo(() => shortages(view.board, instant(now), minute).length, [view, now, minute]);
  const { configuration } = view.board;
  if (configuration?.readiness === undefined) return null;
  const inForce = readinessInForce(view.board, instant(now));
  const named = inForce.map(({ levelId, areaId }) => {
    const level = configuration.readiness?.levels.find(one => one.levelId === levelId);
    const area = areasOf(view.board).find(one => one.areaId === areaId);
    return w('readiness.chip', {
      level: w.named(level?.names) || levelId,
      area: area === undefined ? (areaId ?? w('readiness.whole')) : w.named(area.names),
    });
  });
  const action = actionOf('readiness');
  return (
    <button
      type="button"
      className={`top-tool${inForce.length > 0 || short > 0 ? ' top-level' : ''}`}
      data-action="readiness"
      onClick={() => action.perform(console, w)}
    >
      {named.join(', ') || w(action.name)}
      {short > 0 && <b> −{short}</b>} <kbd>Alt+I</kbd>
    </button>
  );
}
