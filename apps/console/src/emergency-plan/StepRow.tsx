import { isOverdue, type StandingStep, type StepReason, stepReasons, unitOfStep } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { WireCommand } from '@clarion/protocol';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** An order that goes with a step is to be acknowledged within this. */
const ORDER_MS = 5 * 60_000;

/** One step: what is done, by whom, how much of its time is left, and what was said of it. */
export function StepRow({ standing, now }: { readonly standing: StandingStep; readonly now: number }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const { incident, active, step, number, dueAt, mark, isOpen } = standing;
  const { stepId, role, order, deskId } = step;
  const { incidentId } = incident;
  const text = w.named(step.names) || stepId;
  const unitId = unitOfStep(board, standing);
  const say = (more: Pick<Extract<WireCommand, { type: 'MarkPlanStep' }>, 'mark' | 'reason'>) =>
    void carryOut(console, {
      type: 'MarkPlanStep',
      incidentId,
      planId: active.plan.planId,
      stepId,
      ...more,
    });
  const named = (what: string) => w('emergencyPlan.mark', { mark: what, step: text });
  const late = isOverdue(standing, instant(now));
  return (
    <li className={isOpen ? '' : 'plan-settled'} data-step={stepId} data-mark={mark?.mark ?? 'open'}>
      <span className="numeric faint">{number}</span>
      <span className="plan-what">{text}</span>
      <span className="plan-said faint">
        {[
          role !== undefined && w(`commandRole.${role}`),
          unitId,
          deskId,
          mark !== undefined &&
            w('emergencyPlan.markedBy', {
              mark: w(`stepMark.${mark.mark}`),
              time: w.time(mark.at),
              by: mark.unitId ?? mark.by.id,
            }),
          mark?.reason !== undefined && w(`stepReason.${mark.reason}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="plan-clock numeric">
        {isOpen && dueAt !== undefined && (
          <span className={`tag${late ? ' tag-late' : ''}`}>
            {late
              ? w('major.overdue', { since: duration(now - dueAt) })
              : w('major.due', { left: duration(dueAt - now) })}
          </span>
        )}
        {!isOpen && <span className="tag tag-safe">✓ {w(`stepMark.${mark!.mark}`)}</span>}
      </span>
      <span className="plan-does">
        {may(console, 'MarkPlanStep') && isOpen && (
          <>
            <button
              type="button"
              className="button button-small"
              data-do="stepDone"
              aria-label={named(w('emergencyPlan.done'))}
              onClick={() => say({ mark: 'done' })}
            >
              {w('emergencyPlan.done')}
            </button>
            {mark === undefined && (
              <button
                type="button"
                className="button button-small"
                data-do="stepTaken"
                aria-label={named(w('emergencyPlan.taken'))}
                onClick={() => say({ mark: 'taken' })}
              >
                {w('emergencyPlan.taken')}
              </button>
            )}
            {order !== undefined && unitId !== undefined && may(console, 'GiveOrder') && (
              <button
                type="button"
                className="button button-small"
                data-do="stepOrder"
                aria-label={`${named(w('emergencyPlan.order'))} ${unitId}`}
                onClick={() =>
                  void carryOut(console, {
                    type: 'GiveOrder',
                    incidentId,
                    unitId,
                    order,
                    dueAt: instant(Math.round(console.now() + ORDER_MS)),
                  })
                }
              >
                {w('emergencyPlan.order')}
              </button>
            )}
            <select
              value=""
              aria-label={named(w('emergencyPlan.notNeeded'))}
              data-field="step-not-needed"
              onChange={event => say({ mark: 'notNeeded', reason: event.target.value as StepReason })}
            >
              <option value="">{w('emergencyPlan.notNeeded')}</option>
              {stepReasons.map(one => (
                <option key={one} value={one}>
                  {w(`stepReason.${one}`)}
                </option>
              ))}
            </select>
          </>
        )}
        {may(console, 'MarkPlanStep') && !isOpen && (
          <button
            type="button"
            className="button button-small"
            data-do="stepOpen"
            aria-label={named(w('stepMark.open'))}
            onClick={() => say({ mark: 'open' })}
          >
            ↺
          </button>
        )}
      </span>
    </li>
  );
}
