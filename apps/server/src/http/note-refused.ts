import { createHash } from 'node:crypto';
import { type Instant, instant } from '@clarion/measure';
import type { Centre } from '../centre/centre.ts';

/** What a crew's device asked for in vain. */
export interface RefusedOfDevice {
  readonly unitId: string;
  readonly commandId: string;
  readonly command: {
    readonly type: string;
    readonly incidentId?: string | undefined;
    readonly happenedAt?: number | undefined;
  };
  readonly code: string;
}

/**
 * Writes down that a crew's device was refused, so that the floor sees what the crew sees: once, however often the device asks,
 * also of another server or after a restart.
 */
export async function noteRefused(submit: Centre['submit'], refused: RefusedOfDevice): Promise<void> {
  const { unitId, commandId, command, code } = refused;
  const { type: asked, incidentId, happenedAt } = command;
  await submit({
    commandId: ofRefusal(commandId),
    actor: { kind: 'system', id: 'devices' },
    command: {
      type: 'RecordRefusal',
      unitId,
      asked,
      code,
      ...(incidentId === undefined ? {} : { incidentId }),
      ...(happenedAt === undefined ? {} : { happenedAt: timeOf(happenedAt) }),
    },
  });
}

const timeOf = (at: number): Instant => instant(Math.round(at));

/** Another id that is always the same one for a command. */
function ofRefusal(commandId: string): string {
  const hex = createHash('sha256').update(`refused ${commandId}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
