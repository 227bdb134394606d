import type { ClosedStreet, TypeId, UnitId } from '@clarion/dispatch';
import { type Instant, instant, type LngLat } from '@clarion/measure';
import { commandOf } from './generated-calls.ts';
import type { Bilingual, CallScript, ScriptedCall } from './script.ts';

/** A call of a drill's script. */
export interface InjectedCall {
  readonly channel?: 'phone' | 'text' | 'alarm';
  readonly words: Bilingual;
  readonly typeId: TypeId;
  readonly place: { readonly at: LngLat; readonly label: Bilingual };
  readonly phoneWithinMetres?: number;
  readonly language?: string;
  readonly contact?: string;
  readonly later?: readonly { readonly afterAnswerSeconds: number; readonly words: Bilingual }[];
  readonly answers?: readonly { readonly asked: Bilingual; readonly says: Bilingual }[];
  readonly sameAs?: string;
  readonly sceneSeconds?: number;
}

/** What the floor is expected to do, each within seconds of the inject, by the drill's time. */
export interface Expected {
  readonly answeredWithinSeconds?: number;
  readonly openedWithinSeconds?: number;
  readonly typeRight?: true;
  readonly unitSentWithinSeconds?: number;
  readonly unitThereWithinSeconds?: number;
  readonly attachedWithinSeconds?: number;
  readonly emergencyAnsweredWithinSeconds?: number;
}

/** Something that the drill puts to the floor, at its time or by hand. One of the last four is there. */
export interface Inject {
  readonly id: string;
  readonly names: Bilingual;
  /** Absent: by hand. */
  readonly afterSeconds?: number;
  readonly expect?: Expected;
  readonly call?: InjectedCall;
  readonly unitStatus?: { readonly unitId: UnitId; readonly status: 'outOfService' | 'available' };
  readonly crewEmergency?: { readonly unitId: UnitId };
  readonly roadClosed?: {
    readonly points: readonly LngLat[];
    readonly reason: ClosedStreet['reason'];
    readonly forSeconds: number;
  };
}

export interface DrillScript {
  readonly id: string;
  readonly names: Bilingual;
  readonly injects: readonly Inject[];
}

export type InjectKind = 'call' | 'unitStatus' | 'crewEmergency' | 'roadClosed';

export const kindOfInject = ({ unitStatus, crewEmergency, roadClosed }: Inject): InjectKind =>
  unitStatus ? 'unitStatus' : crewEmergency ? 'crewEmergency' : roadClosed ? 'roadClosed' : 'call';

/** Of a desk that works by itself. */
const ANSWER_MS = 5000;
const ENTRY_MS = 40_000;
const DISPATCH_MS = 20_000;

/** The call as it rings at `at`. */
export function scriptedCall(
  { id, call }: Inject & { readonly call: InjectedCall },
  at: Instant,
  language: 'en' | 'zh-CN',
): ScriptedCall {
  const { words, typeId, place, phoneWithinMetres, contact, sameAs } = call;
  return {
    id: scriptedIdOf(id),
    receivedAt: at,
    channel: call.channel ?? 'phone',
    typeId,
    place: {
      at: place.at,
      uncertaintyM: 0,
      label: language === 'zh-CN' ? place.label.zh : place.label.en,
      source: 'search',
      verified: true,
    },
    speech: words,
    answerMs: ANSWER_MS,
    entryMs: ENTRY_MS,
    dispatchMs: DISPATCH_MS,
    ...(call.language !== undefined && { language: call.language }),
    ...(contact !== undefined && { contact }),
    ...(sameAs !== undefined && { sameAs: scriptedIdOf(sameAs) }),
    ...(phoneWithinMetres !== undefined && { phone: { at: place.at, uncertaintyM: phoneWithinMetres } }),
  };
}

const scriptedIdOf = (injectId: string): string => `inject-${injectId}`;
/** The command that brings a call of the script into the log. */
export const injectCommandOf = (seed: number, injectId: string): string =>
  commandOf(seed, scriptedIdOf(injectId));

/**
 * The calls of a script beside those of `others`, as crews and desk know them. They come by the director, when they are due or
 * fired: `from` gives only those of the others, and none without `alsoOthers`.
 */
export function withInjects(
  others: CallScript,
  script: DrillScript,
  { seed, language, alsoOthers }: { seed: number; language: 'en' | 'zh-CN'; alsoOthers: boolean },
): CallScript {
  const calls = new Map<string, { readonly inject: InjectedCall; readonly call: ScriptedCall }>();
  const byCommand = new Map<string, ScriptedCall>();
  for (const inject of script.injects) {
    if (inject.call === undefined) continue;
    const call = scriptedCall({ ...inject, call: inject.call }, instant(0), language);
    calls.set(call.id, { inject: inject.call, call });
    byCommand.set(injectCommandOf(seed, inject.id), call);
  }
  const nobody = (): Iterator<ScriptedCall, undefined> => ({
    next: () => ({ done: true, value: undefined }),
  });
  return {
    source: 'scripted',
    ...(alsoOthers ? {} : { total: calls.size }),
    from: at => (alsoOthers ? others.from(at) : nobody()),
    find: id => calls.get(id)?.call ?? others.find(id),
    findByCommand: (commandId, near) => byCommand.get(commandId) ?? others.findByCommand(commandId, near),
    stayOf(call, sent, typeId) {
      const usual = others.stayOf(call, sent, typeId);
      const seconds = call && calls.get(call.id)?.inject.sceneSeconds;
      return seconds === undefined ? usual : { ...usual, sceneMs: seconds * 1000 };
    },
  };
}
