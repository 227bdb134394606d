import type { Place, TypeId, UnitId } from '@clarion/dispatch';
import type { Instant, LngLat } from '@clarion/measure';

/** Text that a caller says, in both languages; which one is heard is the drill's choice. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** How long a crew stays. Absent transport: the patient, if any, is not taken along. */
export interface Stay {
  readonly sceneMs: number;
  readonly transport?: {
    /** Used only where no hospital is known; otherwise the crew drives there. */
    readonly recordedMs?: number;
    readonly hospitalMs: number;
  };
}

/** One call of an exercise, told in advance. */
export interface ScriptedCall {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly channel: 'phone' | 'text' | 'alarm';
  /** What it turns out to be. The person who answers is not told. */
  readonly typeId: TypeId;
  readonly place: Place;
  readonly speech: Bilingual;
  /** BCP 47 tag of the language that the caller speaks, when it matters. */
  readonly language?: string;
  /** Made-up number (555-01xx); none for recorded calls. */
  readonly contact?: string;
  readonly phone?: { readonly at: LngLat; readonly uncertaintyM: number };
  /** When an unattended desk has the card filled in, and when it sends, each after the one before. */
  readonly answerMs: number;
  readonly entryMs: number;
  readonly dispatchMs: number;
  /** Another call about what this one is about. */
  readonly sameAs?: string;
}

/** One who has been sent, in the order of the incident's assignments. */
export interface Sent {
  readonly unitId: UnitId;
  readonly kind: string;
}

/** The calls of an exercise in order of time, and what they ask of crews. Has no state: asking twice answers twice. */
export interface CallScript {
  readonly source: 'generated' | 'recorded' | 'scripted';
  /** How many there are; undefined when they never end. */
  readonly total?: number;
  /** Calls received at `from` or later, in order. */
  from(from: Instant): Iterator<ScriptedCall, undefined>;
  /** The call whose `ReceiveCall` command carries this id; `near` is about when it came. */
  findByCommand(commandId: string, near: Instant): ScriptedCall | undefined;
  find(id: string): ScriptedCall | undefined;
  /** How long the last one of `sent` stays. `call` is undefined for an incident nobody scripted. */
  stayOf(call: ScriptedCall | undefined, sent: readonly Sent[], typeId: TypeId | undefined): Stay;
}
