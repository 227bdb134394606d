import type { Entry } from '@clarion/dispatch';
import type { ReplayStretch } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import type { Console } from '../console.ts';
import { createSpeech } from '../words/speak.ts';
import { type Replay, readStretch, stretchNow, withStretch } from './replay.ts';

/** A hand on the scrub passes over much; what it rests on is fetched. */
const RESTS_MS = 150;
/** What could not be fetched is asked for again. */
const TRIED_AGAIN_MS = 5_000;

const speechOf = (console: Console) =>
  createSpeech(console.settings.get().language, console.place.get()?.timeZone ?? 'UTC');

/** Fetches an incident's story, filed or not, and shows the floor from its beginning, or from `since`. */
export async function openReplay(console: Console, incidentId: string, since?: number): Promise<void> {
  const answer = await console.request.get<{
    readonly entries: readonly Entry[];
    readonly from: number;
    readonly to: number;
  }>(`/api/incidents/${encodeURIComponent(incidentId)}/entries`);
  if (!answer.ok) return console.tell('alert', speechOf(console).fault(answer.error));
  const { entries, from, to } = answer.value;
  begin(console, { incidentId, entries, from, to }, since);
  console.desk.change(desk => ({ ...desk, incidentId }));
  // One that was filed is not on the board, so the map does not know where it was.
  const at = placeIn(entries, incidentId);
  if (at !== undefined && !console.board().incidents.has(incidentId))
    console.desk.change(desk => ({ ...desk, look: { at, count: (desk.look?.count ?? 0) + 1 } }));
}

/** The floor from a time of day until now, whatever happened. */
export function replayFloor(console: Console, since: number): void {
  begin(console, { entries: [], from: since, to: console.now() });
}

function begin(
  console: Console,
  of: Pick<Replay, 'incidentId' | 'entries' | 'from' | 'to'>,
  since = of.from,
): void {
  // Whole seconds, so that the last step reaches the last entry.
  const to = of.from + Math.max(1, Math.ceil((of.to - of.from) / 1000)) * 1000;
  const at = Math.max(of.from, Math.min(to, since));
  console.replay.set({ ...of, to, at, playing: false, rate: 20, stretches: [] });
  console.desk.change(desk => ({ ...desk, side: 'replay' }));
}

function placeIn(entries: readonly Entry[], incidentId: string): readonly [number, number] | undefined {
  const opened = entries.find(
    entry => entry.type === 'IncidentOpened' && entry.data.incidentId === incidentId,
  );
  return opened?.type === 'IncidentOpened' ? opened.data.place?.at : undefined;
}

/** Fetches what is looked at and has not come yet. */
export function useStretches(console: Console, replay: Replay | undefined): void {
  const [tries, setTries] = useState(0);
  const missing = replay !== undefined && stretchNow(replay) === undefined ? replay.at : undefined;
  useEffect(() => {
    if (missing === undefined) return;
    const stop = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const rested = setTimeout(async () => {
      const answer = await console.request.get<ReplayStretch>(
        `/api/replay?at=${Math.round(missing)}`,
        stop.signal,
      );
      if (stop.signal.aborted) return;
      const stretch = answer.ok ? readStretch(answer.value) : undefined;
      const speech = speechOf(console);
      if (stretch !== undefined)
        console.replay.change(now => (now === undefined ? now : withStretch(now, stretch)));
      else if (answer.ok) console.tell('alert', speech('replay.otherVersion'));
      else {
        if (tries === 0) console.tell('alert', speech.fault(answer.error));
        again = setTimeout(() => setTries(now => now + 1), TRIED_AGAIN_MS);
      }
    }, RESTS_MS);
    return () => {
      clearTimeout(rested);
      clearTimeout(again);
      stop.abort();
    };
  }, [console, missing, tries]);
}
