import { expect, test } from 'vitest';
import {
  type Act,
  answered,
  at,
  ben,
  bridge,
  chief,
  crew,
  does,
  machine,
  square,
  story,
  Telling,
  taker,
} from '../../test/story.ts';
import type { Actor } from '../command.ts';
import { feedInForce, foldBoard, speedsInForce } from '../index.ts';

const mill = {
  pairs: [{ from: 'a', to: 'b' }],
  lines: [[square.at, bridge.at]],
  label: { en: 'Mill Lane', zh: '磨坊巷' },
  pace: { kmh: 10 },
  reason: 'jam',
} as const;
const slowed = (until: number, more: object = {}, actor?: Actor): Act =>
  does({ type: 'ChangeSpeed', ...mill, expiresAt: at(until), ...more }, actor);
const restored = (speedId: string, actor?: Actor): Act => does({ type: 'RestoreSpeed', speedId }, actor);
const fed = (until: number, digest = 'd1', actor: Actor = machine): Act =>
  does({ type: 'AdoptSpeeds', feed: { digest, roads: 7, expiresAt: at(until) } }, actor);
const ids = (telling: Telling, seconds: number) =>
  speedsInForce(telling.board, at(seconds)).map(change => change.speedId);

story('[F1] a street is given a speed with a reason and an expiry')
  .when(slowed(600))
  .writes('SpeedChanged')
  .and(board => {
    expect(board.speeds.get('V1')).toMatchObject({ ...mill, since: at(2), expiresAt: at(600) });
    expect(board.speeds.get('V1')?.by.id).toBe('anna');
  });
story('[F1] or a share of its usual one')
  .when(slowed(600, { pace: { factor: 0.5 } }))
  .writes('SpeedChanged');
for (const pace of [
  { kmh: 0 },
  { kmh: -5 },
  { kmh: 0.5 },
  { kmh: 201 },
  { kmh: Number.NaN },
  { kmh: Infinity },
  { factor: 0 },
  { factor: -1 },
  { factor: 6 },
  { factor: Number.NaN },
])
  story(`[F1] ${JSON.stringify(pace)} is driven on no road`)
    .when(slowed(600, { pace }))
    .refused('SpeedImplausible', pace);
for (const until of [1, 367 * 86_400, Number.NaN])
  story(`[F1] not until ${until} s`).when(slowed(until)).refused('TimeImplausible');
for (const actor of [taker, crew('E1'), machine])
  story(`[W1] ${actor.id} sets no speed`)
    .when(slowed(600, {}, actor))
    .refused('NotAllowed');
story('[W1] a commander takes back what a dispatcher set')
  .given(slowed(600))
  .when(restored('V1', chief))
  .writes('SpeedRestored');
story('[W1] no operator adopts a feed')
  .when(fed(600, 'd1', chief))
  .refused('NotAllowed');

test('[F2] a change counts until it expires or is taken back, and needs no entry to expire', () => {
  const telling = new Telling();
  telling.must(slowed(600));
  telling.must(slowed(300, { reason: 'crash' }));
  expect([ids(telling, 299.999), ids(telling, 300), ids(telling, 600)]).toEqual([['V1', 'V2'], ['V1'], []]);
  expect(telling.log).toHaveLength(2);
  telling.must(restored('V1', ben));
  expect(ids(telling, 299)).toEqual(['V2']);
  telling.must({ ...slowed(900), at: 400 });
  expect([...telling.board.speeds.keys()]).toEqual(['V3']);
  telling.checkFold();
});

story('[F3] the newest said twice is written once')
  .given(slowed(600))
  .when(slowed(600, {}, ben))
  .nothing();
story('[F3] said again after another one it is a change')
  .given(slowed(600), slowed(600, { pace: { kmh: 20 } }))
  .when(slowed(600))
  .writes('SpeedChanged')
  .and(board => {
    expect([...board.speeds.keys()]).toEqual(['V1', 'V2', 'V3']);
  });

story('[F4] what was taken back is usual already')
  .given(slowed(600), restored('V1'))
  .when(restored('V1'))
  .refused('SpeedUsualAlready', { speedId: 'V1' });
story('[F4] what has expired is too')
  .given(slowed(10))
  .when({ ...restored('V1'), at: 10 })
  .refused('SpeedUsualAlready');
for (const speedId of ['V2', 'V0', 'v1', 'X1'])
  story(`[F4] ${speedId} is no speed`)
    .given(slowed(600))
    .when(restored(speedId))
    .refused('SpeedUnknown', { speedId });
story('[D2] a speed is not taken back on paper before it was set')
  .given({ ...slowed(5000), at: 900 })
  .when({ ...restored('V1'), at: 1000, onPaper: { happenedAt: at(600), card: 'K7' } })
  .refused('TimeImplausible', { at: at(600) });

test('[F5] the newest entry about speeds and a time name the speeds of that time', () => {
  const telling = new Telling();
  const acts = [slowed(100), answered(), slowed(50, { reason: 'crash' }), restored('V1'), slowed(80)];
  const named = acts.map(act => {
    telling.must(act);
    return { version: telling.board.speedsVersion, inForce: ids(telling, 60) };
  });
  expect(named.map(one => one.version)).toEqual([1, 1, 4, 5, 6]);
  for (const { version, inForce } of named) {
    const then = foldBoard(telling.log.filter(entry => entry.seq <= version));
    expect(speedsInForce(then, at(60)).map(change => change.speedId)).toEqual(inForce);
  }
});

test('[F6] a feed counts until it expires or a newer one comes; the same one is adopted once', () => {
  const telling = new Telling();
  telling.must(fed(600));
  telling.must(fed(600));
  expect(telling.log).toHaveLength(1);
  expect(feedInForce(telling.board, at(599))).toMatchObject({ digest: 'd1', seq: 1 });
  expect(feedInForce(telling.board, at(600))).toBeUndefined();
  telling.must(slowed(600));
  telling.must(fed(700, 'd2'));
  expect(feedInForce(telling.board, at(650))).toMatchObject({ digest: 'd2', seq: 3 });
  expect(telling.board.speedsVersion).toBe(2);
  telling.checkFold();
});
story('[F6] one that has expired is not adopted').when(fed(1)).refused('TimeImplausible');
