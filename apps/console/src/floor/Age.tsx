import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { age, duration } from '../words/speak.ts';

/** How long ago, counted by the log's clock: 04:07. */
export function Since(props: { readonly at: number }) {
  const now = useCell(useConsole().tick);
  return <span className="numeric">{duration(now - props.at)}</span>;
}

/** Short age: 8s, 4m. */
export function Age(props: { readonly since: number }) {
  const now = useCell(useConsole().tick);
  return <span className="numeric">{age(now - props.since)}</span>;
}
