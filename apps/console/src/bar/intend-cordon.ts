import { type Cordon, cordonsInForce, mayGive } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { readCordonLine } from '../cordon/cordoning.ts';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about cordons mean; undefined for any other. */
export function cordonIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  if (verb !== 'cordon' && verb !== 'liftCordon' && verb !== 'holdPoint') return undefined;
  if (!mayGive(situation.role, 'SetCordon', situation.board)) return problem('notYourRole');
  if (verb === 'cordon') return beginning(parsed, situation);
  const { board, now } = situation;
  const inForce = cordonsInForce(board, instant(now));
  const incidentId = parsed.incidentId ?? situation.incidentId;
  const own = inForce.find(cordon => cordon.incidentId === incidentId);
  return verb === 'liftCordon' ? lifting(parsed, inForce, own) : holding(parsed, own);
}

function beginning(parsed: Parsed, { board, incidentId: inHand }: Situation): Intention {
  const incident = board.incidents.get(parsed.incidentId ?? inHand ?? '');
  if (incident === undefined) return problem('incidentMissing');
  const { incidentId } = incident;
  if (incident.state === 'closed') return problem('cordonIncidentClosed', { incident: incidentId });
  if (incident.place === undefined) return problem('cordonNoPlace', { incident: incidentId });
  const line = readCordonLine(parsed.rest);
  return line === undefined ? problem('cordonForm') : { kind: 'cordon', incidentId, line };
}

function lifting(parsed: Parsed, inForce: readonly Cordon[], own: Cordon | undefined): Intention {
  const named = parsed.rest.toUpperCase();
  const cordon = named === '' ? own : inForce.find(one => one.cordonId === named);
  if (cordon === undefined) return problem('cordonMissing');
  const { cordonId, incidentId } = cordon;
  return {
    kind: 'act',
    verb: 'liftCordon',
    commands: [{ type: 'LiftCordon', cordonId }],
    unitIds: [],
    incidentId,
    detail: cordonId,
    doubts: [],
  };
}

function holding(parsed: Parsed, cordon: Cordon | undefined): Intention {
  const { unitIds, rest } = parsed;
  if (cordon === undefined) return problem('cordonMissing');
  if (unitIds.length === 0) return problem('unitMissing');
  const { cordonId, incidentId } = cordon;
  const point = cordon.points[Number(rest) - 1];
  if (!/^[1-9]\d*$/.test(rest) || point === undefined)
    return problem('pointMissing', { cordon: cordonId, most: String(cordon.points.length) });
  return {
    kind: 'act',
    verb: 'holdPoint',
    commands: [
      {
        type: 'AssignUnits',
        incidentId,
        unitIds: [...unitIds],
        displayed: [],
        point: { cordonId, node: point.node },
      },
    ],
    unitIds,
    incidentId,
    detail: `${cordonId}-${rest}`,
    doubts: [],
  };
}
