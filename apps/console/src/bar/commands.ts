import type { Board, Call } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { WireCommand } from '@clarion/protocol';

const PLACED_FOR_MS = 30 * 60_000;

/** `PlaceUnit` for half an hour: a place set by hand grows old like any other. */
export const placingOf = (unitId: string, at: readonly [number, number], now: number): WireCommand => ({
  type: 'PlaceUnit',
  unitId,
  at,
  expiresAt: instant(now + PLACED_FOR_MS),
});

/** Opens an incident from what the call's card says by now. */
export function openingOf(call: Call): WireCommand {
  return {
    type: 'OpenIncident',
    callId: call.callId,
    ...(call.typeId === undefined ? {} : { typeId: call.typeId }),
    ...(call.place === undefined ? {} : { place: call.place }),
  };
}

/** The call that has rung longest; alarms and texts wait in the same line. */
export function longestRinging(board: Board): string | undefined {
  let longest: { readonly callId: string; readonly receivedAt: number } | undefined;
  for (const callId of board.openCalls) {
    const call = board.calls.get(callId);
    if (call?.state === 'ringing' && (longest === undefined || call.receivedAt < longest.receivedAt))
      longest = call;
  }
  return longest?.callId;
}
