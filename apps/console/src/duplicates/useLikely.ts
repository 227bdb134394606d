import type { Call } from '@clarion/dispatch';
import type { LikelyAnswer } from '@clarion/protocol';
import { useEffect } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';

/** Between two askings about the same call; a card that is typed changes more often. */
const PAUSE_MS = 300;
const AGAIN_MS = 10_000;

/** Keeps the answer to "is this about something we have already?" for the call on the card, as soon as there is anything to go by. */
export function useLikely(call: Call | undefined, wanted: boolean): LikelyAnswer | undefined {
  const console = useConsole();
  const callId = call?.callId;
  const known = call !== undefined && (call.place ?? call.locations ?? call.typeId) !== undefined;
  const stamp = call === undefined ? '' : stampOf(call);
  const open = useCell(console.picture.board, ({ board }) => board.openIncidents.size);
  const live = useCell(console.liveness, liveness => liveness.state === 'live');
  // biome-ignore lint/correctness/useExhaustiveDependencies: stamp and open are the reasons to ask anew
  useEffect(() => {
    if (callId === undefined || !wanted || !live || !known) return console.likely.set(undefined);
    if (console.likely.get()?.callId !== callId) console.likely.set(undefined);
    const stop = new AbortController();
    const ask = async () => {
      const answer = await console.request.get<LikelyAnswer>(
        `/api/duplicates?callId=${encodeURIComponent(callId)}`,
        stop.signal,
      );
      if (!stop.signal.aborted && answer.ok) console.likely.set(answer.value);
    };
    const first = setTimeout(() => void ask(), PAUSE_MS);
    const again = setInterval(() => void ask(), AGAIN_MS);
    return () => {
      stop.abort();
      clearTimeout(first);
      clearInterval(again);
    };
  }, [callId, stamp, open, known, wanted, live, console]);
  const likely = useCell(console.likely);
  return likely?.callId === callId ? likely : undefined;
}

/** Whatever of the call is compared. */
function stampOf(call: Call): string {
  const { incidentId, locations, place, typeId, words } = call;
  return JSON.stringify([
    typeId,
    place?.at,
    place?.uncertaintyM,
    locations?.length,
    words.length,
    incidentId,
  ]);
}
