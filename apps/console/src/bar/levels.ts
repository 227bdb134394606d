import {
  type Area,
  areasOf,
  type Configuration,
  mayGive,
  type ReadinessReason,
  readinessReasons,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { say, type WireCommand } from '@clarion/protocol';
import type { Intention, Situation } from './intention.ts';

export const HOURS_AT_MOST = 31 * 24;
const USUAL_HOURS = 8;

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});
const act = (verb: 'level' | 'endLevel', command: WireCommand, detail: string): Intention => ({
  kind: 'act',
  verb,
  commands: [command],
  unitIds: [],
  doubts: [],
  detail,
});

/** What `level high harbour weather 8` and `end level harbour` mean. Words and codes of both languages are known. */
export function levelIntention(verb: 'level' | 'endLevel', rest: string, situation: Situation): Intention {
  const { board, now, role } = situation;
  if (!mayGive(role, 'SetReadiness', board)) return problem('notYourRole');
  const { configuration } = board;
  const areas = areasOf(board);
  if (verb === 'endLevel') {
    const area = areaNamed(rest, areas);
    if (rest !== '' && area === undefined) return problem('areaUnknown', { word: rest });
    return act(verb, { type: 'EndReadiness', ...inArea(area) }, rest || '—');
  }
  const levels = configuration?.readiness?.levels ?? [];
  const said = readLevel(rest, levels);
  if (said === undefined) {
    const named = levels.map(({ levelId, names }) => names.zh ?? names.en ?? levelId);
    const reasons = readinessReasons.flatMap(one => [
      say('en', `readiness.${one}`),
      say('zh-CN', `readiness.${one}`),
    ]);
    return problem('levelForm', { levels: named.join(', '), reasons: reasons.join(' ') });
  }
  const area = areaNamed(said.area, areas);
  if (said.area !== '' && area === undefined) return problem('areaUnknown', { word: said.area });
  const { levelId, reason, hours } = said;
  const expiresAt = instant(now + hours * 3_600_000);
  return act(verb, { type: 'SetReadiness', levelId, reason, expiresAt, ...inArea(area) }, rest);
}

const inArea = (area: Area | undefined) => (area === undefined ? {} : { areaId: area.areaId });

type Levels = NonNullable<Configuration['readiness']>['levels'];

/** The level stands first, reason and hours last in any order, and what is left names the area. */
export function readLevel(
  rest: string,
  levels: Levels,
):
  | {
      readonly levelId: string;
      readonly area: string;
      readonly reason: ReadinessReason;
      readonly hours: number;
    }
  | undefined {
  const words = rest.split(/\s+/).filter(word => word !== '');
  const first = words.shift()?.toLowerCase();
  const level = levels.find(({ levelId, names }) =>
    [levelId, names.en, names.zh, names.local].some(name => name?.toLowerCase() === first),
  );
  if (level === undefined) return undefined;
  let hours: number | undefined;
  let reason: ReadinessReason | undefined;
  while (words.length > 0) {
    const last = words.at(-1)!.toLowerCase();
    const said = Number(/^(\d{1,3})(?:h|小时)?$/.exec(last)?.[1]);
    const why = readinessReasons.find(one =>
      [one, say('en', `readiness.${one}`), say('zh-CN', `readiness.${one}`)].includes(last),
    );
    if (hours === undefined && said >= 1 && said <= HOURS_AT_MOST) hours = said;
    else if (reason === undefined && why !== undefined) reason = why;
    else break;
    words.pop();
  }
  if (reason === undefined) return undefined;
  return { levelId: level.levelId, area: words.join(' '), reason, hours: hours ?? USUAL_HOURS };
}

function areaNamed(text: string, areas: readonly Area[]): Area | undefined {
  const wanted = text.toLowerCase();
  return areas.find(({ areaId, names }) =>
    [areaId, names.en, names.zh, names.local].some(name => name?.toLowerCase() === wanted),
  );
}
