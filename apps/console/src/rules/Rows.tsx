import type { ReactNode } from 'react';
import { useSpeech } from '../words/useSpeech.ts';
import { useReadOnly } from './Fields.tsx';

/** A table whose rows are added, changed and taken away. `cells`: one for each column, in their order. */
export function Rows<T>(props: {
  readonly path: string;
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly T[];
  readonly make: () => T;
  readonly onChange: (rows: readonly T[]) => void;
  readonly cells: (row: T, path: string, change: (row: T) => void) => readonly ReactNode[];
  /** Order means something: rows can be moved up. */
  readonly ordered?: boolean;
}) {
  const w = useSpeech();
  const readOnly = useReadOnly();
  const { rows, path, onChange } = props;
  const replaced = (i: number, ...by: readonly T[]) => [...rows.slice(0, i), ...by, ...rows.slice(i + 1)];
  return (
    <>
      {rows.length > 0 && (
        <table className="rules-rows" data-rows={path}>
          <caption className="hidden">{props.label}</caption>
          <thead>
            <tr>
              {props.columns.map(column => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              {!readOnly && (
                <th scope="col">
                  <span className="hidden">{w('rules.row')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
              <tr key={i} data-row={i}>
                {props
                  .cells(row, `${path}.${i}`, next => onChange(replaced(i, next)))
                  .map((cell, column) => (
                    <td key={props.columns[column]}>{cell}</td>
                  ))}
                {!readOnly && (
                  <td className="rules-row-tools">
                    {props.ordered && i > 0 && (
                      <button
                        type="button"
                        className="button button-small"
                        aria-label={w('rules.moveUp', { row: i + 1 })}
                        onClick={() =>
                          onChange([...rows.slice(0, i - 1), row, rows[i - 1]!, ...rows.slice(i + 1)])
                        }
                      >
                        ↑
                      </button>
                    )}
                    <button
                      type="button"
                      className="button button-small"
                      data-do="remove"
                      aria-label={w('rules.remove', { row: i + 1 })}
                      onClick={() => onChange(replaced(i))}
                    >
                      ✕
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!readOnly && (
        <button
          type="button"
          className="button button-small rules-add"
          data-add={path}
          onClick={() => onChange([...rows, props.make()])}
        >
          + {props.label}
        </button>
      )}
    </>
  );
}
