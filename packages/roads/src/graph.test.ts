import type { LngLat } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { buildGraph } from './build.ts';
import { arcClass, arcNames, arcPoints, nodeIdOf, openGraph } from './graph.ts';
import { HASH_AT, HEADER_BYTES, VERSION } from './layout.ts';
import { digest } from './testing/digest.ts';
import type { WayInput } from './way.ts';

const at = (x: number, y: number): LngLat => [x / 1000, y / 1000];
const main: WayInput = {
  nodes: ['1', '2', '', '3', '4'],
  points: [at(0, 0), at(1, 0), at(1.5, 0.1), at(2, 0), at(3, 0)],
  forward: true,
  backward: true,
  speedKmh: 36,
  speedBackwardKmh: 18,
  roadClass: 'primary',
  name: { local: 'Rua Nova', zh: '新街' },
};
const side: WayInput = {
  ...main,
  nodes: ['3', '5'],
  points: [at(2, 0), at(2, 1)],
  backward: false,
  name: undefined,
};

function built(ways: WayInput[], nodes: { id: string; at: LngLat }[] = []) {
  const graph = buildGraph(ways, { digest, nodes });
  const opened = openGraph(graph.buffer, digest);
  if (!opened.ok) throw new Error(opened.error.code);
  return { ...graph, graph: opened.value };
}

const arcsOf = ({ graph }: ReturnType<typeof built>) =>
  Array.from(
    graph.arcTail,
    (tail, arc) => `${nodeIdOf(graph, tail)}>${nodeIdOf(graph, graph.arcHead[arc]!)}`,
  ).sort();

describe('building', () => {
  test('ways are split where another way meets them; points along stay points', () => {
    const town = built([main, side]);
    expect(arcsOf(town)).toEqual(['1>3', '3>1', '3>4', '3>5', '4>3']);
    expect([town.nodes, town.arcs, town.graph.idCount]).toEqual([4, 5, 5]);
    const back = arcsOf(town).indexOf('3>1');
    expect(back).toBeGreaterThanOrEqual(0);
  });

  test('an arc keeps its line in its own direction, its name, class and speed', () => {
    const { graph } = built([main]);
    const [forward, backward] = graph.arcTail[0] === 0 ? [0, 1] : [1, 0];
    const [ahead, behind] = nodeIdOf(graph, 0) === '1' ? [forward, backward] : [backward, forward];
    expect(arcPoints(graph, ahead)).toEqual(main.points);
    expect(arcPoints(graph, behind)).toEqual(main.points.toReversed());
    expect(arcNames(graph, ahead)).toEqual({ local: 'Rua Nova', zh: '新街' });
    expect(arcClass(graph, behind)).toBe('primary');
    expect(graph.arcTimeMs[behind]).toBeCloseTo(2 * graph.arcTimeMs[ahead]!, -1);
    expect(graph.bounds).toEqual([0, 0, 0.003, 0.0001]);
  });

  test('a way that crosses itself is split there', () => {
    const points = [at(0, 0), at(1, 0), at(1, 1), at(0.5, 0.5), at(1, 0), at(2, 0)];
    const town = built([{ ...main, nodes: ['1', '2', '3', '4', '2', '6'], points, backward: false }]);
    expect(arcsOf(town)).toEqual(['1>2', '2>2', '2>6']);
  });

  test('given times are shared out by length and add up', () => {
    const town = built([
      { ...main, nodes: ['1', '2', '9', '3', '4'], travelTimeMs: { forward: 1001, backward: 7 } },
      side,
    ]);
    const sum = (way: 0 | 1) =>
      Array.from(town.graph.arcTimeMs).reduce(
        (total, ms, arc) =>
          total + (town.graph.arcEdge[arc]! % 2 === way && arcNames(town.graph, arc) ? ms : 0),
        0,
      );
    expect([sum(0), sum(1)]).toEqual([1001, 7]);
  });

  test('listed nodes are in the graph even where no way goes', () => {
    expect(built([main], [{ id: 'alone', at: at(9, 9) }]).nodes).toBe(3);
  });

  test('what cannot be driven is left out and counted', () => {
    const { ignored } = buildGraph(
      [main, { ...main, nodes: ['1'], points: [at(0, 0)] }, { ...main, forward: false, backward: false }],
      { digest },
    );
    expect(ignored).toEqual({ tooShort: 1, noDirection: 1 });
  });

  test('the same ways give the same bytes, other ways another hash', () => {
    expect(built([main, side]).hash).toBe(built([main, side]).hash);
    expect(built([main]).hash).not.toBe(built([side]).hash);
  });

  test('what a reader must never pass is an exception', () => {
    expect(() => built([{ ...main, speedKmh: 0 }])).toThrow('speed');
    expect(() => built([{ ...main, travelTimeMs: { forward: 1.5 } }])).toThrow('travel time');
    expect(() => built([{ ...main, points: [] }])).toThrow('as many');
    expect(() => built([{ ...main, nodes: ['', '2', '', '3', '4'] }])).toThrow('without id');
  });
});

describe('opening', () => {
  const whole = built([main, side]).buffer;
  const changed = (change: (bytes: DataView) => void) => {
    const copy = whole.slice(0);
    change(new DataView(copy));
    return openGraph(copy, digest);
  };

  test('a shared buffer opens as well', () => {
    const shared = new SharedArrayBuffer(whole.byteLength);
    new Uint8Array(shared).set(new Uint8Array(whole));
    const opened = openGraph(shared, digest);
    expect(opened.ok && arcNames(opened.value, 0)).toBeTruthy();
  });

  test('what is not a graph is told from a graph of another version', () => {
    expect(openGraph(new ArrayBuffer(0))).toEqual({ ok: false, error: { code: 'notAGraph' } });
    expect(openGraph(new ArrayBuffer(4000))).toEqual({ ok: false, error: { code: 'notAGraph' } });
    expect(changed(bytes => bytes.setUint32(8, 99, true))).toEqual({
      ok: false,
      error: { code: 'wrongGraphVersion', found: 99, wanted: VERSION },
    });
  });

  test('cut short anywhere, it says so', () => {
    for (let bytes = 8; bytes < whole.byteLength; bytes += 37) {
      expect(openGraph(whole.slice(0, bytes), digest)).toMatchObject({
        ok: false,
        error: { code: 'graphCutShort', bytes },
      });
    }
  });

  test('a flipped bit anywhere under the hash is damage', () => {
    for (let at = 16; at < whole.byteLength; at += 13) {
      if (at >= HASH_AT && at < HEADER_BYTES) continue;
      expect(changed(bytes => bytes.setUint8(at, bytes.getUint8(at) ^ 4)).ok, `byte ${at}`).toBe(false);
    }
    expect(changed(bytes => bytes.setUint8(HASH_AT, 0)).ok).toBe(false);
  });
});
