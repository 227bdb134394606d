import type { Entry } from '@clarion/dispatch';
import { useEffect, useState } from 'react';
import { useConsole } from '../console.ts';

/** The entries of an incident, read anew when something about it changes. */
export function useEntries(incidentId: string, changed: number): readonly Entry[] {
  const console = useConsole();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `changed` is the reason to read anew
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await console.request.get<{ readonly entries: readonly Entry[] }>(
        `/api/incidents/${encodeURIComponent(incidentId)}/entries`,
        stop.signal,
      );
      if (!stop.signal.aborted && answer.ok) setEntries(answer.value.entries);
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [incidentId, changed, console]);
  return entries;
}
