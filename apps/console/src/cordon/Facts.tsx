import type { CordonPoint, HeldArea } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { useConsole } from '../console.ts';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

const namesOf = (w: Speech, streets: CordonPoint['streets']) =>
  [...new Set(streets.map(names => w.named(names)).filter(Boolean))].join(' / ') || w('streets.unnamed');

/** How many points, which ways out, who lives inside. */
export function Facts({
  held,
}: {
  readonly held: Pick<HeldArea, 'points' | 'waysOut' | 'noWayOut' | 'inside'>;
}) {
  const w = useSpeech();
  const { points, waysOut, noWayOut, inside } = held;
  return (
    <dl className="cordon-facts">
      <dt>{w('cordon.points')}</dt>
      <dd className="numeric">{points.length}</dd>
      <dt>{w('cordon.inside')}</dt>
      <dd>
        {inside === undefined
          ? w('cordon.insideUnknown')
          : w('cordon.people', { n: inside.people, least: inside.atLeast, most: inside.atMost })}
      </dd>
      <dt>{w('cordon.waysOut')}</dt>
      <dd>
        <ul>
          {waysOut.map(({ node, at, streets, isLetThrough }) => (
            <li key={node}>
              <Look at={at}>{namesOf(w, streets)}</Look>
              {isLetThrough && <span className="tag tag-warn">{w('cordon.letThrough')}</span>}
            </li>
          ))}
          {noWayOut.map(({ at, streets }) => (
            <li key={at.join()}>
              <Look at={at}>{namesOf(w, streets)}</Look>
              <span className="tag tag-alert">{w('cordon.noWayOut')}</span>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

export function PointName({ number, point }: { readonly number: number; readonly point: CordonPoint }) {
  const w = useSpeech();
  return (
    <span className="cordon-name">
      <b className="cordon-number">{number}</b> <Look at={point.at}>{namesOf(w, point.streets)}</Look>
    </span>
  );
}

function Look({ at, children }: { readonly at: LngLat; readonly children: React.ReactNode }) {
  const console = useConsole();
  return (
    <button
      type="button"
      className="streets-name"
      onClick={() =>
        console.desk.change(desk => ({
          ...desk,
          look: { at: [at[0], at[1]], count: (desk.look?.count ?? 0) + 1 },
        }))
      }
    >
      {children}
    </button>
  );
}
