import { expect, test } from 'vitest';
import { WorkShare } from './work-share.ts';

/** Work that the search gets for 100 on the bound, which makes the gap as small as told. */
function given(share: WorkShare, searched: number, isExhausted: boolean, bound: number): number {
  share.bounded(100, { bound, value: 1000 }, { work: searched, isExhausted });
  let most = searched;
  while (share.isSearchDue(most)) most++;
  return most - searched;
}

const begun = (): WorkShare => {
  const share = new WorkShare();
  share.found(10);
  expect(share.isSearchDue(1e12)).toBe(true);
  share.begin(50, 1100);
  return share;
};

test('both have as much while both get on', () => {
  const share = begun();
  expect(given(share, 50, false, 1090)).toBe(100);
  expect(share.isStalled).toBe(false);
});

test('a search that has looked enough, long after it last found something, gets little beside a bound that gets on', () => {
  expect(given(begun(), 50, true, 1090)).toBe(15);
});

test('a search that looks still, or found something lately, gets most beside a bound that stands', () => {
  const share = begun();
  expect(given(share, 50, false, 1100)).toBe(400);
  expect(given(begun(), 40, true, 1100)).toBe(410);
});

test('both have as much where neither gets on, and a hair less is no success of the bound', () => {
  const share = begun();
  expect(given(share, 50, true, 1099.5)).toBe(100);
  expect(share.isStalled).toBe(true);
});

test('the bound has stood still once it has worked long since it last closed some of the gap', () => {
  const share = begun();
  const sums = Array.from({ length: 5 }, () => given(share, 50, false, 1090));
  expect(sums.map((sum, at) => sum - (sums[at - 1] ?? 0))).toEqual([100, 100, 100, 100, 400]);
});
