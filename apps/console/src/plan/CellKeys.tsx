import type { CellsAnswer } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { Division } from './division.ts';
import { nextCell } from './next-cell.ts';
import { usePlanner } from './planner.ts';

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Cells by keys: arrows go from cell to cell, Enter gives the cell to the area in hand, digits choose the area. */
export function CellKeys(props: { readonly ground: CellsAnswer; readonly division: Division }) {
  const planner = usePlanner();
  const { dividing } = planner;
  const w = useSpeech();
  const { ground, division } = props;
  const hand = useCell(dividing.hand);
  const cell = Math.min(hand.cell, ground.places.length - 1);
  const area = division.areas[division.areaOf[cell]!];
  const chosen = division.areas[hand.area];
  const onKey = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = ways[event.key];
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : undefined;
    if (way !== undefined) {
      const next = nextCell(ground, cell, way);
      if (next !== -1) dividing.hand.change(now => ({ ...now, cell: next }));
      if (next !== -1 && event.shiftKey) dividing.give(next);
    } else if (event.key === 'Backspace') dividing.undo();
    else if (digit !== undefined && digit < division.areas.length)
      dividing.hand.change(now => ({ ...now, area: digit }));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="plan-cell">
        <button
          type="button"
          className="button"
          aria-describedby="plan-cell-keys"
          data-focus="cells"
          data-cell={ground.ids[cell]}
          data-in={area?.areaId}
          onClick={() => dividing.give(cell)}
          onKeyDown={onKey}
        >
          {w('plan.areas.cell')}
        </button>{' '}
        <span aria-live="polite">
          {w('plan.areas.at', {
            area: w.named(area?.names) || area?.areaId || '—',
            workload: Math.round(ground.workload[cell] ?? 0).toLocaleString(w.language),
            chosen: w.named(chosen?.names) || chosen?.areaId || '—',
          })}
        </span>
      </div>
      <p className="plan-keys faint" id="plan-cell-keys">
        {w('plan.areas.keys')}
      </p>
      <label className="check">
        <input
          type="checkbox"
          checked={hand.draws}
          data-do="draws"
          onChange={event => dividing.hand.change(now => ({ ...now, draws: event.target.checked }))}
        />
        {w('plan.areas.draws')}
      </label>
    </>
  );
}
