import { overrideReasons } from '@clarion/dispatch';
import { MAX_ALARM, say, type WireCommand } from '@clarion/protocol';
import type { Intention, Situation } from './intention.ts';
import { levelIntention } from './levels.ts';
import type { Parsed } from './parse.ts';
import { overrideReasonOf, readStaffing } from './staffing.ts';
import { tradeIntention } from './trades.ts';
import type { Verb } from './verbs.ts';

type Act = Extract<Intention, { kind: 'act' }>;

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});
const act = (verb: Verb, command: WireCommand, more: Partial<Act>): Intention => ({
  kind: 'act',
  verb,
  commands: [command],
  unitIds: [],
  doubts: [],
  ...more,
});

/** What the verbs about alarms, crews and reasons mean; undefined for any other. */
export function floorIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  switch (verb) {
    case 'alarm':
      return alarmOf(parsed, situation);
    case 'staff':
      return staffOf(parsed, situation);
    case 'why':
      return whyOf(parsed, situation);
    case 'stack':
    case 'preempt':
    case 'divert':
    case 'swap':
    case 'exchange':
    case 'join':
      return tradeIntention(verb, parsed, situation);
    case 'whatIf':
      return whatIfOf(parsed, situation);
    case 'level':
    case 'endLevel':
      return levelIntention(verb, parsed.rest, situation);
    default:
      return undefined;
  }
}

function alarmOf(parsed: Parsed, { board, incidentId: inHand }: Situation): Intention {
  const incidentId = parsed.incidentId ?? inHand;
  const incident = board.incidents.get(incidentId ?? '');
  if (incident === undefined) return problem('incidentMissing');
  const next = (incident.alarm ?? 1) + 1;
  const alarm = parsed.rest === '' ? next : Number(parsed.rest);
  if (!Number.isInteger(alarm) || alarm < next || alarm > MAX_ALARM) {
    return problem('alarmForm', { from: `${next}`, to: `${MAX_ALARM}`, incident: incident.incidentId });
  }
  const closed = incident.state === 'closed';
  return act(
    'alarm',
    { type: 'RaiseAlarm', incidentId: incident.incidentId, alarm },
    {
      incidentId: incident.incidentId,
      detail: `${alarm}`,
      doubts: closed ? [{ code: 'closed', incidentId: incident.incidentId }] : [],
    },
  );
}

/** Units to leave out, and after `close` a place by name; nothing at all ends it. */
function whatIfOf({ unitIds, rest, incidentId }: Parsed, situation: Situation): Intention {
  if ((incidentId ?? situation.incidentId) === undefined) return problem('incidentMissing');
  const words = [say('en', 'bar.close'), say('zh-CN', 'bar.close')];
  const word = words.find(one => rest.toLowerCase().startsWith(one));
  if (rest !== '' && word === undefined) return problem('unknownVerb', { word: rest });
  return {
    kind: 'whatIf',
    without: unitIds,
    close: word === undefined ? '' : rest.slice(word.length).trim(),
  };
}

function staffOf(parsed: Parsed, { board }: Situation): Intention {
  const [unitId, ...others] = parsed.unitIds;
  const unit = board.units.get(unitId ?? '');
  if (unitId === undefined || unit === undefined || others.length > 0) return problem('unitMissing');
  const { capabilities } = unit.description;
  const said = readStaffing(parsed.rest, capabilities);
  if (said === undefined) return problem('staffForm', { unit: unitId, example: capabilities[0] ?? '…' });
  return act(
    'staff',
    { type: 'StaffUnit', unitId, ...said, without: [...said.without] },
    {
      unitIds: [unitId],
      detail: parsed.rest === '' ? '—' : parsed.rest,
    },
  );
}

function whyOf(parsed: Parsed, { board, operatorId }: Situation): Intention {
  const asked = [...board.unexplained.values()].findLast(one => one.actorId === operatorId);
  if (asked === undefined) return problem('nothingToExplain');
  const reason = overrideReasonOf(parsed.rest);
  if (reason === undefined) {
    const list = overrideReasons.map(
      one => `${say('en', `override.${one}`)} ${say('zh-CN', `override.${one}`)}`,
    );
    return problem('overrideMissing', { list: list.join(', ') });
  }
  return act(
    'why',
    { type: 'ExplainOverride', seq: asked.seq, reason },
    {
      unitIds: asked.added,
      incidentId: asked.incidentId,
      detail: `override.${reason}`,
    },
  );
}
