import { type SpeedReason, speedReasons } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { type StreetAnswer, say } from '@clarion/protocol';
import { carryOut } from '../actions/carry-out.ts';
import type { Console } from '../console.ts';
import { changeClosing, closingNow, MINUTES_AT_MOST } from './closing.ts';

/** What a street that is pointed at is to be driven at, and why. */
export interface Slowing {
  readonly kmh: number;
  readonly reason: SpeedReason;
}

export const USUAL_SLOWING: Slowing = { kmh: 10, reason: 'jam' };

/** What a line says about it: `Mill Lane 10 km/h 90 jam`, `磨坊巷 10km/h 90 拥堵`. All of it may be left out. */
export interface SlowingLine extends Slowing {
  /** A place by name; empty: on the map. */
  readonly query: string;
  readonly minutes: number;
}

const speed = /^(\d{1,3})(?:km\/h|kmh|公里\/小时|公里)$/;

/** Speed, minutes and reason stand last, in any order; what is left names the place. */
export function readSlowing(rest: string): SlowingLine {
  const words = rest
    .replaceAll(/(\d)\s+(km\/h|kmh|公里)/gi, '$1$2')
    .split(/\s+/)
    .filter(word => word !== '');
  let { kmh, reason } = USUAL_SLOWING;
  let minutes = 60;
  const said = new Set<string>();
  while (words.length > 0) {
    const last = words.at(-1)!.toLowerCase();
    const pace = Number(speed.exec(last)?.[1]);
    const time = Number(/^(\d{1,5})(?:min|m|分钟|分)?$/.exec(last)?.[1]);
    const why = speedReasons.find(one => wordsOf(one).includes(last));
    if (!said.has('kmh') && pace >= 1 && pace <= 200) {
      kmh = pace;
      said.add('kmh');
    } else if (!said.has('minutes') && time >= 1 && time <= MINUTES_AT_MOST) {
      minutes = time;
      said.add('minutes');
    } else if (!said.has('reason') && why !== undefined) {
      reason = why;
      said.add('reason');
    } else break;
    words.pop();
  }
  return { query: words.join(' '), kmh, minutes, reason };
}

/** By code and by the catalogue; those of two words have the last one stand for both. */
const wordsOf = (reason: SpeedReason) =>
  [reason, say('en', `speed.${reason}`), say('zh-CN', `speed.${reason}`)].map(
    word => word.toLowerCase().split(' ').at(-1)!,
  );

export function slowStreet(console: Console, street: StreetAnswer, { kmh, reason }: Slowing): void {
  const { minutes } = closingNow(console);
  changeClosing(console, { streets: [] });
  void carryOut(console, {
    type: 'ChangeSpeed',
    points: [street.at],
    pace: { kmh },
    reason,
    expiresAt: instant(console.now() + minutes * 60_000),
  });
}
