import { fail, ok } from '@clarion/measure';
import { expect, test } from 'vitest';
import { createLocationBids } from './location-bids.ts';
import type { AskFault, LocationServer } from './location-server.ts';

/** A server that answers in order; the last answer stays. */
function bids(answers: readonly (string | AskFault)[], isOpen: (lineCallId: string) => boolean = () => true) {
  const asked: (readonly [string, string, string | undefined])[] = [];
  const told: string[] = [];
  const troubles: string[] = [];
  const server: LocationServer = {
    outcomes: { found: 0, HostNotAllowed: 0, NoAnswer: 0, AnswerTooLarge: 0, HeldError: 0 },
    async ask(uri, purpose, number) {
      const answer = answers[Math.min(asked.length, answers.length - 1)]!;
      asked.push([uri, purpose, number]);
      return typeof answer === 'string' ? ok(answer) : fail(answer);
    },
  };
  const following = createLocationBids({
    server,
    isOpen,
    tell: async (lineCallId, pidf) => void told.push(`${lineCallId} ${pidf}`),
    onTrouble: error => void troubles.push(String(error)),
    againMs: [10, 10, 10],
  });
  return { following, asked, told, troubles };
}

test('first for a place at once, then for the best one, then again; the same answer is told once', async () => {
  const { following, asked, told } = bids(['rough', 'fine', 'fine', 'finer']);
  following.follow('c1', 'https://lis/1');
  await expect.poll(() => following.following).toBe(0);
  expect(asked.map(([, purpose]) => purpose)).toEqual([
    'emergencyRouting',
    ...Array.from({ length: 4 }, () => 'emergencyDispatch'),
  ]);
  expect(told).toEqual(['c1 rough', 'c1 fine', 'c1 finer']);
});

test('a server that is away is asked again; one that may not be asked is not, and no address is written down', async () => {
  const away = bids([{ code: 'NoAnswer', reason: '503' }, 'found']);
  away.following.follow('c1', 'https://lis/secret-of-a-phone', '+86139');
  await expect.poll(() => away.told).toEqual(['c1 found']);
  expect(away.asked[0]).toEqual(['https://lis/secret-of-a-phone', 'emergencyRouting', '+86139']);
  const foreign = bids([{ code: 'HostNotAllowed' }]);
  foreign.following.follow('c1', 'https://lis/secret-of-a-phone');
  await expect.poll(() => foreign.following.following).toBe(0);
  expect(foreign.asked).toHaveLength(1);
  expect(`${away.troubles}${foreign.troubles}`).not.toMatch(/secret|139/);
});

test('of a call that is over nothing is asked or told, and a new address takes the place of the old', async () => {
  let open = true;
  const over = bids(['a', 'b', 'c', 'd', 'e'], () => open);
  over.following.follow('c1', 'https://lis/1');
  await expect.poll(() => over.told.length).toBeGreaterThan(0);
  open = false;
  await expect.poll(() => over.following.following).toBe(0);
  const { length } = over.told;
  await new Promise(resolve => setTimeout(resolve, 60));
  expect(over.told.length).toBe(length);
  const anew = bids(['a', 'b']);
  anew.following.follow('c1', 'https://lis/1');
  anew.following.follow('c1', 'https://lis/2');
  anew.following.follow('c1', 'https://lis/2');
  await expect.poll(() => anew.following.following).toBe(0);
  expect(anew.asked.filter(([uri]) => uri === 'https://lis/1')).toHaveLength(1);
  expect(anew.asked.filter(([uri]) => uri === 'https://lis/2')).toHaveLength(5);
  for (let i = 0; i < 1500; i++) anew.following.follow(`f${i}`, 'https://lis/3');
  expect(anew.following.following).toBeLessThanOrEqual(1000);
  anew.following.stop();
  expect(anew.following.following).toBe(0);
});
