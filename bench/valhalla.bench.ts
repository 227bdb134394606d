import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  buildHierarchy,
  createMetric,
  pathBetween,
  type RoadGraph,
  reach,
  route,
  type Snap,
  snap,
  sweepMatrix,
} from '@clarion/roads';
import { plainDijkstra } from '../packages/roads/src/measuring/plain-dijkstra.ts';
import { sequence } from '../packages/roads/src/measuring/sequence.ts';
import { buildPorto, findPortoExtract } from './porto.ts';
import { type BenchRow, summarise } from './row.ts';

const PEER = '@valhallajs/valhallajs';
const VERSION = '3.6.1';
const SEED = 1736;

/** What is used of the peer, which is no dependency of the project. */
interface Peer {
  readonly Actor: new (
    config: object,
  ) => { readonly [ask in 'route' | 'matrix' | 'isochrone']: (query: object) => Promise<object> };
}
type Config = Record<string, Record<string, unknown>>;

/**
 * Routes, a matrix and reach on the same map, asked of this project and of Valhalla, by the same longitudes
 * and latitudes. Both snap. Valhalla knows turn restrictions and turn costs and estimates speeds in its own way,
 * and its answers hold more (distances, manoeuvres, shapes); it keeps to one profile here, its `auto`.
 * Measured where the peer is installed; how, is said on stderr where it is not.
 */
export const rows = async (): Promise<BenchRow[]> => {
  const extract = findPortoExtract();
  const entry = findPeer();
  if (extract === undefined || entry === undefined) {
    const why =
      entry === undefined
        ? `${PEER} is not installed: npm install --no-save ${PEER}@${VERSION}`
        : "Porto's extract is not at hand: set CLARION_DATA";
    process.stderr.write(`valhalla: nothing is compared, since ${why}\n`);
    return [];
  }
  const folder = await mkdtemp(join(tmpdir(), 'clarion-bench-valhalla-'));
  try {
    return await compare(await buildPorto(extract), startPeer(entry, extract, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

function findPeer(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(PEER);
  } catch {
    return undefined;
  }
}

/** Its tiles are built by its own tools, into a folder that goes again. */
function startPeer(entry: string, extract: string, folder: string): InstanceType<Peer['Actor']> {
  const cli = join(dirname(entry), 'bin/valhalla-cli.js');
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [cli, ...args], { stdio: 'pipe', cwd: folder });
  const config = JSON.parse(String(run('build_config', '--mjolnir-tile-dir', folder))) as Config;
  config['service_limits']!['auto'] = {
    max_distance: 5e6,
    max_locations: 2000,
    max_matrix_distance: 4e5,
    max_matrix_location_pairs: 1e6,
  };
  for (const part of Object.values(config)) if (part['logging']) part['logging'] = { type: '' };
  execFileSync(process.execPath, [cli, 'build_tiles', '-i', JSON.stringify(config), extract], {
    stdio: 'pipe',
    cwd: folder,
  });
  const { Actor } = createRequire(import.meta.url)(PEER) as Peer;
  return new Actor(config);
}

async function compare(graph: RoadGraph, peer: InstanceType<Peer['Actor']>): Promise<BenchRow[]> {
  const chance = sequence(SEED);
  const anyNode = () => Math.floor(chance() * graph.nodeCount);
  const anyPlace = () => {
    const node = anyNode();
    return { lng: graph.nodePoints[2 * node]!, lat: graph.nodePoints[2 * node + 1]! };
  };
  type Place = ReturnType<typeof anyPlace>;
  const many = (count: number) => Array.from({ length: count }, anyPlace);
  const theirs = ({ lng, lat }: Place) => ({ lat, lon: lng });
  const stand = ({ lng, lat }: Place): Snap => snap(graph, [lng, lat])!;
  const metric = createMetric(buildHierarchy(graph), graph);

  const search = await timed(25, async () => plainDijkstra(graph, anyNode()));
  const yardstick = summarise('valhalla: search of the whole network (Porto)', 'ms', search, 'the yardstick');
  const result = [yardstick];
  const add = (who: string, what: string, figures: readonly number[], note: string) => {
    const row = summarise(`valhalla: ${what}, ${who} (Porto)`, 'ms', figures);
    const ratio = row.median / yardstick.median;
    const of = ratio >= 1 ? `${ratio.toFixed(1)} ×` : `1/${Math.round(1 / ratio)} of`;
    result.push({ ...row, note: `${of} the yardstick; ${note}` });
  };

  const [from, to] = [many(110), many(110)];
  add(
    'Clarion',
    'route',
    await timed(100, async run => route(graph, stand(from[run]!), stand(to[run]!))),
    'snaps; plain search; line, names, times',
  );
  add(
    'Clarion by the hierarchy',
    'route',
    await timed(100, async run => pathBetween(metric, stand(from[run]!), stand(to[run]!))),
    'snaps; the arcs',
  );
  add(
    'Valhalla',
    'route',
    await timed(100, run =>
      peer.route({
        locations: [theirs(from[run]!), theirs(to[run]!)],
        costing: 'auto',
        directions_type: 'none',
      }),
    ),
    'snaps, knows turns; line, no narration',
  );
  const [stations, places] = [many(10), many(100)];
  add(
    'Clarion',
    'matrix 10 × 100',
    await timed(7, async () => sweepMatrix(metric, stations.map(stand), places.map(stand))),
    'snaps; times',
  );
  add(
    'Valhalla',
    'matrix 10 × 100',
    await timed(
      3,
      () =>
        peer.matrix({
          sources: stations.map(theirs),
          targets: places.map(theirs),
          costing: 'auto',
          verbose: false,
        }),
      1,
    ),
    'snaps, knows turns; times and distances',
  );
  add(
    'Clarion',
    'area within 8 minutes',
    await timed(15, async run => reach(graph, [stand(from[run]!)], [480])),
    'snaps; around the roads that are reached, on a grid of 12 m',
  );
  add(
    'Valhalla',
    'area within 8 minutes',
    await timed(15, run =>
      peer.isochrone({
        locations: [theirs(from[run]!)],
        costing: 'auto',
        contours: [{ time: 8 }],
        polygons: true,
      }),
    ),
    'snaps, knows turns; contour lines of a grid of 200 m',
  );
  return result;
}

/** Milliseconds of each run, after some that do not count. */
async function timed(runs: number, work: (run: number) => Promise<unknown>, warmUp = 3): Promise<number[]> {
  for (let run = 0; run < warmUp; run++) await work(run);
  const figures: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work(warmUp + run);
    figures.push(performance.now() - start);
  }
  return figures;
}
