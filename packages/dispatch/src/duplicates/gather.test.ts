import { instant, type LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import { Chance, streamTypes } from '../../test/duplicates/stream.ts';
import { gather, type WaitingCall, withCall } from './gather.ts';
import type { ObservedIncident } from './observed.ts';
import { readConcepts } from './read-concepts.ts';
import { standsOut } from './stands-out.ts';

const T = 1_000_000_000_000;
const at: LngLat = [113.9, 30.4];
const fire: ObservedIncident = {
  incidentId: 'I1',
  where: { at, uncertaintyM: 20, ofCaller: false },
  lastCallAt: instant(T),
  typeId: 'structureFire',
  calls: 1,
  concepts: new Map([
    ['fire', 1],
    ['smoke', 1],
  ]),
};
const sayings = [
  '着火了，浓烟滚滚',
  'a big fire, black smoke',
  '仓库烧起来了',
  'flames, the warehouse is burning',
  '好大的烟',
];

/** `count` callers in ten minutes around the fire, the phone's place alone or with words. */
function storm(count: number, chance = new Chance(3)): WaitingCall[] {
  return Array.from({ length: count }, (_, i) => ({
    callId: `C${i + 2}`,
    at: instant(T + Math.round((i * 600_000) / count)),
    where: {
      at: [at[0] + chance.normal() * 0.0015, at[1] + chance.normal() * 0.0015],
      uncertaintyM: chance.of([20, 60, 150]),
      ofCaller: true,
    },
    concepts: i % 3 === 0 ? new Set<string>() : readConcepts(chance.of(sayings)),
  }));
}
const odd: WaitingCall = {
  callId: 'C999',
  at: instant(T + 300_000),
  where: { at: [at[0] + 0.0005, at[1]], uncertaintyM: 30, ofCaller: true },
  concepts: readConcepts('my husband collapsed, he is not breathing'),
};

test('[X7] a storm becomes one group, and the cardiac arrest amid it stands out', () => {
  const calls = storm(300);
  const { groups, standing } = gather([...calls, odd], [], [fire], streamTypes);
  const [group] = groups.filter(one => one.leader === 'I1');
  expect(group!.callIds.length).toBeGreaterThan(285);
  expect(groups.flatMap(one => one.callIds)).not.toContain('C999');
  expect([...standing.keys()]).toEqual(['C999']);
  expect(standing.get('C999')).toMatchObject({ among: 'I1', saidBy: 0 });
  expect([...standing.get('C999')!.concepts].sort()).toEqual(['notBreathing', 'unconscious']);
});

test('[X7] one that was attached all the same stands out as well', () => {
  const attached = [...storm(20), { ...odd, typeId: 'structureFire' }].map(call => ({
    ...call,
    incidentId: 'I1',
  }));
  const counted = attached.reduce<ObservedIncident>((sum, call) => withCall(sum, call), fire);
  const { standing } = gather([], attached, [counted], streamTypes);
  expect([...standing.keys()]).toEqual(['C999']);
});

test('[X7] of another kind it stands out without a word', () => {
  const { groups, standing } = gather(
    [...storm(12), { ...odd, concepts: new Set(), typeId: 'medical' }],
    [],
    [fire],
    streamTypes,
  );
  expect(standing.get('C999')).toMatchObject({ typeId: 'medical', concepts: [] });
  expect(groups.flatMap(one => one.callIds)).not.toContain('C999');
});

test('what the crowd itself is about does not stand out, and without a crowd nothing does', () => {
  const trapped = { typeId: 'structureFire', concepts: new Set(['trapped']) };
  const crowd = {
    typeId: 'structureFire',
    calls: 40,
    concepts: new Map([
      ['fire', 30],
      ['trapped', 6],
    ]),
  };
  expect(standsOut(trapped, crowd, streamTypes)).toBeUndefined();
  expect(standsOut(trapped, { ...crowd, concepts: new Map([['fire', 30]]) }, streamTypes)).toMatchObject({
    of: 40,
  });
  expect(standsOut(trapped, { ...crowd, calls: 2 }, streamTypes)).toBeUndefined();
});

test('calls that no incident is open for gather around the earliest of them; those elsewhere stay by themselves', () => {
  const calls = storm(30);
  const elsewhere: WaitingCall = { ...odd, where: { ...odd.where!, at: [114.0, 30.5] } };
  const { groups, standing } = gather([...calls, elsewhere], [], [], streamTypes);
  expect(groups[0]).toMatchObject({ leader: calls[0]!.callId });
  expect(groups[0]!.callIds.length).toBeGreaterThan(24);
  expect(groups.flatMap(one => one.callIds)).not.toContain('C999');
  expect(standing.size).toBe(0);
});
