import { type Board, type Incident, lastUndoable, mayGive, type UnitStatus } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { WireCommand } from '@clarion/protocol';
import { readClosing } from '../streets/closing.ts';
import { readSlowing } from '../streets/slowing.ts';
import { longestRinging, openingOf, placingOf } from './commands.ts';
import { dispositionOf } from './disposition.ts';
import { callBackIntention } from './intend-call-back.ts';
import { cardIntention } from './intend-card.ts';
import { cordonIntention } from './intend-cordon.ts';
import { crewIntention } from './intend-crews.ts';
import { drillIntention } from './intend-drill.ts';
import { floorIntention } from './intend-floor.ts';
import { handOverIntention } from './intend-hand-over.ts';
import { incidentIntention } from './intend-incidents.ts';
import { majorIntention } from './intend-major.ts';
import { moveUpIntention } from './intend-move-up.ts';
import { planIntention } from './intend-plan.ts';
import { replayIntention } from './intend-replay.ts';
import { transferIntention } from './intend-transfer.ts';
import { watchIntention } from './intend-watch.ts';
import type { Doubt, Intention, Situation } from './intention.ts';
import { clockToday } from './paper-time.ts';
import type { Parsed } from './parse.ts';
import { statusVerbs, type Verb } from './verbs.ts';

/** Farther than this is nobody's first choice. */
const FAR_MS = 20 * 60_000;
/** A place this vague wants a second look before units go. */
const ROUGH_M = 500;

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What a read line would do, with what speaks against it. Changes nothing. */
export function intend(parsed: Parsed, situation: Situation): Intention {
  const { board } = situation;
  if (parsed.paper !== undefined) {
    const happenedAt = clockToday(parsed.paper.clock, situation.now, situation.timeZone);
    if (parsed.paper.card === '' || happenedAt === undefined) return problem('paperForm');
    const { paper: _, ...line } = parsed;
    const inner = intend(line, situation);
    if (inner.kind !== 'act') return inner.kind === 'problem' ? inner : problem('paperForm');
    return { ...inner, onPaper: { happenedAt: instant(happenedAt), card: parsed.paper.card } };
  }
  if (parsed.unknown !== undefined) return problem('unknownVerb', { word: parsed.unknown });
  const incidentId = parsed.incidentId ?? situation.incidentId;
  const incident = incidentId === undefined ? undefined : board.incidents.get(incidentId);
  const { verb, unitIds } = parsed;
  if (verb === undefined) return bare(parsed);
  if (statusVerbs.has(verb)) {
    if (unitIds.length === 0) return problem('unitMissing');
    return statusOf(verb, verb as UnitStatus, parsed, board);
  }
  switch (verb) {
    case 'dispatch':
      if (unitIds.length === 0) return problem('unitMissing');
      if (incident === undefined) return problem('incidentMissing');
      return dispatchOf(unitIds, incident, situation);
    case 'release': {
      const unitId = unitIds[0];
      if (unitId === undefined) return problem('unitMissing');
      return act(
        verb,
        unitIds.flatMap(id => releaseOf(id, parsed.incidentId, board)),
        { unitIds, doubts: [] },
        'unitNotAssigned',
        {
          unit: unitId,
        },
      );
    }
    case 'note':
      if (incidentId === undefined) return problem('incidentMissing');
      if (parsed.rest === '') return problem('textMissing');
      return act(verb, [{ type: 'AddNote', incidentId, text: parsed.rest }], {
        incidentId,
        detail: parsed.rest,
      });
    case 'close': {
      if (incident === undefined) return problem('incidentMissing');
      const disposition = dispositionOf(parsed.rest);
      if (disposition === undefined) return problem('dispositionMissing');
      return act(verb, [{ type: 'CloseIncident', incidentId: incident.incidentId, disposition }], {
        incidentId: incident.incidentId,
        detail: `disposition.${disposition}`,
        doubts: incident.state === 'closed' ? [{ code: 'closed', incidentId: incident.incidentId }] : [],
      });
    }
    case 'reopen':
      if (incidentId === undefined) return problem('incidentMissing');
      return act(verb, [{ type: 'ReopenIncident', incidentId }], { incidentId });
    case 'find':
      if (parsed.incidentId !== undefined && parsed.rest === '')
        return { kind: 'go', incidentId: parsed.incidentId };
      return parsed.rest === '' ? problem('textMissing') : { kind: 'find', query: findText(parsed) };
    case 'answer':
      return answerOf(parsed, situation);
    case 'end': {
      const callId = parsed.callId ?? situation.callId;
      if (callId === undefined) return problem('callMissing');
      return act(verb, [{ type: 'EndCall', callId }], { callId });
    }
    case 'open': {
      const callId = parsed.callId ?? situation.callId;
      if (callId === undefined) return problem('callMissing');
      if (board.calls.get(callId)?.incidentId !== undefined)
        return problem('releasedAlready', { call: callId });
      const call = situation.typed(callId);
      if (call === undefined) return problem('callMissing');
      return act(verb, [openingOf(call)], { callId });
    }
    case 'attach': {
      const callId = parsed.callId ?? situation.callId;
      if (callId === undefined) return problem('callMissing');
      if (incidentId === undefined) return problem('incidentMissing');
      return act(verb, [{ type: 'AttachCall', callId, incidentId }], { callId, incidentId });
    }
    case 'detach': {
      const callId = parsed.callId ?? situation.callId;
      return callId === undefined
        ? problem('callMissing')
        : act(verb, [{ type: 'DetachCall', callId }], { callId });
    }
    case 'read': {
      const callId = parsed.callId ?? situation.callId;
      return callId === undefined
        ? problem('callMissing')
        : act(verb, [{ type: 'ReadCall', callId }], { callId });
    }
    case 'confirmLocation': {
      const { callId, reportedPlace: place } = situation;
      if (callId === undefined) return problem('callMissing');
      if (place === undefined) return problem('locationMissing');
      return act(verb, [{ type: 'AmendCall', callId, fields: { place } }], { callId });
    }
    case 'undo': {
      const last = lastUndoable(board, situation.operatorId);
      if (last === undefined) return problem('nothingToUndo');
      return act(verb, [{ type: 'Undo', seq: last.seq }], { detail: `entry.${last.type}` });
    }
    case 'place': {
      const unitId = unitIds[0];
      if (unitId === undefined) return problem('unitMissing');
      const at = /(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)/.exec(parsed.rest);
      if (at === null) return { kind: 'pickPlace', unitId };
      return act(verb, [placingOf(unitId, [Number(at[1]), Number(at[2])], situation.now)], {
        unitIds: [unitId],
      });
    }
    case 'trust': {
      const unitId = unitIds[0];
      return unitId === undefined
        ? problem('unitMissing')
        : act(verb, [{ type: 'TrustPosition', unitId }], { unitIds });
    }
    case 'closeStreet': {
      if (!mayGive(situation.role, 'CloseStreet', situation.board)) return problem('notYourRole');
      const line = readClosing(parsed.rest);
      const at = parsed.incidentId === undefined ? undefined : incident?.place?.at;
      return { kind: 'closeStreet', line, ...(at === undefined ? {} : { at }) };
    }
    case 'reopenStreet': {
      const closureId = parsed.rest.toUpperCase();
      if (!board.closures.has(closureId)) return problem('closureMissing');
      return act(verb, [{ type: 'ReopenStreet', closureId }], { detail: closureId });
    }
    case 'slowStreet': {
      if (!mayGive(situation.role, 'ChangeSpeed', situation.board)) return problem('notYourRole');
      const at = parsed.incidentId === undefined ? undefined : incident?.place?.at;
      return { kind: 'slowStreet', line: readSlowing(parsed.rest), ...(at === undefined ? {} : { at }) };
    }
    case 'restoreSpeed': {
      const speedId = parsed.rest.toUpperCase();
      if (!board.speeds.has(speedId)) return problem('speedMissing');
      return act(verb, [{ type: 'RestoreSpeed', speedId }], { detail: speedId });
    }
    case 'replay':
      return replayIntention(parsed, situation);
    default:
      return (
        cordonIntention(verb, parsed, situation) ??
        floorIntention(verb, parsed, situation) ??
        majorIntention(verb, parsed, situation) ??
        planIntention(verb, parsed, situation) ??
        cardIntention(verb, parsed, situation) ??
        callBackIntention(verb, parsed, situation) ??
        transferIntention(verb, parsed, situation) ??
        watchIntention(verb, parsed, situation) ??
        handOverIntention(verb, parsed, situation) ??
        incidentIntention(verb, parsed, situation) ??
        moveUpIntention(verb, parsed, situation) ??
        crewIntention(verb, parsed, situation) ??
        drillIntention(verb, parsed, situation) ??
        problem('unknownVerb', { word: verb })
      );
  }
}

function act(
  verb: Verb,
  commands: readonly WireCommand[],
  more: Partial<Extract<Intention, { kind: 'act' }>>,
  none = 'nothingToDo',
  params: Readonly<Record<string, string>> = {},
): Intention {
  if (commands.length === 0) return problem(none, params);
  return { kind: 'act', verb, commands, unitIds: [], doubts: [], ...more };
}

function bare(parsed: Parsed): Intention {
  if (parsed.incidentId !== undefined) return { kind: 'go', incidentId: parsed.incidentId };
  if (parsed.callId !== undefined) return { kind: 'go', callId: parsed.callId };
  if (parsed.unitIds.length === 1) return { kind: 'go', unitId: parsed.unitIds[0]! };
  return parsed.unitIds.length > 1 ? problem('verbMissing') : { kind: 'empty' };
}

const findText = (parsed: Parsed) =>
  [parsed.incidentId, parsed.rest].filter(part => part !== undefined).join(' ');

function dispatchOf(unitIds: readonly string[], incident: Incident, situation: Situation): Intention {
  const { board } = situation;
  const doubts: Doubt[] = [];
  let also = false;
  for (const unitId of unitIds) {
    const unit = board.units.get(unitId);
    const open = (unit?.assignmentIds ?? []).map(id => board.assignments.get(id));
    const elsewhere = open.find(one => one !== undefined && one.incidentId !== incident.incidentId);
    if (elsewhere !== undefined) {
      also = true;
      doubts.push({ code: 'assignedElsewhere', unitId, incidentId: elsewhere.incidentId });
    }
    if (unit?.status === 'outOfService') doubts.push({ code: 'outOfService', unitId });
    if (unit?.doubt !== undefined) doubts.push({ code: 'positionDoubtful', unitId });
    const travelTimeMs = situation.travelTimeMs(unitId, incident.incidentId);
    if (travelTimeMs === undefined) doubts.push({ code: 'etaUnknown', unitId });
    else if (travelTimeMs > FAR_MS) doubts.push({ code: 'far', unitId, travelTimeMs });
  }
  const incidentId = incident.incidentId;
  if (incident.state === 'closed') doubts.push({ code: 'closed', incidentId });
  if (incident.place === undefined) doubts.push({ code: 'noPlace', incidentId });
  else if (!incident.place.verified && incident.place.uncertaintyM > ROUGH_M)
    doubts.push({ code: 'roughPlace', incidentId, uncertaintyM: incident.place.uncertaintyM });
  return {
    kind: 'act',
    verb: 'dispatch',
    unitIds,
    incidentId,
    doubts,
    // Typed by hand: nothing was displayed to choose from.
    commands: [
      {
        type: 'AssignUnits',
        incidentId,
        unitIds: [...unitIds],
        displayed: [],
        ...(also ? { alsoAssigned: true } : {}),
      },
    ],
  };
}

function statusOf(verb: Verb, status: UnitStatus, parsed: Parsed, board: Board): Intention {
  const doubts: Doubt[] = [];
  for (const unitId of parsed.unitIds) {
    const open = (board.units.get(unitId)?.assignmentIds ?? []).map(
      id => board.assignments.get(id)?.incidentId,
    );
    const named = parsed.incidentId;
    if (named !== undefined && !open.includes(named))
      doubts.push({ code: 'notAssigned', unitId, incidentId: named });
  }
  const current = board.units.get(parsed.unitIds[0]!)?.assignmentIds.at(-1);
  const about =
    parsed.incidentId ?? (current === undefined ? undefined : board.assignments.get(current)?.incidentId);
  return {
    kind: 'act',
    verb,
    unitIds: parsed.unitIds,
    ...(about === undefined ? {} : { incidentId: about }),
    doubts,
    commands: parsed.unitIds.map(unitId => ({
      type: 'ReportStatus',
      unitId,
      status,
      ...(parsed.incidentId === undefined ? {} : { incidentId: parsed.incidentId }),
    })),
  };
}

function releaseOf(unitId: string, incidentId: string | undefined, board: Board): readonly WireCommand[] {
  const open = (board.units.get(unitId)?.assignmentIds ?? []).flatMap(id => board.assignments.get(id) ?? []);
  const one = incidentId === undefined ? open.at(-1) : open.find(each => each.incidentId === incidentId);
  return one === undefined ? [] : [{ type: 'ReleaseUnit', unitId, incidentId: one.incidentId }];
}

function answerOf(parsed: Parsed, situation: Situation): Intention {
  const { board } = situation;
  const callId = parsed.callId ?? situation.toAnswer ?? longestRinging(board);
  if (callId === undefined) return act('answer', [{ type: 'AnswerCall' }], { detail: 'bar.newCall' });
  return act('answer', [{ type: 'AnswerCall', callId }], { callId });
}
