import type { Actor, Command, UnitId } from '@clarion/dispatch';
import { distance, type Instant, instant, type LngLat } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { generatedCalls } from './generated-calls.ts';
import { type Play, play, system } from './testing/play.ts';
import { generatedOptions, hospitals, morning, units } from './testing/town.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const options = { seed: 7, script: generatedCalls(generatedOptions), hospitals, from: morning };
const dispatcher: Actor = { kind: 'operator', id: 'dispatcher', role: 'dispatcher' };
const later = (ms: number): Instant => instant(morning + ms);

/** Attended, with one incident at a place that a crew reaches in a few minutes. */
function scene(at: LngLat = [0.02, 0.01], typeId = 'medical'): Play {
  const p = play(units, {
    ...options,
    script: { ...options.script, from: () => [][Symbol.iterator]() },
    attended: true,
  });
  open(p, at, typeId);
  return p;
}
function open(p: Play, at: LngLat, typeId = 'medical'): void {
  p.submit(later(0), dispatcher, {
    type: 'OpenIncident',
    typeId,
    place: { at, uncertaintyM: 0, label: 'somewhere', source: 'map', verified: true },
  });
}
const assign = (unitId: UnitId, incidentId = 'I1', rest: Partial<Command> = {}): Command =>
  ({ type: 'AssignUnits', incidentId, unitIds: [unitId], displayed: [], ...rest }) as Command;
const statusOf = (p: Play, unitId: UnitId) => p.board.units.get(unitId)!.status;
const reports = (p: Play, unitId: UnitId) =>
  p.log.flatMap(entry =>
    entry.type === 'StatusReported' && entry.data.unitId === unitId ? [entry.data.status] : [],
  );
const positionOf = (p: Play, unitId: UnitId, t: Instant) =>
  p.exercise.positionsAt(t).find(fix => fix.unitId === unitId)!;

describe('unattended', () => {
  test('six hours: every command is accepted, incidents are closed, helped ones by somebody', () => {
    const p = play(units, { ...options, attended: false });
    p.run(later(6 * HOUR));
    expect(p.refusals).toEqual([]);
    const incidents = [...p.board.incidents.values()];
    expect(incidents.length).toBeGreaterThan(50);
    const closed = incidents.filter(({ state }) => state === 'closed');
    expect(closed.length).toBeGreaterThan(40);
    for (const { assignmentIds } of closed)
      expect(assignmentIds.some(id => p.board.assignments.get(id)!.times.onScene !== undefined)).toBe(true);
  });

  test('a second caller about the same thing is attached, not a second incident', () => {
    const p = play(units, { ...options, attended: false });
    p.run(later(12 * HOUR));
    expect(p.log.filter(({ type }) => type === 'CallAttached').length).toBeGreaterThan(3);
  });
});

describe('attended', () => {
  test('calls only ring: nobody answers by itself', () => {
    const p = play(units, { ...options, attended: true });
    p.run(later(HOUR));
    const calls = [...p.board.calls.values()];
    expect(calls.length).toBeGreaterThan(5);
    expect(calls.every(({ state }) => state === 'ringing')).toBe(true);
    expect(p.board.incidents.size).toBe(0);
  });

  test('a crew that is sent acknowledges, drives, arrives, stays, takes the patient along, and comes home', () => {
    const stay = { sceneMs: 10 * MINUTE, transport: { hospitalMs: 15 * MINUTE } };
    const q = play(units, {
      ...options,
      script: { ...options.script, from: () => [][Symbol.iterator](), stayOf: () => stay },
      attended: true,
    });
    open(q, [0.02, 0.01]);
    q.submit(later(0), dispatcher, assign('M1'));
    q.run(later(10 * MINUTE));
    expect(positionOf(q, 'M1', later(10 * MINUTE)).at).toEqual([0.02, 0.01]);
    q.run(later(25 * MINUTE));
    expect(positionOf(q, 'M1', later(25 * MINUTE)).at).toEqual(hospitals[0]);
    q.run();
    expect(reports(q, 'M1')).toEqual([
      'acknowledged',
      'enRoute',
      'onScene',
      'transporting',
      'atDestination',
      'available',
    ]);
    const { times, endedAt } = q.board.assignments.get('A1')!;
    expect(times.transporting! - times.onScene!).toBe(stay.sceneMs);
    expect(endedAt! - times.atDestination!).toBe(stay.transport.hospitalMs);
    expect(positionOf(q, 'M1', instant(endedAt! + HOUR)).at).toEqual([0.01, 0.01]);
  });

  test('a crew released on the way turns round', () => {
    const p = scene();
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(2 * MINUTE));
    expect(statusOf(p, 'M1')).toBe('enRoute');
    const before = positionOf(p, 'M1', later(2 * MINUTE)).at;
    p.submit(later(2 * MINUTE), dispatcher, { type: 'ReleaseUnit', unitId: 'M1', incidentId: 'I1' });
    p.run(later(3 * MINUTE));
    expect(positionOf(p, 'M1', later(2 * MINUTE)).at).toEqual(before);
    expect(positionOf(p, 'M1', later(HOUR)).at).toEqual([0.01, 0.01]);
    expect(reports(p, 'M1')).toEqual(['acknowledged', 'enRoute']);
  });

  test('a crew says that it has heard what it was told and ordered, once each, and not for a person’s own device', () => {
    const p = scene();
    const chief: Actor = { kind: 'operator', id: 'chief', role: 'commander' };
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(MINUTE));
    const words = { sealedId: 's1', digest: 'aa' };
    p.submit(later(MINUTE), dispatcher, { type: 'SendMessage', incidentId: 'I1', words });
    p.submit(later(MINUTE), chief, { type: 'DeclareMajor', incidentId: 'I1', reason: 'casualties' });
    const order = { type: 'GiveOrder', incidentId: 'I1', unitId: 'M1', order: 'triage' } as const;
    p.submit(later(MINUTE), dispatcher, { ...order, dueAt: later(9 * MINUTE) });
    p.submit(later(MINUTE), dispatcher, { ...order, order: 'report', dueAt: later(9 * MINUTE) });
    p.submit(later(MINUTE), dispatcher, { type: 'WithdrawOrder', incidentId: 'I1', number: 2 });
    p.run(later(3 * MINUTE));
    expect(p.refusals).toEqual([]);
    const heard = (type: string) => p.log.filter(entry => entry.type === type);
    expect([heard('MessageAcknowledged').length, heard('OrderAcknowledged').length]).toEqual([1, 1]);
    expect(heard('OrderAcknowledged')[0]).toMatchObject({ data: { number: 1 }, actor: { kind: 'exercise' } });
    expect(heard('MessageAcknowledged')[0]!.at - later(MINUTE)).toBeGreaterThan(1000);
    expect(heard('MessageAcknowledged')[0]!.at - later(MINUTE)).toBeLessThan(MINUTE);
  });

  test('a free crew that is told to move up acknowledges, drives there, says so, and stays', () => {
    const p = scene();
    const { configuration } = p.board;
    const posts = [{ postId: 'P7', names: {}, kind: 'fire', at: [0.03, 0.03] as const }];
    const version = configuration!.version + 1;
    p.submit(later(0), system, {
      type: 'AdoptConfiguration',
      configuration: { ...configuration!, version, posts },
    });
    p.submit(later(0), dispatcher, { type: 'OrderMoveUp', unitId: 'M1', postId: 'P7' });
    p.run(later(30 * MINUTE));
    const told = p.log.flatMap(entry =>
      'unitId' in entry.data && entry.data.unitId === 'M1' ? [entry.type] : [],
    );
    expect(told).toEqual(['MoveUpOrdered', 'MoveUpAcknowledged', 'MoveUpReached']);
    expect(positionOf(p, 'M1', later(30 * MINUTE)).at).toEqual([0.03, 0.03]);
    p.submit(later(30 * MINUTE), dispatcher, assign('M1'));
    p.run(later(60 * MINUTE));
    p.submit(later(60 * MINUTE), dispatcher, { type: 'ReportStatus', unitId: 'M1', status: 'available' });
    p.run(later(120 * MINUTE));
    expect(positionOf(p, 'M1', later(120 * MINUTE)).at).toEqual([0.01, 0.01]);
    expect(p.refusals).toEqual([]);
  });

  test('a crew diverted on the way goes on from where it is', () => {
    const p = scene([0.03, 0.01]);
    open(p, [0.015, 0.03]);
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(2 * MINUTE));
    const before = positionOf(p, 'M1', later(2 * MINUTE)).at;
    p.submit(later(2 * MINUTE), dispatcher, assign('M1', 'I2', { diverted: true } as Partial<Command>));
    expect(positionOf(p, 'M1', later(2 * MINUTE)).at).toEqual(before);
    p.run(later(8 * MINUTE));
    expect(statusOf(p, 'M1')).toBe('onScene');
    expect(positionOf(p, 'M1', later(8 * MINUTE)).at).toEqual([0.015, 0.03]);
    expect(p.board.assignments.get('A1')!.times.onScene).toBeUndefined();
  });

  test('a crew with two assignments goes back to the first after the second', () => {
    const p = scene([0.02, 0.01]);
    open(p, [0.02, 0.02]);
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(2 * MINUTE));
    p.submit(later(2 * MINUTE), dispatcher, assign('M1', 'I2', { alsoAssigned: true } as Partial<Command>));
    p.run();
    expect(p.refusals).toEqual([]);
    const [first, second] = ['A1', 'A2'].map(id => p.board.assignments.get(id)!);
    expect([first!.outcome, second!.outcome]).toEqual(['completed', 'completed']);
    expect(first!.endedAt!).toBeGreaterThan(second!.endedAt!);
  });

  test('a corrected place turns the crew to the new one', () => {
    const p = scene([0.03, 0.01]);
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(2 * MINUTE));
    p.submit(later(2 * MINUTE), dispatcher, {
      type: 'AmendIncident',
      incidentId: 'I1',
      place: { at: [0.01, 0.02], uncertaintyM: 0, label: 'elsewhere', source: 'map', verified: true },
    });
    p.run(later(7 * MINUTE));
    expect(statusOf(p, 'M1')).toBe('onScene');
    expect(positionOf(p, 'M1', later(7 * MINUTE)).at).toEqual([0.01, 0.02]);
  });

  test('a step that the dispatcher reports is followed, not said again', () => {
    const p = scene();
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(2 * MINUTE));
    p.submit(later(2 * MINUTE), dispatcher, { type: 'ReportStatus', unitId: 'M1', status: 'onScene' });
    p.run();
    expect(reports(p, 'M1').filter(status => status === 'onScene')).toHaveLength(1);
    expect(p.board.assignments.get('A1')!.outcome).toBe('completed');
  });

  test('while the crew itself reports from its phone, the exercise drives and says nothing', () => {
    const p = scene();
    const phone: Actor = { kind: 'unit', id: 'M1', role: 'responder' };
    p.submit(later(0), dispatcher, assign('M1'));
    p.submit(later(1000), phone, { type: 'ReportStatus', unitId: 'M1', status: 'acknowledged' });
    p.run(later(20 * MINUTE));
    expect(reports(p, 'M1')).toEqual(['acknowledged']);
    p.submit(later(20 * MINUTE), phone, { type: 'ReportStatus', unitId: 'M1', status: 'enRoute' });
    p.run(later(40 * MINUTE));
    expect(reports(p, 'M1')).toEqual(['acknowledged', 'enRoute']);
    expect(positionOf(p, 'M1', later(40 * MINUTE)).at).toEqual([0.02, 0.01]);
    p.restart();
    p.run(later(60 * MINUTE));
    expect(statusOf(p, 'M1')).toBe('enRoute');
    p.submit(later(60 * MINUTE), phone, { type: 'ReportStatus', unitId: 'M1', status: 'available' });
    p.run();
    expect(positionOf(p, 'M1', later(2 * HOUR)).at).toEqual([0.01, 0.01]);
  });

  test('a dispatch that is taken back leaves the crew at its post, and it can be sent again', () => {
    const p = scene();
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(5000));
    const { seq } = p.log.findLast(({ type }) => type === 'UnitsAssigned')!;
    p.submit(later(6000), dispatcher, { type: 'Undo', seq });
    p.run(later(HOUR));
    expect(p.refusals).toEqual([]);
    expect(statusOf(p, 'M1')).toBe('available');
    p.submit(later(HOUR), dispatcher, assign('M1'));
    p.run();
    expect(reports(p, 'M1').at(-1)).toBe('available');
    expect(p.board.units.get('M1')!.assignmentIds).toEqual([]);
  });

  test('a crew out of service stands where it broke down until it is available', () => {
    const p = scene([0.03, 0.01]);
    p.submit(later(0), dispatcher, assign('M1'));
    p.run(later(2 * MINUTE));
    p.submit(later(2 * MINUTE), dispatcher, { type: 'ReportStatus', unitId: 'M1', status: 'outOfService' });
    const { at } = positionOf(p, 'M1', later(2 * MINUTE));
    p.run(later(HOUR));
    expect(positionOf(p, 'M1', later(HOUR)).at).toEqual(at);
    expect(distance(at, [0.01, 0.01])).toBeGreaterThan(100);
    p.submit(later(HOUR), dispatcher, { type: 'ReportStatus', unitId: 'M1', status: 'available' });
    p.run(later(HOUR + 1));
    expect(positionOf(p, 'M1', later(2 * HOUR)).at).toEqual([0.01, 0.01]);
  });
});

test('a call that rang before the server died does not ring again', () => {
  const p = play(units, { ...options, attended: true });
  p.run(later(HOUR));
  const before = p.board.calls.size;
  p.restart();
  p.run(later(2 * HOUR));
  const whole = play(units, { ...options, attended: true });
  whole.run(later(2 * HOUR));
  expect(p.board.calls.size).toBe(whole.board.calls.size);
  expect(p.board.calls.size).toBeGreaterThan(before);
});
