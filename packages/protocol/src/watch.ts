import { soundings } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema, instantSchema, textSchema } from './measures.ts';

/** Kind and subject of an alarm, as the log names it. */
const alarmKeySchema = z.string().min(1).max(300);
const unitIds = z.array(idSchema).min(1).max(200);

/** Commands about desks, crews that are heard or call for help, and alarms. */
export const watchCommandSchemas = [
  z.object({ type: z.literal('TakeDesk'), deskId: idSchema }),
  z.object({ type: z.literal('LeaveDesk'), deskId: idSchema }),
  z.object({ type: z.literal('OpenHandOver'), deskId: idSchema, text: textSchema.optional() }),
  z.object({ type: z.literal('NoteHandOver'), deskId: idSchema, text: textSchema }),
  z.object({ type: z.literal('WithdrawHandOver'), deskId: idSchema }),
  z.object({ type: z.literal('TakeOver'), deskId: idSchema, opened: z.int().min(1) }),
  z.object({ type: z.literal('GiveIncident'), incidentId: idSchema, deskId: idSchema }),
  z.object({
    type: z.literal('HearUnits'),
    unitIds,
    via: z.enum(['voice', 'message']),
    /** All their people were counted. */
    accounted: z.boolean().optional(),
    happenedAt: instantSchema.optional(),
  }),
  /** The server adds the unit's last fix. */
  z.object({
    type: z.literal('RaiseEmergency'),
    unitId: idSchema,
    happenedAt: instantSchema.optional(),
  }),
  z.object({ type: z.literal('ClaimSafe'), unitId: idSchema, happenedAt: instantSchema.optional() }),
  z.object({ type: z.literal('EndEmergency'), unitId: idSchema }),
  z.object({ type: z.literal('AcknowledgeAlarm'), key: alarmKeySchema }),
  /** From the page itself, when the tone has been played at its desk, or could not be. */
  z.object({
    type: z.literal('ReportSounded'),
    key: alarmKeySchema,
    deskId: idSchema.optional(),
    how: z.enum(soundings),
    round: z.int().min(0).max(10_000),
  }),
] as const;
