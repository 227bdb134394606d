import type { Purpose, SealedText } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useConsole } from '../console.ts';

export interface Sealed {
  readonly texts: readonly SealedText[];
  /** The work is no longer in hand: reading wants a purpose. */
  readonly wantsPurpose: boolean;
  readonly readFor: (purpose: Purpose) => void;
}

/**
 * Sealed text of the call or incident in hand. Read anew when `count` changes; each reading is logged by the server. It
 * lives in memory only, and goes when the card goes.
 */
export function useSealed(
  of: { readonly callId: string } | { readonly incidentId: string } | { readonly deskId: string },
  count: number,
): Sealed {
  const console = useConsole();
  const [texts, setTexts] = useState<readonly SealedText[]>([]);
  const [wantsPurpose, setWantsPurpose] = useState(false);
  const [purpose, readFor] = useState<Purpose | undefined>(undefined);
  const [[name, id]] = Object.entries(of) as [[string, string]];
  const query = `${name}=${encodeURIComponent(id)}`;
  useEffect(() => {
    if (count === 0) return setTexts([]);
    const stop = new AbortController();
    const read = async () => {
      const answer = await console.request.get<{ readonly texts: readonly SealedText[] }>(
        `/api/sealed?${query}${purpose === undefined ? '' : `&purpose=${purpose}`}`,
        stop.signal,
      );
      if (stop.signal.aborted) return;
      if (answer.ok) setTexts(answer.value.texts);
      setWantsPurpose(!answer.ok && answer.error.code === 'PurposeNeeded');
    };
    void read();
    return () => stop.abort();
  }, [query, count, purpose, console]);
  return { texts, wantsPurpose, readFor };
}
