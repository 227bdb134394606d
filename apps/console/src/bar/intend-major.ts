import {
  COLLECTING_PLACES,
  COUNT_AT_MOST,
  majorReasons,
  mayGive,
  orderKinds,
  standDownReasons,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { WireCommand } from '@clarion/protocol';
import type { Intention, Situation } from './intention.ts';
import { listedCodes, namedCode } from './named-code.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const USUAL_MINUTES = 5;

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about major incidents and orders mean; undefined for any other. */
export function majorIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  if (verb === 'command') return { kind: 'commandView' };
  if (verb !== 'major' && verb !== 'standDown' && verb !== 'count' && verb !== 'order') return undefined;
  const incidentId = parsed.incidentId ?? situation.incidentId;
  if (incidentId === undefined) return problem('incidentMissing');
  const said = commandOf(verb, incidentId, parsed, situation);
  if ('kind' in said) return said;
  if (!mayGive(situation.role, said.type, situation.board)) return problem('notYourRole');
  const unitIds = verb === 'order' ? parsed.unitIds : [];
  return { kind: 'act', verb, commands: [said], incidentId, unitIds, doubts: [], detail: parsed.rest };
}

function commandOf(
  verb: 'major' | 'standDown' | 'count' | 'order',
  incidentId: string,
  { rest, unitIds }: Parsed,
  { now }: Situation,
): WireCommand | Intention {
  switch (verb) {
    case 'major': {
      const reason = namedCode(rest, majorReasons, 'majorReason');
      return reason === undefined
        ? problem('majorForm', { list: listedCodes(majorReasons, 'majorReason') })
        : { type: 'DeclareMajor', incidentId, reason };
    }
    case 'standDown': {
      const reason = namedCode(rest, standDownReasons, 'standDown');
      return reason === undefined
        ? problem('majorForm', { list: listedCodes(standDownReasons, 'standDown') })
        : { type: 'StandDownMajor', incidentId, reason };
    }
    case 'count': {
      const figures =
        rest.trim() === ''
          ? []
          : rest
              .trim()
              .split(/[\s,]+/)
              .map(Number);
      const isFigure = (n: number) => Number.isInteger(n) && n >= 0 && n <= COUNT_AT_MOST;
      const [place = 0, immediate = 0, delayed = 0, minor = 0, deceased = 0] = figures;
      if (figures.length !== 5 || !figures.every(isFigure) || place < 1 || place > COLLECTING_PLACES)
        return problem('countForm');
      const counts = { immediate, delayed, minor, deceased };
      return { type: 'CountCasualties', incidentId, place, counts, told: 'radio' };
    }
    case 'order': {
      const [, word = '', minutes = `${USUAL_MINUTES}`] = /^(.*?)(?:\s+(\d{1,3}))?$/.exec(rest.trim()) ?? [];
      const order = namedCode(word, orderKinds, 'order');
      const [unitId, ...others] = unitIds;
      if (unitId === undefined || others.length > 0) return problem('unitMissing');
      if (order === undefined || Number(minutes) === 0)
        return problem('orderForm', { list: listedCodes(orderKinds, 'order') });
      return {
        type: 'GiveOrder',
        incidentId,
        unitId,
        order,
        dueAt: instant(Math.round(now + Number(minutes) * 60_000)),
      };
    }
  }
}
