import { useId } from 'react';
import { useSpeech } from '../words/useSpeech.ts';
import { Otherwise } from './Otherwise.tsx';

/** One part of the floor with its heading. */
export function Panel(props: {
  readonly name: string;
  readonly title: string;
  readonly count?: string | number | undefined;
  /** Nothing inside takes the focus: the panel itself does, so that keys can scroll it. */
  readonly reach?: boolean;
  readonly tools?: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  const id = useId();
  const w = useSpeech();
  return (
    <section className={`panel panel-${props.name}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.count !== undefined && <span className="panel-count">{props.count}</span>}
        {props.tools !== undefined && <div className="panel-tools">{props.tools}</div>}
      </header>
      <div className="panel-body" data-focus={props.name} tabIndex={props.reach ? 0 : -1}>
        <Otherwise instead={<p className="rows-empty">{w('panel.broken')}</p>}>{props.children}</Otherwise>
      </div>
    </section>
  );
}
