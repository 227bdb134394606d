import { type Hazard, type HazardReason, hazardReasons, hazards } from '@clarion/dispatch';
import { say } from '@clarion/protocol';

export const HAZARD_MINUTES = 60;
export const HAZARD_MINUTES_AT_MOST = 7 * 24 * 60;

/** What a line about a hazard says; reason and minutes may be left out. */
export interface HazardLine {
  readonly hazard: Hazard;
  readonly reason: HazardReason;
  readonly minutes: number;
}

const saidAs = (key: string, code: string, word: string) =>
  [code, say('en', key), say('zh-CN', key)].some(one => one.toLowerCase() === word);

/** `gas service 90`, `燃气 单位 90`: the hazard first, the others in any order; undefined when a word means nothing. */
export function readHazard(rest: string): HazardLine | undefined {
  const [first, ...words] = rest.trim().toLowerCase().split(/\s+/);
  const hazard = hazards.find(one => saidAs(`hazard.${one}`, one, first ?? ''));
  if (hazard === undefined) return undefined;
  let line: HazardLine = { hazard, reason: 'other', minutes: HAZARD_MINUTES };
  for (const word of words) {
    const minutes = Number(/^(\d{1,5})(?:min|m|分钟|分)?$/.exec(word)?.[1]);
    const reason = hazardReasons.find(one => saidAs(`hazardReason.${one}`, one, word));
    if (minutes >= 1 && minutes <= HAZARD_MINUTES_AT_MOST) line = { ...line, minutes };
    else if (reason !== undefined) line = { ...line, reason };
    else return undefined;
  }
  return line;
}
