import { z } from 'zod';
import { idSchema } from './measures.ts';

/** What the leader of a drill may ask for: `POST /api/exercise/control`. `jump` is ahead, in seconds of the drill. */
export const drillControlSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('pace'), pace: z.number().min(0.25).max(60) }),
  z.strictObject({ act: z.literal('pause') }),
  z.strictObject({ act: z.literal('goOn') }),
  z.strictObject({ act: z.literal('jump'), seconds: z.int().min(1).max(86_400) }),
  z.strictObject({ act: z.literal('fire'), injectId: idSchema }),
  z.strictObject({ act: z.literal('skip'), injectId: idSchema }),
]);
export type AskedControl = z.infer<typeof drillControlSchema>;

/** How the drill stands. Times are the drill's own. */
export interface DrillAnswer {
  /** As set; it holds again when a paused drill goes on. Absent: the drill jumps from happening to happening by itself. */
  readonly pace?: number;
  readonly paused: boolean;
  readonly jumping: boolean;
  readonly at: number;
}

/** An inject as the leader sees it: `GET /api/exercise/injects`. Nobody else is told what comes. */
export interface InjectAnswer {
  readonly injectId: string;
  readonly names: { readonly en: string; readonly zh: string };
  readonly kind: 'call' | 'unitStatus' | 'crewEmergency' | 'roadClosed';
  readonly state: 'waiting' | 'fired' | 'refused' | 'skipped';
  /** Absent: by hand. */
  readonly dueAt?: number;
  readonly at?: number;
  /** Why the log refused it. */
  readonly code?: string;
  readonly callId?: string;
  /** For whoever plays the caller. */
  readonly answers?: readonly {
    readonly asked: { readonly en: string; readonly zh: string };
    readonly says: { readonly en: string; readonly zh: string };
  }[];
}

type Both = { readonly en: string; readonly zh: string };

/** `GET /api/exercise/after-action`: by position (a role, `crew`, `drill`, `server`) and inject; nobody's name, no scores. Times are the drill's. */
export interface AfterActionAnswer {
  readonly scriptId: string;
  readonly names: Both;
  readonly beganAt?: number;
  readonly until: number;
  readonly expected: number;
  readonly met: number;
  readonly missed: number;
  readonly injects: readonly {
    readonly injectId: string;
    readonly names: Both;
    readonly kind: InjectAnswer['kind'];
    readonly state: InjectAnswer['state'];
    readonly at?: number;
    readonly callId?: string;
    readonly incidentId?: string;
    readonly expectations: readonly {
      readonly expectation: string;
      readonly withinSeconds?: number;
      readonly tookSeconds?: number;
      readonly by?: string;
      readonly state: 'met' | 'missed' | 'open';
    }[];
  }[];
  readonly timeline: readonly {
    readonly at: number;
    readonly what: string;
    readonly by: string;
    readonly injectId?: string;
    readonly callId?: string;
    readonly incidentId?: string;
    readonly unitIds?: readonly string[];
  }[];
}
