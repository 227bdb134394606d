import {
  hazards,
  isAdvisedToWait,
  isAhead,
  isStaged,
  mayGive,
  proposedStaging,
  stagingAhead,
  stagingReasons,
  wantsHearing,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { say, type WireCommand } from '@clarion/protocol';
import { readHazard } from '../hazard/hazard-line.ts';
import { readMoving } from '../moving/moving-line.ts';
import { readStaging } from '../staging/staging-line.ts';
import { openingOf } from './commands.ts';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';
import { readWhen } from './when.ts';

type Act = Extract<Intention, { kind: 'act' }>;

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});
const act = (verb: Verb, commands: readonly WireCommand[], more: Partial<Act>): Intention => ({
  kind: 'act',
  verb,
  commands,
  unitIds: [],
  doubts: [],
  ...more,
});

/** What the verbs about the state of a whole incident mean; undefined for any other. */
export function incidentIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  switch (verb) {
    case 'hazard':
    case 'endHazard':
      return hazardOf(verb, parsed, situation);
    case 'stage':
      return stageOf(parsed, situation);
    case 'safe':
      return safeOf(parsed, situation);
    case 'staged':
    case 'heardSafe':
      return crewSays(verb, parsed, situation);
    case 'later':
      return laterOf(parsed, situation);
    case 'now':
      return nowOf(parsed, situation);
    case 'moved':
      return movedOf(parsed, situation);
    case 'link':
    case 'unlink':
    case 'merge':
      return ofTwo(verb, parsed, situation);
    case 'split':
      return splitOf(parsed, situation);
    default:
      return undefined;
  }
}

const alone = (unitIds: readonly string[]) => (unitIds.length === 0 ? {} : { unitIds: [...unitIds] });

function stageOf({ unitIds, rest, incidentId: named }: Parsed, situation: Situation): Intention {
  if (!mayGive(situation.role, 'SetStaging', situation.board)) return problem('notYourRole');
  const incidentId = named ?? situation.incidentId;
  if (incidentId === undefined || !situation.board.incidents.has(incidentId))
    return problem('incidentMissing');
  const proposed = proposedStaging(situation.board.incidents.get(incidentId)!);
  const line =
    readStaging(rest) ??
    (proposed && rest.trim() === '' ? { ...proposed, query: '', onMap: false } : undefined);
  if (line === undefined) {
    const list = stagingReasons.map(
      one => `${say('en', `staging.${one}`)} ${say('zh-CN', `staging.${one}`)}`,
    );
    return problem('stagingReason', { list: list.join(', ') });
  }
  if (line.query !== '' || line.onMap) return { kind: 'stage', ...line, incidentId, unitIds };
  return act('stage', [{ type: 'SetStaging', incidentId, reason: line.reason, ...alone(unitIds) }], {
    incidentId,
    unitIds,
    detail: `staging.${line.reason}`,
  });
}

/** `hazard I17 gas crew 60`; `end hazard I17 gas`. */
function hazardOf(
  verb: 'hazard' | 'endHazard',
  { rest, incidentId: named }: Parsed,
  situation: Situation,
): Intention {
  const type = verb === 'hazard' ? 'SetHazard' : 'EndHazard';
  if (!mayGive(situation.role, type, situation.board)) return problem('notYourRole');
  const incidentId = named ?? situation.incidentId;
  const incident = situation.board.incidents.get(incidentId ?? '');
  if (incident === undefined || incidentId === undefined) return problem('incidentMissing');
  const line = readHazard(rest);
  const list = (type === 'SetHazard' ? hazards : (incident.hazards ?? [])).map(
    one => `${say('en', `hazard.${one}`)} ${say('zh-CN', `hazard.${one}`)}`,
  );
  if (line === undefined || (type === 'EndHazard' && incident.hazards?.includes(line.hazard) !== true))
    return problem('hazardForm', { list: list.join(', ') || '—' });
  const { hazard, reason, minutes } = line;
  const command: WireCommand =
    type === 'SetHazard'
      ? { type, incidentId, hazard, reason, expiresAt: instant(situation.now + minutes * 60_000) }
      : { type, incidentId, hazard };
  return act(verb, [command], { incidentId, detail: `hazard.${hazard}` });
}

function safeOf({ unitIds, incidentId: named }: Parsed, situation: Situation): Intention {
  const { board, role } = situation;
  if (!mayGive(role, 'TellSafe', board)) return problem('notYourRole');
  const waitsFor = board.units
    .get(unitIds[0] ?? '')
    ?.assignmentIds.flatMap(id => board.assignments.get(id) ?? [])
    .findLast(isStaged)?.incidentId;
  const incidentId = named ?? waitsFor ?? situation.incidentId;
  const incident = board.incidents.get(incidentId ?? '');
  if (incident === undefined || incidentId === undefined) return problem('incidentMissing');
  const staged = incident.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter(one => one.endedAt === undefined && (unitIds.length === 0 || unitIds.includes(one.unitId)))
    .filter(one => isStaged(one) || isAdvisedToWait(incident, one));
  const isAheadOfAll = stagingAhead(incident) !== undefined || proposedStaging(incident) !== undefined;
  if (staged.length === 0 && (unitIds.length > 0 || !isAheadOfAll))
    return problem('notStaged', { incident: incidentId });
  return act('safe', [{ type: 'TellSafe', incidentId, ...alone(unitIds) }], {
    incidentId,
    unitIds: staged.map(one => one.unitId),
  });
}

/** On the radio, for a crew whose phone is silent. */
function crewSays(verb: 'staged' | 'heardSafe', parsed: Parsed, { board, role }: Situation): Intention {
  const type = verb === 'staged' ? 'ReportStaged' : 'AcknowledgeSafe';
  if (!mayGive(role, type, board)) return problem('notYourRole');
  const [unitId] = parsed.unitIds;
  if (unitId === undefined) return problem('unitMissing');
  const held = (board.units.get(unitId)?.assignmentIds ?? []).flatMap(id => board.assignments.get(id) ?? []);
  const fits = verb === 'staged' ? isStaged : wantsHearing;
  const about = held.findLast(
    one => fits(one) && (parsed.incidentId === undefined || one.incidentId === parsed.incidentId),
  );
  if (about === undefined) return problem('notStaged', { incident: parsed.incidentId ?? unitId });
  const { incidentId } = about;
  return act(verb, [{ type, unitId, incidentId }], { incidentId, unitIds: [unitId] });
}

/** The call in hand becomes an incident for later; an incident that is named, or in hand, gets another time. */
function laterOf(parsed: Parsed, situation: Situation): Intention {
  const { board, role } = situation;
  if (!mayGive(role, 'ScheduleIncident', board)) return problem('notYourRole');
  const when = readWhen(parsed.rest, situation.now, situation.timeZone);
  if (when === undefined) return problem('whenForm');
  const schedule = { ...when, needAt: instant(when.needAt) };
  const callId = parsed.callId ?? situation.callId;
  const call = callId === undefined || parsed.incidentId !== undefined ? undefined : situation.typed(callId);
  if (call !== undefined && call.incidentId === undefined && call.state !== 'ended')
    return act('later', [{ ...openingOf(call), schedule } as WireCommand], {
      callId: call.callId,
      detail: parsed.rest,
    });
  const incidentId = parsed.incidentId ?? situation.incidentId;
  if (incidentId === undefined || !board.incidents.has(incidentId)) return problem('incidentMissing');
  return act('later', [{ type: 'ScheduleIncident', incidentId, ...schedule }], {
    incidentId,
    detail: parsed.rest,
  });
}

function nowOf({ incidentId: named }: Parsed, { board, incidentId: inHand }: Situation): Intention {
  const incidentId = named ?? inHand;
  const incident = board.incidents.get(incidentId ?? '');
  if (incident === undefined || incidentId === undefined) return problem('incidentMissing');
  if (!isAhead(incident)) return problem('notScheduled', { incident: incidentId });
  return act('now', [{ type: 'ReleaseScheduled', incidentId }], { incidentId });
}

function movedOf(
  { rest, incidentId: named }: Parsed,
  { board, role, incidentId: inHand }: Situation,
): Intention {
  if (!mayGive(role, 'MovePlace', board)) return problem('notYourRole');
  const incidentId = named ?? inHand;
  const incident = board.incidents.get(incidentId ?? '');
  if (incident === undefined || incidentId === undefined) return problem('incidentMissing');
  return { kind: 'move', incidentId, ...readMoving(rest) };
}

/** `merge I17 I9`, `merge I17 into I9`; with one number, the other is the incident in hand. */
function ofTwo(verb: 'link' | 'unlink' | 'merge', parsed: Parsed, situation: Situation): Intention {
  const { board, role, incidentId: inHand } = situation;
  const type = ({ link: 'LinkIncidents', unlink: 'UnlinkIncidents', merge: 'MergeIncidents' } as const)[verb];
  if (!mayGive(role, type, board)) return problem('notYourRole');
  const second = parsed.rest
    .toUpperCase()
    .split(/\s+/)
    .find(word => board.incidents.has(word));
  const [incidentId, otherId] = [parsed.incidentId, second ?? inHand];
  if (incidentId === undefined || otherId === undefined || incidentId === otherId)
    return problem('twoIncidents', { verb });
  const command: WireCommand =
    type === 'MergeIncidents' ? { type, incidentId, intoId: otherId } : { type, incidentId, otherId };
  return act(verb, [command], { incidentId, detail: `merged ${otherId}` });
}

function splitOf({ unitIds, incidentId: named }: Parsed, situation: Situation): Intention {
  const { board, role, incidentId: inHand } = situation;
  if (!mayGive(role, 'SplitIncident', board)) return problem('notYourRole');
  const incidentId = named ?? board.incidents.get(inHand ?? '')?.takenIn?.at(-1)?.incidentId;
  if (incidentId === undefined) return problem('incidentMissing');
  if (board.incidents.get(incidentId)?.merged === undefined)
    return problem('notMerged', { incident: incidentId });
  return act('split', [{ type: 'SplitIncident', incidentId, ...alone(unitIds) }], { incidentId, unitIds });
}
