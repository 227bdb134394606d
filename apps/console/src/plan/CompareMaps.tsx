import { useEffect } from 'react';
import { useCell } from '../cell.ts';
import { useGround } from '../map/useGround.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { letters } from './compared.ts';
import { variantName } from './PlanTop.tsx';
import { layered, put } from './plan-drawing.ts';
import { circleFeatures, postFeatures } from './plan-features.ts';
import { planSources } from './plan-layers.ts';
import { usePlanner } from './planner.ts';
import { useMapView } from './useMapView.ts';
import { postsToShow } from './variant.ts';

/** Plans side by side, each on a map of its own; whichever is moved, the others move with it. */
export default function CompareMaps(props: { readonly theme: 'dark' | 'light' }) {
  const planner = usePlanner();
  const compared = useCell(planner.desk, desk => desk.compared);
  return (
    <div className="plan-maps" data-maps={compared.length}>
      {compared.map((id, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place keeps its map whichever plan is on it
        <OneMap key={i} letter={letters[i]!} variantId={id} theme={props.theme} />
      ))}
    </div>
  );
}

function OneMap(props: {
  readonly letter: string;
  readonly variantId: string;
  readonly theme: 'dark' | 'light';
}) {
  const planner = usePlanner();
  const w = useSpeech();
  const pack = useCell(planner.place);
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground);
  const circles = useCell(planner.circles, all => all.get(props.variantId));
  const share = useMapView();
  const { frame, map, ready } = useGround({
    pack,
    theme: props.theme,
    sources: planSources,
    layered,
    onMade: share,
  });
  useEffect(() => {
    if (ready > 0) put(map, 'circles', circleFeatures(circles, w));
  }, [map, ready, circles, w]);
  useEffect(() => {
    const variant = planner.findPlan(props.variantId);
    if (ready === 0 || ground === undefined || variant === undefined) return;
    put(map, 'posts', postFeatures(postsToShow(variant, ground, desk.agency), ground, variant, desk, w));
  }, [map, ready, ground, desk, w, planner, props.variantId]);
  const name = `${props.letter} · ${variantName(props.variantId, w)}`;
  return (
    <figure
      className="plan-map plan-map-compared"
      data-map={props.letter}
      data-circles={circles?.areas.length ?? 0}
      aria-label={name}
    >
      <div className="map-frame">
        <div ref={frame} className="map-ground" />
      </div>
      <figcaption className={`plan-map-name plan-line-${props.letter.toLowerCase()}`}>{name}</figcaption>
    </figure>
  );
}
