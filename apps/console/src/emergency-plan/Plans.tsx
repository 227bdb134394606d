import {
  type ActivePlan,
  type EmergencyPlan,
  type Incident,
  type PlanDeclineReason,
  type PlanEndReason,
  planDeclineReasons,
  planEndReasons,
  plansInForce,
  plansOf,
  proposedPlans,
  standingSteps,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Choose } from '../major/Choose.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { StepRow } from './StepRow.tsx';

/** Plans that are proposed, and those that the incident goes by, each with its checklist. */
export function Plans({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick, tick => Math.floor(tick / 1000) * 1000);
  const proposed = proposedPlans(board, incident, instant(now));
  const active = plansInForce(incident);
  const others = plansOf(board).filter(
    one => !proposed.includes(one) && !active.some(({ plan }) => plan.planId === one.planId),
  );
  return (
    <section className="plans" aria-label={w('emergencyPlan.title')} data-plans={incident.incidentId}>
      <h3>{w('emergencyPlan.title')}</h3>
      {proposed.map(plan => (
        <Proposed key={plan.planId} incident={incident} plan={plan} />
      ))}
      {active.map(one => (
        <InForce key={one.plan.planId} incident={incident} active={one} now={now} />
      ))}
      {proposed.length + active.length === 0 && <p className="faint">{w('emergencyPlan.none')}</p>}
      {others.length > 0 && may(console, 'ActivatePlan') && <Another incident={incident} plans={others} />}
    </section>
  );
}

function Proposed({ incident, plan }: { readonly incident: Incident; readonly plan: EmergencyPlan }) {
  const console = useConsole();
  const w = useSpeech();
  const { incidentId } = incident;
  const { planId } = plan;
  const [levelId, setLevel] = useState(plan.levels[0]?.levelId ?? '');
  const [reason, setReason] = useState<PlanDeclineReason>(planDeclineReasons[0]);
  return (
    <div className="plan-proposed" role="status" data-proposed={planId}>
      <b>{w('emergencyPlan.proposed', { plan: w.named(plan.names) || planId })}</b>
      {may(console, 'ActivatePlan') && (
        <form
          className="streets-how"
          onSubmit={event => {
            event.preventDefault();
            void carryOut(console, { type: 'ActivatePlan', incidentId, planId, levelId });
          }}
        >
          <Choose
            label={w('emergencyPlan.level')}
            value={levelId}
            options={plan.levels.map(one => [one.levelId, w.named(one.names) || one.levelId] as const)}
            onChange={setLevel}
            spot="plan-level"
          />
          <button type="submit" className="button button-small button-strong" data-do="activatePlan">
            {w('emergencyPlan.activate')}
          </button>
        </form>
      )}
      {may(console, 'DeclinePlan') && (
        <form
          className="streets-how push"
          onSubmit={event => {
            event.preventDefault();
            void carryOut(console, { type: 'DeclinePlan', incidentId, planId, reason });
          }}
        >
          <Choose
            label={w('emergencyPlan.why')}
            value={reason}
            options={planDeclineReasons.map(one => [one, w(`planDecline.${one}`)] as const)}
            onChange={setReason}
          />
          <button type="submit" className="button button-small" data-do="declinePlan">
            {w('emergencyPlan.decline')}
          </button>
        </form>
      )}
    </div>
  );
}

function InForce(props: { readonly incident: Incident; readonly active: ActivePlan; readonly now: number }) {
  const console = useConsole();
  const w = useSpeech();
  const { incident, active, now } = props;
  const { plan, version, levelId, levels, by } = active;
  const { incidentId } = incident;
  const { planId, contacts = [] } = plan;
  const [reason, setReason] = useState<PlanEndReason>(planEndReasons[0]);
  const steps = standingSteps(incident, active);
  const open = steps.filter(one => one.isOpen);
  const overdue = open.filter(({ dueAt }) => dueAt !== undefined && now >= dueAt);
  const name = w.named(plan.names) || planId;
  const level = w.named(plan.levels.find(one => one.levelId === levelId)?.names) || levelId;
  const since = levels.find(one => one.levelId === levelId)?.since ?? active.since;
  return (
    <div data-plan={planId}>
      <div className="plan-head">
        <b>{name}</b>
        <span className="faint">
          {w('emergencyPlan.since', { level, version, by: by.id, time: w.time(since) })}
        </span>
        <span className={`tag${overdue.length > 0 ? ' tag-late' : ''}`} data-open-steps={open.length}>
          {w('emergencyPlan.left', { open: open.length, overdue: overdue.length })}
        </span>
        {may(console, 'EndPlan') && (
          <details className="plan-more">
            <summary>
              {w('emergencyPlan.level')} · {w('emergencyPlan.end')}
            </summary>
            <div className="streets-how">
              {plan.levels.length > 1 && (
                <Choose
                  label={w('emergencyPlan.level')}
                  value={levelId}
                  options={plan.levels.map(one => [one.levelId, w.named(one.names) || one.levelId] as const)}
                  onChange={to =>
                    void carryOut(console, { type: 'ActivatePlan', incidentId, planId, levelId: to })
                  }
                  spot="plan-level-now"
                />
              )}
              <Choose
                label={w('emergencyPlan.why')}
                value={reason}
                options={planEndReasons.map(one => [one, w(`planEnd.${one}`)] as const)}
                onChange={setReason}
              />
              <button
                type="button"
                className="button button-small"
                data-do="endPlan"
                onClick={() => void carryOut(console, { type: 'EndPlan', incidentId, planId, reason })}
              >
                {w('emergencyPlan.end')}
              </button>
            </div>
          </details>
        )}
      </div>
      <ol className="plan-steps" aria-label={w('emergencyPlan.steps', { plan: name })}>
        {steps.map(one => (
          <StepRow key={one.step.stepId} standing={one} now={now} />
        ))}
      </ol>
      {contacts.length > 0 && (
        <p className="plan-contacts">
          {w('emergencyPlan.contacts')}:{' '}
          {contacts.map(({ contactId, names, line }) => (
            <span key={contactId}>
              {w.named(names) || contactId} <b className="numeric">{line}</b>{' '}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function Another(props: { readonly incident: Incident; readonly plans: readonly EmergencyPlan[] }) {
  const console = useConsole();
  const w = useSpeech();
  const { plans } = props;
  const { incidentId } = props.incident;
  const [chosen, setChosen] = useState('');
  const planId = plans.find(one => one.planId === chosen)?.planId ?? plans[0]!.planId;
  return (
    <form
      className="streets-how"
      onSubmit={event => {
        event.preventDefault();
        void carryOut(console, { type: 'ActivatePlan', incidentId, planId });
      }}
    >
      <Choose
        label={w('emergencyPlan.other')}
        value={planId}
        options={plans.map(one => [one.planId, w.named(one.names) || one.planId] as const)}
        onChange={setChosen}
        spot="plan-other"
      />
      <button type="submit" className="button button-small" data-do="activateOther">
        {w('emergencyPlan.activate')}
      </button>
    </form>
  );
}
