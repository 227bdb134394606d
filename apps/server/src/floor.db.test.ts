import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LngLat } from '@clarion/measure';
import type { RecommendationAnswer, RouteAnswer, WhatIfAnswer } from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { openedIncident } from './testing/story.ts';

describe.skipIf(noDatabase)(`run cards, alarms and crews ${needsDatabase}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-floor-'));
  const rules = join(folder, 'rules.json');
  let centre: TestCentre;
  let dispatcher: Client;
  let taker: Client;
  let at: LngLat;

  const evidenceFor = async (incidentId: string) => {
    const answer = await dispatcher.get(`/api/recommendation?incidentId=${incidentId}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as unknown as RecommendationAnswer;
  };
  const recommended = ({ evidence }: RecommendationAnswer) =>
    evidence.candidates.filter(one => one.recommended).map(one => one.unitId);

  beforeAll(async () => {
    writeFileSync(
      rules,
      JSON.stringify({
        roads: { turns: 'full', profile: 'strict' },
        types: {
          outsideFire: {
            runCards: [
              { needs: [{ capability: 'engine', count: 2 }] },
              { alarm: 2, needs: [{ capability: 'ladder', count: 1 }] },
            ],
          },
        },
      }),
    );
    centre = await testCentre(['--rules', rules]);
    dispatcher = await centre.client('dispatcher');
    taker = await centre.client('calltaker');
    at = centre.centre.place.center;
  });
  afterAll(async () => {
    await centre.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the centre’s own run card counts, and a second alarm adds what it says', async () => {
    const { incidentId } = await openedIncident(taker, at, 'outsideFire');
    const first = await evidenceFor(incidentId);
    expect(first.evidence.needs).toEqual([{ capability: 'engine', count: 2 }]);
    expect(first.evidence.turns).toEqual({ turns: 'full', profile: 'strict' });
    const raised = await dispatcher.command({ type: 'RaiseAlarm', incidentId, alarm: 2 });
    expect(raised.status, raised.text).toBe(200);
    const { evidence } = await evidenceFor(incidentId);
    expect(evidence.needs).toEqual([
      { capability: 'engine', count: 2 },
      { capability: 'ladder', count: 1 },
    ]);
    expect(evidence.runCard).toMatchObject({ alarm: 2, minuteOfWeek: expect.any(Number) });
    const again = await dispatcher.command({ type: 'RaiseAlarm', incidentId, alarm: 1 });
    expect([again.status, again.body['code']]).toEqual([409, 'AlarmRaisedAlready']);
  });

  test('what each choice leaves behind is in the list and, once sent, in the log', async () => {
    const { incidentId } = await openedIncident(taker, at, 'outsideFire');
    const shown = await evidenceFor(incidentId);
    const going = shown.evidence.candidates.filter(one => one.recommended);
    expect(going.length).toBe(2);
    for (const { unitId, cover } of going) {
      expect(cover?.postId).toBe(centre.centre.log.board.units.get(unitId)?.description.postId);
      expect(cover?.nextUnitId).not.toBe(unitId);
      expect(cover?.longerMs).toBeGreaterThanOrEqual(0);
    }
    const unitIds = recommended(shown);
    const displayed = shown.evidence.candidates.map(one => one.unitId);
    const { evidenceId } = shown;
    const sent = await dispatcher.command({
      type: 'AssignUnits',
      incidentId,
      unitIds,
      displayed,
      evidenceId,
    });
    const [entry] = (await centre.centre.log.readAbout({ incidentId })).filter(
      one => one.type === 'UnitsAssigned',
    );
    expect(sent.status).toBe(200);
    expect(entry?.data).toMatchObject({ evidence: { candidates: shown.evidence.candidates } });
  });

  test('with too few aboard another is recommended; sent all the same, the reason is asked for afterwards', async () => {
    const { incidentId } = await openedIncident(taker, at, 'outsideFire');
    const [first] = recommended(await evidenceFor(incidentId));
    const staffed = await dispatcher.command({ type: 'StaffUnit', unitId: first!, people: 1, without: [] });
    expect(staffed.status, staffed.text).toBe(200);
    const then = await evidenceFor(incidentId);
    expect(recommended(then)).not.toContain(first);
    const sent = await dispatcher.command({
      type: 'AssignUnits',
      incidentId,
      unitIds: [first!],
      displayed: [],
      evidenceId: then.evidenceId,
    });
    expect(sent.status, sent.text).toBe(200);
    const seq = Number((sent.body['seqs'] as number[])[0]);
    const elsewhere = await centre.client('dispatcher2');
    const theirs = await elsewhere.command({ type: 'ExplainOverride', seq, reason: 'other' });
    expect([theirs.status, theirs.body['code']]).toEqual([403, 'NotAllowed']);
    const mine = await dispatcher.command({ type: 'ExplainOverride', seq, reason: 'notGiven' });
    expect(mine.status, mine.text).toBe(200);
    const twice = await dispatcher.command({ type: 'ExplainOverride', seq, reason: 'notGiven' });
    expect([twice.status, twice.body['code']]).toEqual([409, 'NothingToExplain']);
  });

  test('a level is set by the commander alone, and the recommendation knows it and who falls short of it', async () => {
    const chief = await centre.client('commander');
    const expiresAt = centre.centre.clock.now() + 3_600_000;
    const level = { type: 'SetReadiness', levelId: 'high', reason: 'weather', expiresAt };
    const refused = await dispatcher.command(level);
    expect([refused.status, refused.body['code']]).toEqual([403, 'NotAllowed']);
    const unknown = await chief.command({ ...level, levelId: 'purple' } as { type: string });
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'LevelUnknown']);
    const set = await chief.command(level);
    expect(set.status, set.text).toBe(200);
    const { incidentId } = await openedIncident(taker, at, 'outsideFire');
    const { evidence } = await evidenceFor(incidentId);
    expect(evidence.runCard).toMatchObject({ levelId: 'high' });
    const ended = await chief.command({ type: 'EndReadiness' });
    expect(ended.status, ended.text).toBe(200);
    expect((await evidenceFor(incidentId)).evidence.runCard).toMatchObject({ levelId: 'normal' });
  });

  test('what if a unit could not be had, or the street before it were closed: told at once, and nothing is changed', async () => {
    const { incidentId } = await openedIncident(taker, at, 'medical');
    const shown = await evidenceFor(incidentId);
    const [first] = recommended(shown);
    const head = centre.centre.log.board.head;
    const ask = async (query: string) => {
      const answer = await dispatcher.get(`/api/recommendation/what-if?incidentId=${incidentId}&${query}`);
      expect(answer.status, answer.text).toBe(200);
      return answer.body as unknown as WhatIfAnswer;
    };
    const without = await ask(`without=${first}`);
    expect(without.evidence.candidates.map(one => one.unitId)).not.toContain(first);
    expect(without.evidence.candidates.filter(one => one.recommended)).toHaveLength(1);
    const answer = await dispatcher.get(`/api/route?unitId=${first}&incidentId=${incidentId}`);
    const { points } = answer.body as unknown as RouteAnswer;
    const middle = Math.floor((points.length - 1) / 2);
    const [a, b] = [points[middle]!, points[middle + 1]!];
    const closed = await ask(`close=${(a[0] + b[0]) / 2},${(a[1] + b[1]) / 2}`);
    expect(closed.streets).toHaveLength(1);
    const timeOf = (evidence: WhatIfAnswer['evidence']) =>
      evidence.candidates.find(one => one.unitId === first)?.travelTimeMs ?? Infinity;
    expect(timeOf(closed.evidence)).toBeGreaterThan(timeOf(shown.evidence));
    expect((await evidenceFor(incidentId)).evidence.candidates).toEqual(shown.evidence.candidates);
    expect(centre.centre.log.board.head).toBe(head);
    const nowhere = await dispatcher.get(`/api/recommendation/what-if?incidentId=${incidentId}&close=0,0`);
    expect([nowhere.status, nowhere.body['code']]).toEqual([409, 'NoStreetNear']);
    const crew = await centre.client('e1');
    expect((await crew.get(`/api/recommendation/what-if?incidentId=${incidentId}`)).status).toBe(403);
  });

  test('a crew joins by itself from its own device, is stacked behind it, and is taken for something more urgent', async () => {
    const minor = await openedIncident(taker, at, 'outsideFire');
    const next = await openedIncident(taker, at, 'outsideFire');
    const urgent = await openedIncident(taker, at, 'structureFire');
    const free = [...centre.centre.log.board.units.values()].filter(unit => unit.status === 'available');
    const [unitId, otherId] = free.map(unit => unit.unitId);
    const crew = await centre.client(unitId!.toLowerCase());
    const joined = await crew.command({ type: 'JoinIncident', unitId, incidentId: minor.incidentId } as {
      type: string;
    });
    expect(joined.status, joined.text).toBe(200);
    const other = await crew.command({
      type: 'JoinIncident',
      unitId: otherId,
      incidentId: minor.incidentId,
    } as { type: string });
    expect(other.status).toBe(403);
    const send = (incidentId: string, how: object) =>
      dispatcher.command({ type: 'AssignUnits', incidentId, unitIds: [unitId], displayed: [], ...how } as {
        type: string;
      });
    expect((await send(next.incidentId, {})).body['code']).toBe('UnitAlreadyAssigned');
    expect((await send(next.incidentId, { stacked: true })).status).toBe(200);
    const taken = await send(urgent.incidentId, { preempted: 'moreUrgent' });
    expect(taken.status, taken.text).toBe(200);
    const back = await send(minor.incidentId, { preempted: 'nearest' });
    expect([back.status, back.body['code']]).toEqual([409, 'LeavesMoreUrgent']);
  });
});
