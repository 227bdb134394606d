import {
  type Incident,
  planDeclineReasons,
  planEndReasons,
  plansInForce,
  plansOf,
  proposedPlans,
  roleCommands,
  standingSteps,
  stepReasons,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { say, type WireCommand } from '@clarion/protocol';
import type { Intention, Situation } from './intention.ts';
import { listedCodes, namedCode } from './named-code.ts';
import type { Parsed } from './parse.ts';
import type { Verb } from './verbs.ts';

const problem = (code: string, params: Readonly<Record<string, string>> = {}): Intention => ({
  kind: 'problem',
  code,
  params,
});

const own = ['plan', 'declinePlan', 'step', 'endPlan'] as const;
type Own = (typeof own)[number];
const isOwn = (verb: Verb): verb is Own => own.some(one => one === verb);

/** What the verbs about emergency plans mean; undefined for any other. */
export function planIntention(verb: Verb, parsed: Parsed, situation: Situation): Intention | undefined {
  if (!isOwn(verb)) return undefined;
  const incidentId = parsed.incidentId ?? situation.incidentId;
  const incident = situation.board.incidents.get(incidentId ?? '');
  if (incidentId === undefined || incident === undefined) return problem('incidentMissing');
  const said = commandOf(verb, incident, parsed.rest.trim(), situation);
  if ('kind' in said) return said;
  if (!roleCommands[situation.role].has(said.type)) return problem('notYourRole');
  return { kind: 'act', verb, commands: [said], incidentId, unitIds: [], doubts: [], detail: parsed.rest };
}

function commandOf(
  verb: Own,
  incident: Incident,
  rest: string,
  situation: Situation,
): WireCommand | Intention {
  const { board, now } = situation;
  const { incidentId } = incident;
  const [proposed] = proposedPlans(board, incident, instant(Math.round(now)));
  const [active] = plansInForce(incident);
  switch (verb) {
    case 'plan': {
      const [word = '', level = ''] = rest.split(/\s+/).filter(one => one !== '');
      const all = [...plansInForce(incident).map(one => one.plan), ...plansOf(board)];
      const plan = word === '' ? proposed : all.find(one => one.planId.toLowerCase() === word.toLowerCase());
      if (plan === undefined)
        return problem('planForm', {
          list: plansOf(board)
            .map(one => one.planId)
            .join(', '),
        });
      const levelId = plan.levels.find(one => one.levelId.toLowerCase() === level.toLowerCase())?.levelId;
      if (level !== '' && levelId === undefined)
        return problem('planForm', {
          list: plan.levels.map(one => `${plan.planId} ${one.levelId}`).join(', '),
        });
      return {
        type: 'ActivatePlan',
        incidentId,
        planId: plan.planId,
        ...(levelId === undefined ? {} : { levelId }),
      };
    }
    case 'declinePlan': {
      const reason = namedCode(rest, planDeclineReasons, 'planDecline');
      if (proposed === undefined) return problem('planForm', { list: '' });
      if (reason === undefined)
        return problem('planReason', { list: listedCodes(planDeclineReasons, 'planDecline') });
      return { type: 'DeclinePlan', incidentId, planId: proposed.planId, reason };
    }
    case 'endPlan': {
      const reason = namedCode(rest, planEndReasons, 'planEnd');
      if (active === undefined) return problem('planNone');
      if (reason === undefined)
        return problem('planReason', { list: listedCodes(planEndReasons, 'planEnd') });
      return { type: 'EndPlan', incidentId, planId: active.plan.planId, reason };
    }
    case 'step': {
      if (active === undefined) return problem('planNone');
      const [, number = '', words = ''] = /^(\d{1,2})\s+(.*)$/.exec(rest) ?? [];
      const steps = standingSteps(incident, active);
      const step = steps.find(one => one.number === Number(number));
      const marks = ['done', 'taken', 'open'] as const;
      const mark = namedCode(words, marks, 'stepMark');
      const about = { type: 'MarkPlanStep', incidentId, planId: active.plan.planId } as const;
      if (step !== undefined && mark !== undefined) return { ...about, stepId: step.step.stepId, mark };
      const not = ['notNeeded', say('en', 'stepMark.notNeeded'), say('zh-CN', 'stepMark.notNeeded')].find(
        one => words.toLowerCase().startsWith(one.toLowerCase()),
      );
      const reason = not && namedCode(words.slice(not.length), stepReasons, 'stepReason');
      if (step === undefined || !reason)
        return problem('stepForm', { list: listedCodes(stepReasons, 'stepReason') });
      return { ...about, stepId: step.step.stepId, mark: 'notNeeded', reason };
    }
  }
}
