import { boundsOf, instant, type LngLat } from '@clarion/measure';
import type { GeoJSONSource } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';
import { takeIncident } from '../actions/carry-out.ts';
import { callAsTyped } from '../call/card-draft.ts';
import { useCalmCell, useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { aroundFeatures, cordonFeatures } from '../cordon/cordon-features.ts';
import { boardOfReplay, positionsAt, stretchNow } from '../replay/replay.ts';
import { stagingFeatures } from '../staging/staging-features.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { changedOnly } from './changed.ts';
import {
  closureFeatures,
  collection,
  incidentFeatures,
  postFeatures,
  roughFeatures,
  routeFeatures,
  unitFeatures,
} from './features.ts';
import { type OverlaySource, overlayLayers, overlaySources } from './layers.ts';
import { pick } from './pick.ts';
import { type MapRef, token, useGround } from './useGround.ts';
import { useRoutes } from './useRoutes.ts';

/** The map. Throws where the machine has no WebGL; the floor goes on without it. */
export default function GroundMap(props: { readonly theme: 'dark' | 'light' }) {
  const console = useConsole();
  const w = useSpeech();
  const pack = useCell(console.place);
  const picking = useCell(console.desk, desk => desk.picking);

  const { frame, map, ready } = useGround({
    pack,
    theme: props.theme,
    sources: overlaySources,
    layered: ground => [...ground, ...overlayLayers(token)],
    onMade: made => {
      made.on('click', event => {
        const at: LngLat = [event.lngLat.lng, event.lngLat.lat];
        if (console.desk.get().picking !== undefined) return void pick(console, at);
        const box: [[number, number], [number, number]] = [
          [event.point.x - 6, event.point.y - 6],
          [event.point.x + 6, event.point.y + 6],
        ];
        const layers = ['incident', 'unit', 'staging-place'].filter(id => made.getLayer(id) !== undefined);
        const hit = made.queryRenderedFeatures(box, { layers })[0];
        const { incidentId, unitId } = hit?.properties ?? {};
        if (typeof incidentId === 'string') takeIncident(console, incidentId);
        else if (typeof unitId === 'string') console.desk.change(desk => ({ ...desk, unitId }));
      });
      made.getCanvas().addEventListener('keydown', event => {
        if (event.key === 'Enter' && console.desk.get().picking !== undefined) {
          const { lng, lat } = made.getCenter();
          void pick(console, [lng, lat]);
        }
      });
    },
  });

  useOverlay(map, ready);
  useCamera(map, ready);

  return (
    <div className={`map-frame${picking === undefined ? '' : ' map-picking'}`}>
      <div ref={frame} className="map-ground" />
      {picking !== undefined && (
        <p className="map-hint" role="status">
          {w(hints[picking.for], {
            unit: picking.for === 'unit' ? picking.unitId : '',
          })}
        </p>
      )}
    </div>
  );
}

const hints = {
  card: 'map.pickPlace',
  unit: 'map.pickUnit',
  street: 'streets.pick',
  staging: 'staging.pick',
  moved: 'map.pickPlace',
  outline: 'cordon.pick',
} as const;

/** What comes in is drawn this late at most: thousands of units go to the map's worker whole, each time. */
const DRAWN_EVERY_MS = 500;

/** Keeps units, incidents, routes and circles drawn. Positions come once a second at most, so does the drawing. */
function useOverlay(map: MapRef, ready: number) {
  const console = useConsole();
  const view = useCalmCell(console.picture.board, DRAWN_EVERY_MS);
  const desk = useCell(console.desk);
  const replay = useCell(console.replay);
  const tick = useCell(console.tick);
  const sent = useCell(console.sending.sent);
  const located = useCell(console.located);
  const routes = useRoutes();
  const moved = useCell(console.moved);
  const w = useSpeech();
  // A new style has new sources, which hold nothing yet.
  const put = useMemo(() => {
    void ready;
    return changedOnly<OverlaySource>((source, data) =>
      map.current?.getSource<GeoJSONSource>(source)?.setData(data),
    );
  }, [map, ready]);
  useEffect(() => {
    if (map.current === undefined || ready === 0) return;
    void view.version;
    void sent;
    const looking = replay !== undefined && desk.side === 'replay' ? replay : undefined;
    const past = looking === undefined ? undefined : stretchNow(looking);
    // What looks back waits for its stretch; until then nothing of now stands on the map.
    if (looking !== undefined && past === undefined) {
      for (const source of ['units', 'incidents'] as const) put(source, collection([]));
      return;
    }
    const board = looking === undefined || past === undefined ? view.board : boardOfReplay(past, looking.at);
    const positions =
      looking === undefined || past === undefined
        ? console.picture.positions.get()
        : positionsAt(past, looking.at);
    // Where a moving incident went is not in a replay: those places are read one by one, for a purpose.
    const movedThen = looking === undefined ? moved : new Map<string, null>();
    put('units', unitFeatures(board, positions, looking?.at ?? tick, desk.unitId, looking === undefined));
    put('incidents', incidentFeatures(board, desk.incidentId, movedThen));
    put('posts', postFeatures(board));
    const call =
      desk.callId === undefined || looking !== undefined ? undefined : callAsTyped(console, desk.callId);
    const closedAt = instant(looking?.at ?? tick);
    put(
      'closures',
      closureFeatures(board, closedAt, looking === undefined ? desk.closing : undefined, w.time),
    );
    const words = {
      out: w('cordon.out'),
      letThrough: w('cordon.letThrough'),
      noWayOut: w('cordon.noWayOut'),
    };
    const cordoning = looking === undefined && desk.side === 'cordon' ? desk.cordoning : undefined;
    const looked = looking === undefined && desk.side === 'cordon' ? desk.detours : undefined;
    const around =
      looking === undefined && desk.side === 'streets' ? aroundFeatures(desk.around?.all ?? []) : [];
    const cordons = cordonFeatures(board, closedAt, cordoning, words, looked);
    put('cordons', { ...cordons, features: [...cordons.features, ...around] });
    put(
      'rough',
      roughFeatures(call, board, desk.incidentId, looking === undefined ? located : undefined, percent =>
        w('location.drawn', { percent }),
      ),
    );
    put('staging', stagingFeatures(board, movedThen, w));
    put('routes', routeFeatures(looking === undefined ? routes : []));
  }, [map, ready, view, desk, replay, tick, routes, moved, sent, located, w, console, put]);
}

/** Brings what was taken in hand onto the map, once; the hand on the map rules afterwards. */
function useCamera(map: MapRef, ready: number) {
  const console = useConsole();
  const incidentId = useCell(console.desk, desk => desk.incidentId);
  const unitId = useCell(console.desk, desk => desk.unitId);
  const look = useCell(console.desk, desk => desk.look);
  const listed = useCell(console.offer, offer => offer.shown !== undefined && offer.incidentId);
  const calls = useCell(console.desk, desk => desk.callId);
  const place = useCell(console.picture.board, ({ board }) =>
    calls === undefined ? undefined : board.calls.get(calls)?.place,
  );
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

  useEffect(() => {
    const made = map.current;
    const { board } = console.picture.board.get();
    const at = incidentId === undefined ? undefined : board.incidents.get(incidentId)?.place?.at;
    if (made === undefined || ready === 0 || at === undefined) return;
    const offer = console.offer.get();
    const units =
      listed === incidentId
        ? [...offer.chosen].flatMap(id => [console.picture.positions.get().get(id)?.at ?? at])
        : [];
    const bounds = boundsOf([at, ...units])!;
    made.fitBounds([bounds[0], bounds[1], bounds[2], bounds[3]], {
      padding: 56,
      maxZoom: 15.3,
      animate: !still,
      duration: 500,
    });
  }, [map, ready, incidentId, listed, still, console]);

  useEffect(() => {
    const at = unitId === undefined ? undefined : console.picture.positions.get().get(unitId)?.at;
    if (at !== undefined) map.current?.easeTo({ center: [at[0], at[1]], animate: !still });
  }, [map, unitId, still, console]);

  useEffect(() => {
    const at = look?.at ?? undefined;
    if (at !== undefined) map.current?.easeTo({ center: [at[0], at[1]], zoom: 15.5, animate: !still });
  }, [map, look, still]);

  useEffect(() => {
    if (place !== undefined)
      map.current?.easeTo({ center: [place.at[0], place.at[1]], zoom: 15, animate: !still });
  }, [map, place, still]);
}
