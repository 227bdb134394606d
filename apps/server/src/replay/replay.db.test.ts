import {
  type Board,
  type BoardSnapshot,
  boardFromJson,
  boardToJson,
  copyBoard,
  evolve,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { ReplayStretch, UnitPosition } from '@clarion/protocol';
import { createInstallation, createOperator } from '@clarion/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRILL_PASSWORD } from '../drill-sign-ins.ts';
import { fileWhatIsOver } from '../filing/filer.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from '../testing/centre.ts';
import type { Client } from '../testing/client.ts';
import { dispatched, openedIncident } from '../testing/story.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;

/** What the centre had on its screens after each thing that happened. */
interface Seen {
  readonly at: number;
  readonly board: BoardSnapshot;
}

describe.skipIf(noDatabase)(`a live day that is over ${needsDatabase}`, () => {
  let centre: TestCentre;
  let chief: Client;
  let gateway: Client;
  const seen: Seen[] = [];
  /** Each unit's newest fix after each report. */
  const stood: { readonly at: number; readonly where: ReadonlyMap<string, readonly [number, number]> }[] = [];
  const incidents: { incidentId: string; callId: string }[] = [];

  beforeAll(async () => {
    centre = await testCentre(['--file-after-hours', '10000'], {}, async database => {
      const now = instant(Date.now());
      const administrator = { login: 'root', displayName: 'root', password: DRILL_PASSWORD };
      await createInstallation(database, { kind: 'live', now, administrator });
      for (const who of [
        { login: 'commander', role: 'commander' as const },
        { login: 'auditor', role: 'auditor' as const },
        { login: 'gateway', role: 'responder' as const, unitId: '*' },
      ])
        await createOperator(database, { ...who, displayName: who.login, password: DRILL_PASSWORD, now });
    });
    expect(centre.centre.log.kind).toBe('live');
    centre.wallStoppedAtMs = Date.now();
    [chief, gateway] = [await centre.client('commander'), await centre.client('gateway')];
    const { log } = centre.centre;
    const look = () => void seen.push({ at: log.board.at, board: boardToJson(copyBoard(log.board)) });
    log.onBoard(entries => void seen.push({ at: entries.at(-1)!.recordedAt, board: boardToJson(log.board) }));
    look();
    await liveThrough();
  });
  afterAll(() => centre.drop());

  const now = () => centre.centre.clock.now();
  const pass = (ms: number) => {
    centre.wallAheadMs += ms;
  };
  const units = () => [...centre.centre.log.board.units.keys()].slice(0, 4);

  async function report(step: number): Promise<void> {
    const [lng, lat] = centre.centre.place.center;
    const fixes = units().map((unitId, i) => ({
      unitId,
      at: [lng + ((step + i) % 7) * 0.0004, lat],
      fixAt: now(),
    }));
    const answer = await gateway.send('POST', '/api/positions', { fixes });
    expect(answer.status).toBe(200);
    const where = new Map(
      units().flatMap(id => {
        const fix = centre.centre.positions.latest(id);
        return fix === undefined ? [] : [[id, [fix.fixAt, fix.at[0]]] as const];
      }),
    );
    stood.push({ at: now(), where });
  }

  /** Three incidents over seven hours, units on the move meanwhile, with quiet hours between. */
  async function liveThrough(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      const made = await openedIncident(chief, centre.centre.place.center);
      incidents.push(made);
      await chief.command({ type: 'RecordWords', callId: made.callId, text: 'she fell' });
      await chief.command({ type: 'AddNote', incidentId: made.incidentId, text: 'door is open' });
      pass(20 * SECOND_MS);
      const unitIds = await dispatched(chief, made.incidentId);
      for (const status of ['acknowledged', 'enRoute', 'onScene', 'available'] as const) {
        for (let i = 0; i < 4; i++) {
          pass(15 * SECOND_MS);
          await report(round * 16 + i);
        }
        for (const unitId of unitIds) await chief.command({ type: 'ReportStatus', unitId, status });
      }
      pass(40 * SECOND_MS);
      expect((await chief.command({ type: 'EndCall', callId: made.callId })).status).toBe(200);
      const { incidentId } = made;
      await chief.command({ type: 'CloseIncident', incidentId, disposition: 'handled' });
      pass(2.3 * HOUR_MS);
      await report(round);
    }
  }

  async function replayed(client: Client, at: number): Promise<ReplayStretch> {
    const answer = await client.get(`/api/replay?at=${at}`);
    expect(answer.status, answer.text.slice(0, 300)).toBe(200);
    return answer.body as unknown as ReplayStretch;
  }
  /** As the console does it: the stretch's board, folded on. */
  function boardThen({ board, entries }: ReplayStretch, at: number): Board {
    const read = boardFromJson(board);
    if (!read.ok) throw new Error('of another version');
    return entries.filter(({ recordedAt }) => recordedAt <= at).reduce(evolve, read.value);
  }
  const lastBy = <T extends { readonly at: number }>(all: readonly T[], at: number) =>
    all.findLast(one => one.at <= at);
  const moments = () =>
    fc.oneof(
      fc.integer({ min: seen[0]!.at, max: now() }),
      // Just where something happened, and a millisecond before.
      fc
        .constantFrom(...seen.map(({ at }) => at), ...seen.map(({ at }) => at - 1))
        .filter(at => at >= seen[0]!.at),
    );
  function positionsThen(
    { positions }: ReplayStretch,
    at: number,
  ): ReadonlyMap<string, readonly [number, number]> {
    const newest = new Map<string, UnitPosition>();
    for (const one of positions) {
      const known = newest.get(one.unitId);
      if (one.fixAt <= at && (known === undefined || known.fixAt <= one.fixAt)) newest.set(one.unitId, one);
    }
    return new Map([...newest].map(([id, one]) => [id, [one.fixAt, one.at[0]]]));
  }

  async function holds(client: Client, times: number): Promise<void> {
    await fc.assert(
      fc.asyncProperty(moments(), async at => {
        const stretch = await replayed(client, at);
        expect(stretch.from).toBeLessThanOrEqual(at);
        expect(stretch.to).toBeGreaterThanOrEqual(at);
        expect(boardToJson(boardThen(stretch, at))).toEqual(lastBy(seen, at)!.board);
        const kept = at < stretch.positionsFrom ? [] : [...(lastBy(stood, at)?.where ?? [])];
        expect(positionsThen(stretch, at)).toEqual(
          new Map(kept.filter(([, [fixAt]]) => fixAt >= stretch.positionsFrom)),
        );
      }),
      { numRuns: times },
    );
  }

  test('at every moment the replay shows the board and the positions that the centre had', () =>
    holds(chief, 60));

  test('so it does when all of it is filed, and on a server that was started afterwards', async () => {
    const { clock, ...parts } = centre.centre;
    const later = { ...clock, now: () => instant(clock.now() + 25 * HOUR_MS) };
    expect(await fileWhatIsOver({ ...parts, clock: later }, 24 * HOUR_MS)).toBe(3);
    expect(centre.centre.log.board.incidents.size).toBe(0);
    await holds(chief, 20);
    const second = await centre.another();
    try {
      second.wallStoppedAtMs = now();
      await holds(await second.client('auditor'), 20);
    } finally {
      await second.drop();
    }
    const story = (await chief.get(`/api/incidents/${incidents[0]!.incidentId}/entries`)).body;
    const middle = (Number(story['from']) + Number(story['to'])) / 2;
    const then = boardThen(await replayed(chief, Math.round(middle)), middle);
    expect(then.incidents.get(incidents[0]!.incidentId)?.state).toBe('open');
  });

  test('what is erased is told as erased: positions after a day, text after its time; the board stays', async () => {
    pass(20 * HOUR_MS);
    // Who signed in yesterday signs in again.
    [chief, gateway] = [await centre.client('commander'), await centre.client('gateway')];
    const first = stood[3]!.at;
    const gone = await replayed(chief, first);
    expect(gone.positionsFrom).toBeGreaterThan(first);
    expect(gone.positions).toEqual([]);
    await holds(chief, 20);
    // The rows go too, and the answer is the same without them.
    await centre.centre.storedPositions.purge(instant(now() - 24 * HOUR_MS));
    await holds(chief, 10);

    const { sealing, log } = centre.centre;
    const due = instant(log.board.at + 1_100 * 24 * HOUR_MS);
    expect(await sealing.eraseDue({ logId: log.logId, board: log.board, now: due })).toBeGreaterThan(0);
    const auditor = await centre.client('auditor');
    const { texts } = (
      await auditor.get(`/api/sealed?incidentId=${incidents[0]!.incidentId}&purpose=complaint`)
    ).body as { texts: { kind: string; text?: string }[] };
    expect(texts.map(({ kind, text }) => [kind, text])).toEqual(
      expect.arrayContaining([
        ['words', undefined],
        ['note', undefined],
      ]),
    );
  });

  test('who may not see the board may not look back at it; a time to come is now', async () => {
    expect((await gateway.get(`/api/replay?at=${now()}`)).status).toBe(403);
    const stretch = await replayed(chief, now() + HOUR_MS);
    expect(boardToJson(boardThen(stretch, now()))).toEqual(boardToJson(centre.centre.log.board));
    expect((await chief.get('/api/replay?at=x')).status).toBe(400);
  });
});
