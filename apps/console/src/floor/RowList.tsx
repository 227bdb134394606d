import { useRef } from 'react';
import { useSpeech } from '../words/useSpeech.ts';
import { type Frozen, useFrozenOrder } from './frozen-order.ts';
import { Panel } from './Panel.tsx';

/**
 * A list whose rows stand still while it has the focus or the pointer. Arrow keys move, Enter takes. Rows that would
 * have moved are counted beside the list; one key lets them go to their places.
 */
export function RowList<R extends { readonly id: string }>(props: {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly R[];
  readonly selected: string | undefined;
  readonly empty: string;
  readonly onTake: (id: string) => void;
  readonly draw: (row: R, mark: { readonly fresh: boolean; readonly gone: boolean }) => React.ReactNode;
}) {
  const w = useSpeech();
  const known = useRef(new Map<string, R>());
  for (const row of props.rows) known.current.set(row.id, row);
  const order = useFrozenOrder(props.rows.map(row => row.id));
  const list = useRef<HTMLDivElement>(null);
  const present = new Set(order.ids);
  for (const id of known.current.keys()) if (!present.has(id)) known.current.delete(id);

  const move = (step: number) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    next?.focus();
  };

  return (
    <Panel
      name={props.name}
      title={props.title}
      count={props.rows.length}
      tools={
        order.changed > 0 && (
          <button
            type="button"
            className="resort"
            data-focus="resort"
            // The list keeps the focus, or it would let go of its order by itself.
            onMouseDown={event => event.preventDefault()}
            onClick={order.resort}
          >
            {w('list.changed', { n: order.changed })} <kbd>Alt+S</kbd>
          </button>
        )
      }
    >
      <div className="rows-frame" {...order.holders}>
        {order.ids.length === 0 ? (
          <p className="rows-empty">{props.empty}</p>
        ) : (
          <div
            ref={list}
            role="listbox"
            aria-label={props.title}
            className="rows"
            onKeyDown={event => {
              if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                event.preventDefault();
                move(event.key === 'ArrowDown' ? 1 : -1);
              } else if (event.key === 'Home' || event.key === 'End') {
                event.preventDefault();
                move(event.key === 'Home' ? -1e6 : 1e6);
              }
            }}
          >
            {order.ids.map((id, i) => {
              const row = known.current.get(id);
              if (row === undefined) return null;
              const mark = markOf(order, id);
              return (
                <div
                  key={id}
                  role="option"
                  aria-selected={id === props.selected}
                  tabIndex={id === props.selected || (i === 0 && !present.has(props.selected ?? '')) ? 0 : -1}
                  data-row={id}
                  {...(i === 0 ? { 'data-first': '' } : {})}
                  className={`row${mark.fresh ? ' row-fresh' : ''}${mark.gone ? ' row-gone' : ''}`}
                  onClick={() => props.onTake(id)}
                  onKeyDown={event => {
                    if (event.key === 'Enter' || event.key === ' ') {
                      event.preventDefault();
                      props.onTake(id);
                    }
                  }}
                >
                  {props.draw(row, mark)}
                </div>
              );
            })}
          </div>
        )}
      </div>
    </Panel>
  );
}

const markOf = (order: Frozen, id: string) => ({ fresh: order.fresh.has(id), gone: order.gone.has(id) });
