import { overrideReasons, type UnexplainedOverride } from '@clarion/dispatch';
import { MAX_ALARM } from '@clarion/protocol';
import type { Console } from '../console.ts';
import { endSupposing } from '../recommendation/what-if.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { fillBar, incidentInHand } from './in-hand.ts';

/** The newest sending of this person that departed from the recommendation and has no reason yet. */
export function awaitingReason(console: Console): UnexplainedOverride | undefined {
  const own = console.session.get()?.operatorId;
  return [...console.board().unexplained.values()].findLast(one => one.actorId === own);
}

/** Who would be sent first: the one that a question is usually about. */
const firstRecommended = (console: Console) =>
  console.offer.get().shown?.evidence.candidates.find(one => one.recommended)?.unitId ?? '';

const isBusyInHand = (console: Console) =>
  (console.board().units.get(console.desk.get().unitId ?? '')?.assignmentIds.length ?? 0) > 0;

/** The keys of the reasons, in their order. */
const reasonKeys = ['F1', 'F2', 'F3', 'F4', 'F8', 'F9'];

const openInHand = (console: Console) => {
  const incident = incidentInHand(console);
  return incident?.state === 'open' ? incident : undefined;
};
/** A line of the command bar with the verb in the person's language. */
const line = (word: string, ...rest: readonly (string | number)[]) =>
  [word.split(',')[0]!, ...rest].join(' ');

export const assignmentActions: readonly Action[] = [
  {
    id: 'raiseAlarm',
    group: 'incident',
    name: 'action.raiseAlarm',
    key: { code: 'KeyA', alt: true },
    predicate: console =>
      may(console, 'RaiseAlarm') &&
      (openInHand(console)?.alarm ?? (openInHand(console) ? 1 : MAX_ALARM)) < MAX_ALARM,
    perform: (console, speech) => {
      const incident = openInHand(console);
      if (incident === undefined) return;
      fillBar(console, line(speech('verb.alarm'), (incident.alarm ?? 1) + 1, incident.incidentId));
    },
  },
  // One key each, and an undo takes it back.
  ...([2, 3] as const).map(
    (alarm): Action => ({
      id: `alarm${alarm}`,
      group: 'incident',
      name: `action.alarm${alarm}`,
      key: { code: `Digit${alarm}`, alt: true, shift: true },
      predicate: console =>
        may(console, 'RaiseAlarm') &&
        openInHand(console) !== undefined &&
        (openInHand(console)?.alarm ?? 1) < alarm,
      perform: console => {
        const incident = openInHand(console);
        if (incident !== undefined)
          void carryOut(console, { type: 'RaiseAlarm', incidentId: incident.incidentId, alarm });
      },
    }),
  ),
  {
    id: 'staffUnit',
    group: 'unit',
    name: 'action.staffUnit',
    key: { code: 'KeyW', alt: true },
    predicate: console => may(console, 'StaffUnit') && console.desk.get().unitId !== undefined,
    perform: (console, speech) =>
      fillBar(console, `${line(speech('verb.staff'), console.desk.get().unitId ?? '')} `),
  },
  ...(
    [
      ['stack', 'KeyS', 'AssignUnits'],
      ['preempt', 'KeyP', 'AssignUnits'],
      ['divert', 'Quote', 'AssignUnits'],
      ['join', 'KeyJ', 'JoinIncident'],
    ] as const
  ).map(
    ([id, code, command]): Action => ({
      id,
      group: 'incident',
      name: `action.${id}`,
      key: { code, alt: true, shift: true },
      predicate: console =>
        may(console, command) && console.desk.get().unitId !== undefined && openInHand(console) !== undefined,
      perform: (console, speech) =>
        fillBar(
          console,
          line(speech(`verb.${id}`), console.desk.get().unitId ?? '', openInHand(console)?.incidentId ?? ''),
        ),
    }),
  ),
  ...(
    [
      ['swap', 'KeyW', 'SwapUnits'],
      ['exchange', 'KeyX', 'ExchangeUnit'],
    ] as const
  ).map(
    ([id, code, command]): Action => ({
      id,
      group: 'unit',
      name: `action.${id}`,
      key: { code, alt: true, shift: true },
      predicate: console => may(console, command) && isBusyInHand(console),
      perform: (console, speech) =>
        fillBar(console, `${line(speech(`verb.${id}`), console.desk.get().unitId ?? '')} `),
    }),
  ),
  {
    id: 'whatIf',
    group: 'incident',
    name: 'action.whatIf',
    key: { code: 'KeyH', alt: true },
    predicate: console => console.offer.get().shown !== undefined && openInHand(console) !== undefined,
    perform: (console, speech) => fillBar(console, line(speech('verb.whatIf'), firstRecommended(console))),
  },
  {
    id: 'endWhatIf',
    group: 'incident',
    name: 'action.endWhatIf',
    key: { code: 'KeyH', alt: true, shift: true },
    predicate: console => console.desk.get().supposed !== undefined,
    perform: endSupposing,
  },
  ...overrideReasons.map(
    (reason, i): Action => ({
      id: `override.${reason}`,
      group: 'incident',
      name: `override.${reason}`,
      key: { code: reasonKeys[i]!, shift: true },
      predicate: console => may(console, 'ExplainOverride') && awaitingReason(console) !== undefined,
      perform: console => {
        const asked = awaitingReason(console);
        if (asked !== undefined) void carryOut(console, { type: 'ExplainOverride', seq: asked.seq, reason });
      },
    }),
  ),
];
