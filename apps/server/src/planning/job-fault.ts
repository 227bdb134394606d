import type { FaultCode } from '@clarion/protocol';

/** Why a run has no result, in a word of the catalogue and its facts. */
export interface JobFault {
  readonly code: FaultCode;
  readonly params: Readonly<Record<string, unknown>>;
}

export type Tell = (progress: number, best?: { readonly value: number; readonly bound: number }) => void;
