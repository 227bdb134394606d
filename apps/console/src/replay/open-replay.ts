import type { Entry } from '@clarion/dispatch';
import type { UnitPosition } from '@clarion/protocol';
import type { Console } from '../console.ts';
import { createSpeech } from '../words/speak.ts';

/** Fetches what the log and the positions hold of an incident and shows it from its beginning. */
export async function openReplay(console: Console, incidentId: string): Promise<void> {
  const answer = await console.request.get<{
    readonly entries: readonly Entry[];
    readonly from: number;
    readonly to: number;
  }>(`/api/incidents/${encodeURIComponent(incidentId)}/entries`);
  if (!answer.ok) {
    const speech = createSpeech(console.settings.get().language, console.place.get()?.timeZone ?? 'UTC');
    console.tell('alert', speech.fault(answer.error));
    return;
  }
  const { entries, from, to } = answer.value;
  const history = await console.request.get<{ readonly positions: readonly UnitPosition[] }>(
    `/api/positions/history?from=${from}&to=${to}`,
  );
  console.replay.set({
    incidentId,
    entries,
    from,
    // Whole seconds, so that the last step reaches the last entry.
    to: from + Math.max(1, Math.ceil((to - from) / 1000)) * 1000,
    at: from,
    playing: false,
    rate: 20,
    positions: history.ok ? history.value.positions : [],
  });
  console.desk.change(desk => ({ ...desk, incidentId, side: 'replay' }));
}
