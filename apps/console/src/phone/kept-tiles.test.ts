import type { LngLat } from '@clarion/measure';
import type { RangeResponse, Source } from 'pmtiles';
import { expect, test } from 'vitest';
import { keptSource, type Ranges, tilesAround } from './kept-tiles.ts';

const way: readonly LngLat[] = [
  [113.9, 30.4],
  [113.93, 30.42],
] as never;

function server() {
  const state = { reachable: true, etag: 'first', asked: 0 };
  const source: Source = {
    getKey: () => 'map',
    async getBytes(offset): Promise<RangeResponse> {
      state.asked += 1;
      if (!state.reachable) throw new TypeError('no network');
      return { data: new Uint8Array([offset, state.etag.length]).buffer, etag: state.etag };
    },
  };
  const held = new Map<string, Awaited<ReturnType<Ranges['get']>> & object>();
  const ranges: Ranges = {
    get: async key => held.get(key),
    set: async (key, range) => void held.set(key, range),
    clear: async () => held.clear(),
  };
  return { state, source, ranges, held };
}

test('parts of the map that were kept are there without a network, and of a newer map none of the old', async () => {
  const { state, source, ranges, held } = server();
  const keeping = keptSource(source, ranges, true);
  await keeping.getBytes(0, 10);
  await keeping.getBytes(10, 5, undefined, 'first');
  expect(held.size).toBe(2);

  state.reachable = false;
  const reading = keptSource(source, ranges, false);
  const head = await reading.getBytes(0, 10);
  expect(new Uint8Array(head.data)[0]).toBe(0);
  expect(head.etag).toBe('first');
  expect(new Uint8Array((await reading.getBytes(10, 5, undefined, 'first')).data)[0]).toBe(10);
  await expect(reading.getBytes(99, 5, undefined, 'first')).rejects.toThrow('no network');

  Object.assign(state, { reachable: true, etag: 'the second' });
  const asked = state.asked;
  expect((await reading.getBytes(0, 10)).etag).toBe('the second');
  await reading.getBytes(10, 5, undefined, 'the second');
  expect(state.asked).toBe(asked + 2);
});

test('the part around a way is its box with a kilometre on every side, coarse first, and never without end', () => {
  const tiles = tilesAround(way, 8, 14);
  expect(tiles[0]![0]).toBe(8);
  expect(tiles.at(-1)![0]).toBe(14);
  const finest = tiles.filter(([z]) => z === 14);
  // 360° / 2^14 is 0.022° a tile: 0.05° of longitude are three or four of them.
  expect(new Set(finest.map(([, x]) => x)).size).toBeGreaterThanOrEqual(3);
  expect(finest.length).toBeLessThan(20);
  const across: readonly LngLat[] = [
    [100, 20],
    [120, 40],
  ] as never;
  expect(tilesAround(across, 0, 14)).toHaveLength(300);
  expect(tilesAround([], 0, 14)).toEqual([]);
});
