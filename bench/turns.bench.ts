import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildRoadsFromOsm } from '@clarion/files';
import {
  buildHierarchy,
  createMetric,
  customise,
  openGraph,
  orderNodes,
  orderOfView,
  type RoadArcs,
  type RoadGraph,
  route,
  type Snap,
  setLinkTimes,
  sweepMatrix,
  type TurnView,
  timeBetween,
  turnView,
} from '@clarion/roads';
import { sequence } from '../packages/roads/src/testing/network.ts';
import { type BenchRow, summarise } from './row.ts';

const SEED = 1736;

/** What turns cost on a city, in size and time, each figure beside that of the same streets without turns. */
export const rows = async (): Promise<BenchRow[]> => {
  const folder = resolve(process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../shared/data'));
  const extract = join(folder, 'osm/porto_portugal.osm.pbf');
  if (!existsSync(extract)) return [];
  const [plain, kept] = [await graphOf(extract, 'none'), await graphOf(extract, 'full')];
  const streetOrder = orderNodes(plain);
  const places = anyPlaces(kept, 600);
  const without = measure(
    'without turns',
    plain,
    undefined,
    plain,
    streetOrder,
    places,
    plain.buffer.byteLength,
  );
  const result = [...without];
  for (const turns of ['restrictions', 'full'] as const) {
    const view: { made?: TurnView } = {};
    const making = timed(3, () => {
      view.made = turnView(kept, turns, 'emergency');
    });
    const made = view.made!;
    result.push(
      summarise(`turns: making the view (${turns})`, 'ms', making, sizes(made, kept.buffer.byteLength)),
    );
    const orders =
      turns === 'full'
        ? ([
            ['order of the streets', orderOfView(made.turns, streetOrder)],
            ['its own order', undefined],
          ] as const)
        : ([['order of the streets', orderOfView(made.turns, streetOrder)]] as const);
    for (const [what, order] of orders) {
      result.push(
        ...compared(measure(`${turns}, ${what}`, made, made, kept, order, places, bytesOf(made)), without),
      );
    }
  }
  return result;
};

async function graphOf(extract: string, turns: 'none' | 'full'): Promise<RoadGraph> {
  const built = await buildRoadsFromOsm(extract, { keep: { turns } });
  if (!built.ok) throw new Error(`${extract}: ${built.error.code}`);
  const opened = openGraph(built.value.buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** Places along streets, as units and incidents have them. */
function anyPlaces(graph: RoadGraph, count: number): Snap[] {
  const chance = sequence(SEED);
  return Array.from({ length: count }, () => {
    const edge = Math.floor(chance() * graph.edgeCount);
    const fraction = 0.1 + 0.8 * chance();
    const arcs = [0, 1].flatMap(way => {
      const arc = graph.edgeArcs[2 * edge + way]!;
      return arc === 0xffffffff ? [] : [{ arc, fraction: way === 0 ? fraction : 1 - fraction }];
    });
    return { at: [0, 0], distanceM: 0, node: undefined, arcs };
  });
}

function measure(
  name: string,
  roads: RoadArcs,
  view: TurnView | undefined,
  graph: RoadGraph,
  order: Uint32Array | undefined,
  places: readonly Snap[],
  bytes: number,
): BenchRow[] {
  const taken: { order: Uint32Array | undefined } = { order };
  const ordering = timed(1, () => {
    taken.order ??= orderNodes(roads);
  });
  const hierarchy = buildHierarchy(roads, taken.order ? { order: taken.order } : {});
  const metric = createMetric(hierarchy, roads);
  const row = (what: string, unit: BenchRow['unit'], figures: readonly number[], note?: string) =>
    summarise(`turns: ${what} (${name})`, unit, figures, note);
  const megabytes = (hierarchy.buffer.byteLength + 8 * hierarchy.linkCount) / 1e6;
  const size = `${roads.nodeCount} nodes, ${roads.arcCount} arcs, ${hierarchy.linkCount} links; ${(bytes / 1e6).toFixed(1)} MB and ${megabytes.toFixed(1)} MB hierarchy with times`;
  const result = [
    row(
      'full customisation',
      'ms',
      timed(9, () => {
        setLinkTimes(metric, 0, hierarchy.nodeCount);
        customise(metric, 0, hierarchy.nodeCount);
      }),
      size,
    ),
    row(
      'one-to-one time by the hierarchy',
      'µs',
      timed(300, run => timeBetween(metric, places[run]!, places[run + 300]!)).map(ms => 1000 * ms),
    ),
    row(
      'matrix 50 × 300',
      'ms',
      timed(7, () => sweepMatrix(metric, places.slice(0, 50), places.slice(300))),
    ),
    row(
      'route by a plain search',
      'ms',
      timed(30, run => route(graph, places[run]!, places[run + 300]!, undefined, view)),
    ),
  ];
  if (!order)
    result.push(
      row(
        'order',
        's',
        ordering.map(ms => ms / 1000),
      ),
    );
  return result;
}

/** The same rows, each with its ratio to the one without turns. */
function compared(own: readonly BenchRow[], without: readonly BenchRow[]): BenchRow[] {
  return own.map(row => {
    const base = without.find(({ name }) => name.split(' (')[0] === row.name.split(' (')[0]);
    if (!base) return row;
    const ratio = `${(row.median / base.median).toFixed(2)} × without turns`;
    return { ...row, note: row.note ? `${ratio}; ${row.note}` : ratio };
  });
}

function bytesOf(view: TurnView): number {
  const arrays = [...Object.values(view), ...Object.values(view.turns)].filter(
    (value): value is Uint32Array | Float64Array => ArrayBuffer.isView(value),
  );
  return arrays.reduce((sum, array) => sum + array.byteLength, 0);
}

function sizes(view: TurnView, graphBytes: number): string {
  return `${view.nodeCount} nodes, ${view.arcCount} arcs, ${(bytesOf(view) / 1e6).toFixed(1)} MB beside the graph's ${(graphBytes / 1e6).toFixed(1)} MB`;
}

/** Milliseconds of each run, after one that does not count. */
function timed(runs: number, work: (run: number) => void): number[] {
  if (runs > 1) work(0);
  return Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
}
