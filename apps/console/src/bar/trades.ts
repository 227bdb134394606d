import { mayGive, type PreemptionReason, preemptionReasons } from '@clarion/dispatch';
import { say, type WireCommand } from '@clarion/protocol';
import type { Intention, Situation } from './intention.ts';
import type { Parsed } from './parse.ts';

type Trade = 'stack' | 'preempt' | 'divert' | 'swap' | 'exchange' | 'join';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

/** What the verbs about who is on what mean: behind it, instead of it, or in the place of another. */
export function tradeIntention(verb: Trade, parsed: Parsed, situation: Situation): Intention {
  const { board, role } = situation;
  if (!mayGive(role, 'AssignUnits', board)) return problem('notYourRole');
  const { unitIds } = parsed;
  const [first, second, ...more] = unitIds;
  if (first === undefined) return problem('unitMissing');
  const act = (command: WireCommand, about?: string, detail?: string): Intention => ({
    kind: 'act',
    verb,
    commands: [command],
    unitIds,
    doubts: [],
    ...(about === undefined ? {} : { incidentId: about }),
    ...(detail === undefined ? {} : { detail }),
  });
  if (verb === 'swap' || verb === 'exchange') {
    if (second === undefined || more.length > 0) return problem('twoUnits');
    if (verb === 'swap') return act({ type: 'SwapUnits', unitId: first, otherUnitId: second });
    const current = board.assignments.get(board.units.get(first)?.assignmentIds.at(-1) ?? '')?.incidentId;
    const incidentId = parsed.incidentId ?? current;
    if (incidentId === undefined) return problem('unitNotAssigned', { unit: first });
    return act({ type: 'ExchangeUnit', incidentId, outUnitId: first, inUnitId: second }, incidentId);
  }
  const incidentId = parsed.incidentId ?? situation.incidentId;
  if (incidentId === undefined || !board.incidents.has(incidentId)) return problem('incidentMissing');
  if (verb === 'join') return act({ type: 'JoinIncident', unitId: first, incidentId }, incidentId);
  const sending = { type: 'AssignUnits' as const, incidentId, unitIds: [...unitIds], displayed: [] };
  if (verb === 'stack') return act({ ...sending, stacked: true }, incidentId);
  const usual = verb === 'divert' ? 'nearest' : 'moreUrgent';
  const reason = parsed.rest === '' ? usual : preemptionReasonOf(parsed.rest);
  if (reason === undefined) {
    const list = preemptionReasons.map(
      one => `${say('en', `preempt.${one}`)} ${say('zh-CN', `preempt.${one}`)}`,
    );
    return problem('preemptReason', { list: list.join(', ') });
  }
  const leaving = verb === 'divert' ? { diverted: true, divertedFor: reason } : { preempted: reason };
  return act({ ...sending, ...leaving }, incidentId, `preempt.${reason}`);
}

function preemptionReasonOf(text: string): PreemptionReason | undefined {
  const wanted = text.trim().toLowerCase();
  return preemptionReasons.find(one =>
    [one, say('en', `preempt.${one}`), say('zh-CN', `preempt.${one}`)].some(
      word => word.toLowerCase() === wanted,
    ),
  );
}
