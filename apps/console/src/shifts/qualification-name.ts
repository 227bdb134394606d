import type { Reason, ShiftRules } from '@clarion/dispatch';
import type { Speech } from '../words/speak.ts';

type Known = ShiftRules['qualifications'] | undefined;

/** Its name in the reader's language; its id where the centre knows it no more. */
export const qualificationName = (known: Known, qualificationId: string, w: Speech): string =>
  w.named(known?.find(one => one.qualificationId === qualificationId)?.names) || qualificationId;

/** A reason in words, with qualifications by name. */
export const reasonInWords = (reason: Reason, known: Known, w: Speech): string =>
  w.reason(
    reason.code === 'crewUnqualified'
      ? { ...reason, qualificationId: qualificationName(known, reason.qualificationId, w) }
      : reason,
  );
