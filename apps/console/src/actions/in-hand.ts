import type { Console } from '../console.ts';
import { firstToAnswer } from '../duplicates/groups.ts';
import { focusOn } from './focus-on.ts';

/** The call whose card stands on the left. */
export const cardCall = (console: Console) => {
  const { callId } = console.desk.get();
  return callId === undefined ? undefined : console.board().calls.get(callId);
};

export const incidentInHand = (console: Console) => {
  const { incidentId } = console.desk.get();
  return incidentId === undefined ? undefined : console.board().incidents.get(incidentId);
};

/** The ringing call on the card; else the one to answer next. */
export const toAnswer = (console: Console) => {
  const call = cardCall(console);
  return call?.state === 'ringing' ? call.callId : firstToAnswer(console.board(), console.groups.get());
};

/** Puts a line into the command bar: it says what Enter would do before anything happens. */
export const fillBar = (console: Console, text: string) => {
  // First the focus, which selects what stood there: what is put in now must not be typed over.
  focusOn('bar');
  console.desk.change(desk => ({
    ...desk,
    barText: { text, count: (desk.barText?.count ?? 0) + 1 },
  }));
};
