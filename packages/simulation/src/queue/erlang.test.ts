import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { busyCounts, erlangB, erlangC, erlangWait } from './erlang.ts';

const folder = process.env['CLARION_DATA'] ?? resolve(import.meta.dirname, '../../../../../shared/data');
const table = resolve(folder, 'siting/erlang.csv');

test('one server by hand', () => {
  expect(erlangB(1, 0.5)).toBeCloseTo(1 / 3, 15);
  expect(erlangC(1, 0.5)).toBeCloseTo(0.5, 15);
  expect(erlangWait(1, 0.5)).toBeCloseTo(1, 15);
});

test('as many calls as the servers can do, or more, all wait', () => {
  expect(erlangC(3, 3)).toBe(1);
  expect(erlangWait(3, 4)).toBe(Infinity);
  expect(erlangB(2, 1e6)).toBeCloseTo(1, 5);
  expect(erlangB(5, 0)).toBe(0);
});

test('a thousand servers neither overflow nor lose the sum', () => {
  const counts = busyCounts(1000, 990, true);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
  expect(counts[1000]!).toBeCloseTo(erlangC(1000, 990), 12);
  expect(busyCounts(1000, 990, false)[1000]!).toBeCloseTo(erlangB(1000, 990), 12);
});

describe.skipIf(!existsSync(table))('erlang.csv (needs CLARION_DATA)', () => {
  test('every value of Erlang B, C and the wait to 1e-9', () => {
    const rows = readFileSync(table, 'utf8').trim().split(/\r?\n/).slice(1);
    expect(rows.length).toBeGreaterThan(60);
    for (const row of rows) {
      const [servers, load, b, c, wait] = row.split(',').map(Number) as [
        number,
        number,
        number,
        number,
        number,
      ];
      expect(Math.abs(erlangB(servers, load) - b), row).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(erlangC(servers, load) - c), row).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(erlangWait(servers, load) - wait), row).toBeLessThanOrEqual(1e-9);
    }
  });
});
