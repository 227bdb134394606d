import type { ReactNode } from 'react';

/** One part of the sheet, with its heading; what is empty says so in one line. */
export function SheetPart(props: {
  readonly title: string;
  readonly empty?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.empty === undefined ? props.children : <p>{props.empty}</p>}
    </section>
  );
}

/** A table of the sheet: the first column names its row. */
export function SheetTable(props: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <table className="sheet-table">
      <thead>
        <tr>
          {props.head.map(one => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([first, ...rest]) => (
          <tr key={[first, ...rest].join('|')}>
            <th scope="row">{first}</th>
            {rest.map((cell, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
              <td key={i}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
