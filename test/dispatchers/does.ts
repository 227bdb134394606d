import {
  type Board,
  desksOf,
  desksOfOperator,
  dispositions,
  lastUndoable,
  overrideReasons,
  preemptionReasons,
  unitStatuses,
} from '@clarion/dispatch';
import type { WireCommand } from '@clarion/protocol';

/** Numbers that choose among what is there; `from(list)` takes the next. */
export interface Choice {
  from<T>(list: readonly T[]): T | undefined;
  number(below: number): number;
}

export function choiceOf(numbers: readonly number[]): Choice {
  let next = 0;
  const number = (below: number) => (numbers[next++ % numbers.length] ?? 0) % below;
  return { number, from: list => (list.length === 0 ? undefined : list[number(list.length)]) };
}

type Doing = (board: Board, choice: Choice, operatorId: string) => WireCommand | undefined;

const openIncidents = (board: Board) => [...board.openIncidents].toSorted();
const units = (board: Board) => [...board.units.keys()].slice(0, 8);
const held = (board: Board) => [...board.assignments.values()].filter(one => one.endedAt === undefined);
/** Where a made-up incident is; the real server asks for the road there. */
export const places = { at: [0, 0] as [number, number] };
const place = () => ({
  at: places.at,
  uncertaintyM: 10,
  label: 'Market Square',
  source: 'map' as const,
  verified: true,
});

/** What a dispatcher does, by what stands on the own screen; nothing when there is nothing to do it to. */
export const doings = {
  send: (board, choice) => {
    const incidentId = choice.from(openIncidents(board));
    const first = choice.from(units(board));
    const second = choice.from(units(board));
    if (incidentId === undefined || first === undefined || second === undefined) return undefined;
    const purpose = choice.number(8);
    return {
      type: 'AssignUnits',
      incidentId,
      unitIds: choice.number(3) === 0 ? [first, second] : [first],
      displayed: choice.number(2) === 0 ? [] : units(board),
      ...(purpose === 1 ? { diverted: true } : {}),
      ...(purpose === 2 ? { stacked: true } : {}),
      ...(purpose === 3 ? { alsoAssigned: true } : {}),
      ...(purpose === 4 ? { preempted: preemptionReasons[choice.number(preemptionReasons.length)]! } : {}),
      ...(purpose > 5 ? { evidenceId: 'shown' } : {}),
    };
  },
  status: (board, choice) => {
    const unitId = choice.from(units(board));
    const status = choice.from(unitStatuses);
    if (unitId === undefined || status === undefined) return undefined;
    return { type: 'ReportStatus', unitId, status };
  },
  release: (board, choice) => {
    const one = choice.from(held(board));
    return one && { type: 'ReleaseUnit', unitId: one.unitId, incidentId: one.incidentId };
  },
  join: (board, choice) => {
    const unitId = choice.from(units(board));
    const incidentId = choice.from(openIncidents(board));
    if (unitId === undefined || incidentId === undefined) return undefined;
    return { type: 'JoinIncident', unitId, incidentId };
  },
  swap: (board, choice) => {
    const unitId = choice.from(held(board))?.unitId;
    const otherUnitId = choice.from(held(board))?.unitId;
    if (unitId === undefined || otherUnitId === undefined) return undefined;
    return { type: 'SwapUnits', unitId, otherUnitId };
  },
  exchange: (board, choice) => {
    const out = choice.from(held(board));
    const inUnitId = choice.from(units(board));
    if (out === undefined || inUnitId === undefined) return undefined;
    return { type: 'ExchangeUnit', incidentId: out.incidentId, outUnitId: out.unitId, inUnitId };
  },
  open: (board, choice) => {
    const typeId = choice.from(board.configuration?.types ?? [])?.typeId;
    const callId = choice.number(2) === 0 ? choice.from([...board.openCalls]) : undefined;
    return {
      type: 'OpenIncident',
      place: place(),
      ...(typeId === undefined ? {} : { typeId }),
      ...(callId === undefined ? {} : { callId }),
    };
  },
  amend: (board, choice) => {
    const incidentId = choice.from(openIncidents(board));
    if (incidentId === undefined) return undefined;
    return { type: 'AmendIncident', incidentId, priority: choice.from([1, 2, 3, 4] as const)! };
  },
  close: (board, choice) => {
    const incidentId = choice.from(openIncidents(board));
    if (incidentId === undefined) return undefined;
    return { type: 'CloseIncident', incidentId, disposition: choice.from(dispositions)! };
  },
  reopen: (board, choice) => {
    const closed = [...board.incidents.values()].filter(one => one.state === 'closed').slice(-6);
    const one = choice.from(closed);
    return one && { type: 'ReopenIncident', incidentId: one.incidentId };
  },
  alarm: (board, choice) => {
    const incidentId = choice.from(openIncidents(board));
    return incidentId === undefined
      ? undefined
      : { type: 'RaiseAlarm', incidentId, alarm: 2 + choice.number(3) };
  },
  staff: (board, choice) => {
    const unitId = choice.from(units(board));
    return unitId === undefined
      ? undefined
      : { type: 'StaffUnit', unitId, people: choice.number(5), without: [] };
  },
  sit: (board, choice) => {
    const desk = choice.from(desksOf(board));
    return desk && { type: choice.number(4) === 0 ? 'LeaveDesk' : 'TakeDesk', deskId: desk.deskId };
  },
  handOver: (board, choice, operatorId) => {
    const own = desksOfOperator(board, operatorId);
    const deskId = choice.from(own.length > 0 && choice.number(4) > 0 ? own : [...board.desks.keys()]);
    if (deskId === undefined) return undefined;
    const text = choice.number(2) === 0 ? {} : { text: 'radio 3 is weak' };
    return choice.number(5) === 0
      ? { type: 'WithdrawHandOver', deskId }
      : { type: 'OpenHandOver', deskId, ...text };
  },
  takeOver: (board, choice) => {
    const open = choice.from([...board.handOvers.values()]);
    return open && { type: 'TakeOver', deskId: open.deskId, opened: open.seq };
  },
  note: (board, choice) => {
    const incidentId = choice.from(openIncidents(board));
    return incidentId === undefined ? undefined : { type: 'AddNote', incidentId, text: 'gate locked' };
  },
  answer: (board, choice) => {
    const ringing = [...board.openCalls].filter(id => board.calls.get(id)?.state === 'ringing');
    const callId = choice.from(ringing);
    return callId === undefined ? { type: 'AnswerCall' } : { type: 'AnswerCall', callId };
  },
  endCall: (board, choice) => {
    const callId = choice.from([...board.openCalls]);
    return callId === undefined
      ? undefined
      : { type: 'EndCall', callId, disposition: choice.from(dispositions)! };
  },
  attach: (board, choice) => {
    const callId = choice.from([...board.calls.keys()].slice(-6));
    const incidentId = choice.from(openIncidents(board));
    if (callId === undefined || incidentId === undefined) return undefined;
    return { type: 'AttachCall', callId, incidentId };
  },
  detach: (board, choice) => {
    const callId = choice.from([...board.calls.keys()].slice(-6));
    return callId === undefined ? undefined : { type: 'DetachCall', callId };
  },
  explain: (board, choice) => {
    const seq = choice.from([...board.unexplained.keys()]);
    return seq === undefined
      ? undefined
      : { type: 'ExplainOverride', seq, reason: choice.from(overrideReasons)! };
  },
  correct: (board, choice) => {
    const one = choice.from([...board.assignments.values()].slice(-6));
    const step = choice.from(unitStatuses);
    if (one === undefined || step === undefined) return undefined;
    return {
      type: 'CorrectTime',
      assignmentId: one.assignmentId,
      step,
      at: (board.at - 1000 * choice.number(60)) as typeof board.at,
    };
  },
  undo: (board, choice, operatorId) => {
    const seq = lastUndoable(board, operatorId)?.seq ?? board.head - choice.number(5);
    return seq < 1 ? undefined : { type: 'Undo', seq };
  },
} as const satisfies Record<string, Doing>;

export type DoingName = keyof typeof doings;
export const doingNames = Object.keys(doings) as DoingName[];
