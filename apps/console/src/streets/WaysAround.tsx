import type { Closure } from '@clarion/dispatch';
import type { StreetDetours } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Detours } from '../cordon/Detours.tsx';
import { useSpeech } from '../words/useSpeech.ts';

/** Asked anew while it is looked at: times of day, speeds and other closures change the way. */
const ASK_EVERY_MS = 15_000;

/** How everybody gets around one closed street, listed here and drawn on the map as long as it is looked at. */
export function WaysAround({ closure: { closureId } }: { readonly closure: Closure }) {
  const console = useConsole();
  const w = useSpeech();
  const [known, setKnown] = useState<StreetDetours | undefined>(undefined);
  const version = useCell(console.picture.board, view => view.board.closuresVersion);
  const live = useCell(console.liveness, liveness => liveness.state === 'live');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another closed street is a reason to ask anew
  useEffect(() => {
    if (!live) return;
    const stop = new AbortController();
    const ask = async () => {
      const path = `/api/closures/${encodeURIComponent(closureId)}/detours`;
      const answer = await console.request.get<StreetDetours>(path, stop.signal);
      if (stop.signal.aborted || !answer.ok) return;
      setKnown(answer.value);
      const { detours: all } = answer.value;
      console.desk.change(desk => ({ ...desk, around: { closureId, all } }));
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
      console.desk.change(({ around: _, ...desk }) => desk);
    };
  }, [closureId, version, live, console]);
  if (known === undefined) return null;
  return known.detours.length === 0 ? (
    <p className="streets-around faint">{w('streets.noLonger')}</p>
  ) : (
    <div className="streets-around">
      <Detours detours={known.detours} />
    </div>
  );
}
