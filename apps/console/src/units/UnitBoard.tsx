import { crewAway, type Due, postsOf, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Age, Since } from '../floor/Age.tsx';
import { useFrozenOrder } from '../floor/frozen-order.ts';
import { Panel } from '../floor/Panel.tsx';
import { qualificationName } from '../shifts/qualification-name.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { DueFoot } from './DueFoot.tsx';
import { dueSigns, pressing, unitsByDue } from './due.ts';
import { dueInShort, dueInWords } from './due-words.ts';
import { type UnitRow, unitRows } from './groups.ts';
import { signs } from './sign.ts';
import { hasExpired, staffedInWords } from './staffed.ts';

const ROW_PX = 23;

/**
 * Every unit by agency and post, where rows have fixed places and only what they show changes; or the crews with a check
 * running by when they are due, where rows stay while somebody is at them.
 */
export function UnitBoard() {
  const console = useConsole();
  const w = useSpeech();
  const view = useCell(console.picture.board);
  const selected = useCell(console.desk, desk => desk.unitId);
  const byDue = useCell(console.desk, desk => desk.unitsByDue) === true;
  const now = useCell(console.tick);
  const { checks } = view.board.configuration ?? {};
  const hasChecks = (checks?.rules.length ?? 0) > 0;
  const due = useMemo(() => {
    const positions = console.picture.positions.get();
    return pressing(view.board, instant(now), unitId => positions.get(unitId)?.fixAt);
  }, [console, view, now]);
  const byPost = useMemo(() => unitRows(view.board), [view]);
  const frozen = useFrozenOrder(unitsByDue(due));
  const rows: readonly UnitRow[] = byDue
    ? frozen.ids.flatMap(id => {
        const unit = view.board.units.get(id);
        return unit === undefined ? [] : [{ kind: 'unit', id, unit } as const];
      })
    : byPost;
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const free = byPost.reduce((sum, row) => sum + (row.kind === 'agency' ? row.free : 0), 0);
  const all = byPost.reduce((sum, row) => sum + (row.kind === 'agency' ? row.all : 0), 0);

  const take = (unitId: string) => console.desk.change(desk => ({ ...desk, unitId }));
  const move = (from: number, step: number) => {
    let i = from + step;
    while (rows[i] !== undefined && rows[i]!.kind !== 'unit') i += step;
    const row = rows[i];
    if (row === undefined) return;
    virtual.scrollToIndex(i);
    take(row.id);
    const there = () => frame.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`);
    // At once where it is drawn: the next key is for this unit, however long the next frame takes.
    const drawn = there();
    if (drawn) drawn.focus();
    else requestAnimationFrame(() => there()?.focus());
  };
  const firstUnit = rows.findIndex(row => row.kind === 'unit');

  return (
    <Panel name="units" title={w('units.title')} count={`${free}/${all}`}>
      <div
        ref={frame}
        className="unit-frame"
        role="listbox"
        aria-label={w(byDue ? 'action.unitsByDue' : 'units.title')}
        data-units-by={byDue ? 'due' : 'post'}
        tabIndex={-1}
        {...(byDue ? frozen.holders : {})}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {virtual.getVirtualItems().map(item => {
            const row = rows[item.index]!;
            return (
              <div
                key={row.id}
                className="unit-slot"
                role="presentation"
                style={{ height: ROW_PX, transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'unit' ? (
                  <UnitLine
                    unit={row.unit}
                    due={due.get(row.id)}
                    selected={row.id === selected}
                    stop={row.id === selected || (selected === undefined && item.index === firstUnit)}
                    onTake={() => take(row.id)}
                    onMove={step => move(item.index, step)}
                  />
                ) : (
                  <GroupLine row={row} />
                )}
              </div>
            );
          })}
        </div>
      </div>
      {byDue && rows.length === 0 && <p className="rows-empty">{w('units.noneDue')}</p>}
      {hasChecks && (
        <DueFoot due={due} unit={selected === undefined ? undefined : view.board.units.get(selected)} />
      )}
    </Panel>
  );
}

function GroupLine({ row }: { readonly row: Exclude<UnitRow, { kind: 'unit' }> }) {
  const console = useConsole();
  const w = useSpeech();
  const post = useCell(console.picture.board, view =>
    row.kind === 'post' ? postsOf(view.board).find(one => one.postId === row.postId) : undefined,
  );
  return (
    <div className={`unit-group unit-group-${row.kind}`} role="presentation">
      <span className="unit-group-name">
        {row.kind === 'agency'
          ? w(`agency.${row.agency}`)
          : post === undefined
            ? w('units.noPost')
            : w.named(post.names)}
      </span>
      <span className="numeric">
        {row.free}/{row.all}
      </span>
    </div>
  );
}

function UnitLine(props: {
  readonly unit: Unit;
  /** The check that presses most; undefined where none runs. */
  readonly due: Due | undefined;
  readonly selected: boolean;
  readonly stop: boolean;
  readonly onTake: () => void;
  readonly onMove: (step: number) => void;
}) {
  const console = useConsole();
  const w = useSpeech();
  const { unit, due } = props;
  const fix = useCell(console.picture.positions, positions => positions.get(unit.unitId));
  const board = console.board();
  const kind = w.maybe(`unitKind.${unit.description.kind}`) ?? unit.description.kind;
  const current = unit.assignmentIds.at(-1);
  const away = crewAway(board, unit);
  const qualifications = board.configuration?.shifts?.qualifications;
  const staffed = staffedInWords(unit, w, id => qualificationName(qualifications, id, w));
  const incidentId = current === undefined ? undefined : board.assignments.get(current)?.incidentId;
  const stale = (board.configuration?.clocks.staleFixSeconds ?? 60) * 1000;
  const now = useCell(console.tick);
  const old = fix !== undefined && now - fix.fixAt > stale;
  return (
    <div
      role="option"
      aria-selected={props.selected}
      tabIndex={props.stop ? 0 : -1}
      data-row={unit.unitId}
      className={`unit-line status-${unit.status}`}
      title={[
        w(`status.${unit.status}`),
        kind,
        away && w('units.crewAway', { unit: away.withUnitId }),
        staffed,
        due && dueInWords(due, now, w),
        unit.doubt && w(`doubt.${unit.doubt.reason}`),
      ]
        .filter(Boolean)
        .join(' · ')}
      onClick={props.onTake}
      onKeyDown={event => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          props.onMove(event.key === 'ArrowDown' ? 1 : -1);
        } else if (event.key === 'Enter') {
          props.onTake();
          console.desk.change(desk => ({
            ...desk,
            barText: { text: `${unit.unitId} `, count: (desk.barText?.count ?? 0) + 1 },
          }));
        }
      }}
    >
      <b className="unit-sign" aria-hidden="true">
        {signs[unit.status]}
      </b>
      <span className="unit-id">{unit.unitId}</span>
      <span className="hidden">{w(`status.${unit.status}`)}</span>
      <span className="unit-kind">
        {away !== undefined ? `→ ${away.withUnitId}` : (incidentId ?? (staffed || kind))}
        {(away !== undefined || incidentId !== undefined) && hasExpired(unit) && <b title={staffed}> ▲</b>}
      </span>
      <span className={`unit-since${due === undefined ? '' : ` due-${due.state}`}`} data-check={due?.state}>
        {due === undefined ? (
          unit.status !== 'available' && <Since at={unit.statusSince} />
        ) : (
          <>
            <b aria-hidden="true">{dueSigns[due.state]}</b> {dueInShort(due, now, w)}
          </>
        )}
      </span>
      <span className={`unit-fix${old || unit.doubt !== undefined ? ' fix-old' : ''}`}>
        {unit.doubt !== undefined && <b title={w(`doubt.${unit.doubt.reason}`)}>?</b>}
        {fix === undefined ? '—' : <Age since={fix.fixAt} />}
      </span>
    </div>
  );
}
