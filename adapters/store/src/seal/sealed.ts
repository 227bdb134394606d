import type { SealedRef } from '@clarion/dispatch';
import type { SealedKind } from '../database/tables.ts';

/** A text as it goes into the database: encrypted, its key on the disk already, its reference for the command. */
export interface SealedText {
  readonly ref: SealedRef;
  readonly kind: SealedKind;
  readonly keyId: string;
  readonly body: Buffer;
}
