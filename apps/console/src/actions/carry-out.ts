import { leadOf } from '@clarion/dispatch';
import type { CommandRequest, WireCommand } from '@clarion/protocol';
import type { Intention } from '../bar/intention.ts';
import type { Console } from '../console.ts';
import type { Sent } from '../link/sending.ts';
import { emptyOffer } from '../recommendation/offer.ts';

/** Shows an incident, with its call's card unless a call is in this person's hand. */
export function takeIncident(console: Console, asked: string): void {
  const { board } = console.picture.board.get();
  // The number of what is part of another incident still finds it.
  const incidentId = leadOf(board, asked);
  const incident = board.incidents.get(incidentId);
  const mine = console.desk.get().callId;
  const inHand = mine !== undefined && board.calls.get(mine)?.state === 'open' && isMine(console, mine);
  const callId = inHand ? mine : incident?.callIds.at(-1);
  console.desk.change(({ callId: _, ...desk }) => ({
    ...desk,
    side: desk.side === 'replay' ? 'replay' : 'incident',
    incidentId,
    ...(callId === undefined ? {} : { callId }),
  }));
}

export function takeCall(console: Console, callId: string): void {
  const incidentId = console.board().calls.get(callId)?.incidentId;
  console.desk.change(desk => ({
    ...desk,
    callId,
    ...(incidentId === undefined ? {} : { incidentId, side: 'incident' as const }),
  }));
}

/** Whether this person answered the call. */
export function isMine(console: Console, callId: string): boolean {
  return console.board().calls.get(callId)?.taker?.id === console.session.get()?.operatorId;
}

/** Sends one command and brings on the screen what it made. */
export async function carryOut(
  console: Console,
  command: WireCommand,
  onPaper?: CommandRequest['onPaper'],
): Promise<Sent> {
  if (command.type === 'AnswerCall' && command.callId !== undefined) takeCall(console, command.callId);
  const sent = await console.sending.send(command, onPaper);
  if (sent.state !== 'recorded') return sent;
  const { made } = sent;
  // This person has acted on the list; the next one is for what is still missing.
  if (command.type === 'AssignUnits') console.offer.set(emptyOffer);
  if (command.type === 'AnswerCall' && made.callId !== undefined) takeCall(console, made.callId);
  if (command.type === 'OpenIncident' && made.incidentId !== undefined)
    takeIncident(console, made.incidentId);
  return sent;
}

/** Does what a line of the command bar meant. */
export function carryOutAll(console: Console, intention: Extract<Intention, { kind: 'act' }>): void {
  for (const command of intention.commands) void carryOut(console, command, intention.onPaper);
  if (intention.incidentId !== undefined && intention.verb === 'dispatch')
    takeIncident(console, intention.incidentId);
}
