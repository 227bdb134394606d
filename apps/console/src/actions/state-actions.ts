import { isAhead, isStaged, proposedStaging, stagingAhead } from '@clarion/dispatch';
import { flushCard } from '../call/card-draft.ts';
import type { Console } from '../console.ts';
import { type Action, may } from './action.ts';
import { focusOn } from './focus-on.ts';
import { cardCall, fillBar, incidentInHand } from './in-hand.ts';

const openInHand = (console: Console) => {
  const incident = incidentInHand(console);
  return incident?.state === 'open' ? incident : undefined;
};
/** A line of the command bar with the verb in the person's language. */
const line = (word: string, ...rest: readonly string[]) => [word.split(',')[0]!, ...rest].join(' ');

const callForLater = (console: Console) => {
  const call = cardCall(console);
  return call?.state === 'open' && call.incidentId === undefined;
};

const somebodyWaits = (console: Console) => {
  const incident = openInHand(console);
  if (incident === undefined) return false;
  const { assignments } = console.board();
  return (
    stagingAhead(incident) !== undefined ||
    proposedStaging(incident) !== undefined ||
    incident.assignmentIds.some(id => {
      const one = assignments.get(id);
      return one !== undefined && isStaged(one);
    })
  );
};

/** What becomes of an incident as a whole: staged, moved, or for later. */
export const stateActions: readonly Action[] = [
  {
    id: 'hazard',
    group: 'incident',
    name: 'action.hazard',
    key: { code: 'Digit0', alt: true, shift: true },
    predicate: console => may(console, 'SetHazard') && openInHand(console) !== undefined,
    perform: console => {
      const incidentId = openInHand(console)?.incidentId;
      const isOpen = console.desk.get().entering === incidentId;
      console.desk.change(({ entering: _, ...desk }) => ({
        ...desk,
        ...(isOpen || incidentId === undefined ? {} : { side: 'incident', entering: incidentId }),
      }));
      if (!isOpen) setTimeout(() => focusOn('hazard'));
    },
  },
  {
    id: 'stage',
    group: 'incident',
    name: 'action.stage',
    key: { code: 'BracketLeft', alt: true, shift: true },
    predicate: console => may(console, 'SetStaging') && openInHand(console) !== undefined,
    // What a card advises stands in the line already.
    perform: (console, speech) => {
      const incident = openInHand(console);
      const proposed = incident && proposedStaging(incident);
      const reason = proposed ? [speech(`staging.${proposed.reason}`)] : [];
      fillBar(console, `${line(speech('verb.stage'), incident?.incidentId ?? '', ...reason)} `);
    },
  },
  {
    id: 'tellSafe',
    group: 'incident',
    name: 'action.tellSafe',
    key: { code: 'BracketRight', alt: true, shift: true },
    predicate: console => may(console, 'TellSafe') && somebodyWaits(console),
    perform: (console, speech) =>
      fillBar(console, line(speech('verb.safe'), openInHand(console)?.incidentId ?? '')),
  },
  {
    id: 'moved',
    group: 'incident',
    name: 'action.moved',
    key: { code: 'Slash', alt: true, shift: true },
    predicate: console => may(console, 'MovePlace') && openInHand(console)?.place !== undefined,
    perform: (console, speech) =>
      fillBar(console, `${line(speech('verb.moved'), openInHand(console)?.incidentId ?? '')} `),
  },
  ...(
    [
      ['link', 'Minus', 'LinkIncidents'],
      ['merge', 'Equal', 'MergeIncidents'],
    ] as const
  ).map(
    ([id, code, command]): Action => ({
      id,
      group: 'incident',
      name: `action.${id}`,
      key: { code, alt: true, shift: true },
      predicate: console => may(console, command) && openInHand(console) !== undefined,
      perform: (console, speech) =>
        fillBar(console, `${line(speech(`verb.${id}`), openInHand(console)?.incidentId ?? '')} `),
    }),
  ),
  {
    id: 'split',
    group: 'incident',
    name: 'action.split',
    key: { code: 'Backslash', alt: true, shift: true },
    predicate: console => may(console, 'SplitIncident') && (openInHand(console)?.takenIn?.length ?? 0) > 0,
    perform: (console, speech) =>
      fillBar(console, line(speech('verb.split'), openInHand(console)?.takenIn?.at(-1)?.incidentId ?? '')),
  },
  {
    id: 'later',
    group: 'call',
    name: 'action.later',
    key: { code: 'Period', alt: true, shift: true },
    predicate: console =>
      may(console, 'ScheduleIncident') && (callForLater(console) || openInHand(console) !== undefined),
    perform: (console, speech) => {
      const call = callForLater(console);
      const { callId } = console.desk.get();
      if (call && callId !== undefined) flushCard(callId);
      const about = call ? [] : [openInHand(console)?.incidentId ?? ''];
      fillBar(console, `${line(speech('verb.later'), ...about)} `);
    },
  },
  {
    id: 'releaseScheduled',
    group: 'incident',
    name: 'action.releaseScheduled',
    key: { code: 'Comma', alt: true, shift: true },
    predicate: console => {
      const incident = openInHand(console);
      return may(console, 'ReleaseScheduled') && incident !== undefined && isAhead(incident);
    },
    perform: (console, speech) =>
      fillBar(console, line(speech('verb.now'), openInHand(console)?.incidentId ?? '')),
  },
];
