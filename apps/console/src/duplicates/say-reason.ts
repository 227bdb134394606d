import { type ConceptId, conceptOf, type IncidentType, type LikenessReason } from '@clarion/dispatch';
import type { CallStandsOut } from '@clarion/protocol';
import { age, type Speech } from '../words/speak.ts';

/** Never 100: nothing is certain before somebody has looked. */
export const percentOf = (probability: number): number =>
  Math.min(99, Math.max(1, Math.round(probability * 100)));

const spoken = (concepts: readonly ConceptId[], w: Speech) =>
  concepts
    .slice(0, 4)
    .map(one => w.named(conceptOf(one)?.names))
    .join(w.language === 'zh-CN' ? '、' : ', ');

/** A call that comes so soon after the last one is no sign against. */
const SOON_MS = 10 * 60_000;

/** As a person reads it: within both uncertainties, soon after, the same kind. Its weight counts against all other places and times. */
export function speaksFor(reason: LikenessReason): boolean {
  switch (reason.code) {
    case 'distance':
      return reason.distanceM <= reason.uncertaintyM;
    case 'since':
      return reason.sinceMs <= SOON_MS;
    case 'crowd':
    case 'sameWords':
      return true;
    case 'type':
      return reason.match !== 'other';
    case 'noPlace':
    case 'ownWords':
      return false;
  }
}

/** One reason in words: "120 m away (±60 m)". */
export function sayReason(reason: LikenessReason, w: Speech): string {
  switch (reason.code) {
    case 'distance':
      return w('likely.distance', { m: reason.distanceM, uncertainty: reason.uncertaintyM });
    case 'noPlace':
      return w('likely.noPlace');
    case 'since':
      return w('likely.since', { age: age(reason.sinceMs) });
    case 'crowd':
      return w('likely.crowd', { n: reason.calls });
    case 'type':
      return w(`likely.type.${reason.match}`);
    case 'sameWords':
    case 'ownWords':
      return w(`likely.${reason.code}`, { words: spoken(reason.concepts, w) });
  }
}

/** Why a call stands out: "Stands out from I1: “not breathing”: said by 0 of 213 others". */
export function sayStandsOut(out: CallStandsOut, w: Speech, types: readonly IncidentType[]): string {
  const why = [
    ...(out.concepts.length === 0
      ? []
      : [w('likely.standsOut.words', { words: spoken(out.concepts, w), n: out.saidBy, of: out.of })]),
    ...(out.typeId === undefined
      ? []
      : [
          w('likely.standsOut.type', {
            type: w.named(types.find(type => type.typeId === out.typeId)?.names) || out.typeId,
          }),
        ]),
  ];
  const head = w('likely.standsOut', { among: out.among });
  return why.length === 0 ? head : `${head}: ${why.join(' · ')}`;
}
