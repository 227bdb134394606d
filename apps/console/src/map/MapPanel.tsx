import { lazy, Suspense } from 'react';
import { Otherwise } from '../floor/Otherwise.tsx';
import { useSpeech } from '../words/useSpeech.ts';

const GroundMap = lazy(() => import('./GroundMap.tsx'));

/** The map, or a word in its place: everything else works without it. */
export function MapPanel(props: { readonly theme: 'dark' | 'light' }) {
  const w = useSpeech();
  const absent = <p className="map-absent">{w('map.absent')}</p>;
  return (
    <section className="panel panel-map" aria-label={w('map.label')} data-focus="map" tabIndex={-1}>
      <Otherwise instead={absent}>
        <Suspense fallback={<p className="map-absent">{w('map.loading')}</p>}>
          <GroundMap theme={props.theme} />
        </Suspense>
      </Otherwise>
    </section>
  );
}
