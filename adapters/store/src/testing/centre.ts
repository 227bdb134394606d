import { randomUUID } from 'node:crypto';
import type { Actor, Command, CommandEnvelope, Configuration } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { Log } from '../log/log.ts';

export const noon = instant(Date.UTC(2026, 10, 24, 12));

export const dispatcher = (id: string): Actor => ({ kind: 'operator', id, role: 'dispatcher' });

/** A command as dispatcher `by` sends it. */
export const sent = (
  command: Command,
  by: Actor = dispatcher('D1'),
  commandId = randomUUID(),
): CommandEnvelope => ({
  commandId,
  actor: by,
  command,
});

/** A centre with so many engines, E1, E2 … */
export const centreOf = (unitCount: number): Configuration => ({
  version: 1,
  placeName: { en: 'Test' },
  units: Array.from({ length: unitCount }, (_, index) => ({
    unitId: `E${index + 1}`,
    kind: 'ENGINE',
    agency: 'fire' as const,
    capabilities: ['engine'],
  })),
  types: [
    {
      typeId: 'fire',
      names: { en: 'Fire', zh: '火灾' },
      category: 'fire',
      priority: 1,
      needs: [{ capability: 'engine', count: 1 }],
    },
  ],
  posts: [],
  clocks: { releaseSeconds: 40, acknowledgeSeconds: 30, turnoutSeconds: 80, staleFixSeconds: 60 },
});

/** Adopts a configuration with so many units. */
export async function furnish(log: Log, unitCount: number): Promise<void> {
  const adopted = await log.append(
    sent({ type: 'AdoptConfiguration', configuration: centreOf(unitCount) }, { kind: 'system', id: 'start' }),
    { now: noon },
  );
  if (!adopted.ok) throw new Error(adopted.error.code);
}

/** Opens an incident at a made-up address, and gives its number. */
export async function openIncident(log: Log, label = '1 High Street'): Promise<string> {
  const place = { at: [8, 47] as never, uncertaintyM: 0, label, source: 'map' as const, verified: true };
  const opened = await log.append(sent({ type: 'OpenIncident', typeId: 'fire', place }), { now: noon });
  if (!opened.ok) throw new Error(opened.error.code);
  for (const entry of opened.value.entries) if (entry.type === 'IncidentOpened') return entry.data.incidentId;
  throw new Error('no incident was opened');
}
