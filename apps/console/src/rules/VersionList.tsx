import type { PublishedRules } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Differences } from './Differences.tsx';
import { useReadOnly } from './Fields.tsx';
import { ReplayResult } from './ReplayResult.tsx';
import { useRules } from './rules-desk.ts';

/** Every version that the board keeps, the newest first, and at the bottom what they all lie on. */
export function VersionList() {
  const desk = useRules();
  const w = useSpeech();
  const { published, adopted, inForceId } = useCell(desk.answer)!;
  return (
    <section aria-label={w('rules.versions')}>
      <h2 data-focus="versions" tabIndex={-1}>
        {w('rules.versions')}
      </h2>
      <ul className="plan-deployments">
        {published.map(one => (
          <Version key={one.rulesId} one={one} inForce={one.rulesId === inForceId} />
        ))}
        <li data-rules="adopted" data-state={inForceId === null ? 'inForce' : 'beneath'}>
          {w('rules.adopted', { version: adopted.version })}
        </li>
      </ul>
    </section>
  );
}

function Version({ one, inForce }: { readonly one: PublishedRules; readonly inForce: boolean }) {
  const desk = useRules();
  const w = useSpeech();
  const session = useCell(desk.session)!;
  const replaying = useCell(desk.replaying);
  const answer = useCell(desk.answer)!;
  const readOnly = useReadOnly();
  const { rulesId, state, by, since, startsAt, reason, replay, approvedBy } = one;
  const mine = by.id === session.operatorId;
  const isOpen = state === 'drafted' || state === 'approved';
  const isReplayed = replay?.against === answer.inForce.version;
  const isRunning = replaying?.rulesId === rulesId;
  const button = (type: 'ApproveRules' | 'WithdrawRules' | 'RollBackRules') => (
    <button
      type="button"
      className={`button${type === 'ApproveRules' ? ' button-strong' : ''}`}
      data-do={type}
      onClick={() => void desk.send({ type, rulesId })}
    >
      {w(`command.${type}`)}
    </button>
  );
  return (
    <li data-rules={rulesId} data-state={inForce ? 'inForce' : state}>
      <p>
        <b>{rulesId}</b>{' '}
        <span className={`tag${inForce ? ' tag-released' : isOpen ? ' tag-warn' : ''}`}>
          {w(
            inForce
              ? 'plan.state.inForce'
              : state === 'begun'
                ? 'rules.state.beneath'
                : `rules.state.${state}`,
          )}
        </span>{' '}
        {one.version !== undefined && <>{w('rules.version', { version: one.version })} · </>}
        {w(`rules.reason.${reason}`)}
      </p>
      <p className="faint">
        {w('rules.by', { by: by.id, since: w.date(since) })}
        {approvedBy !== undefined && ` · ${w('plan.publish.approvedBy', { by: approvedBy.id })}`}
        {startsAt !== undefined && ` · ${w('rules.starts', { start: w.date(startsAt) })}`}
        {one.begunAt !== undefined && ` · ${w('rules.begun', { at: w.date(one.begunAt) })}`}
      </p>
      <details open={state === 'drafted' || state === 'approved'}>
        <summary>{w('rules.differences')}</summary>
        <Differences was={desk.beneath(one)} now={desk.configurationOf(one)} />
      </details>
      {replay !== undefined && <ReplayResult replay={replay} named={answer.inForce} isOpen={isOpen} />}
      {isRunning && (
        <p className="plan-row" role="status">
          <progress
            max={Math.max(1, replaying.of)}
            value={replaying.done}
            aria-label={w('rules.replaying')}
          />
          {w('rules.replayingSo', { done: replaying.done, of: replaying.of })}
        </p>
      )}
      {!readOnly && (
        <div className="plan-row">
          {state === 'drafted' && (
            <button
              type="button"
              className="button"
              data-do="replay"
              disabled={replaying !== null}
              onClick={() => void desk.replay(rulesId)}
            >
              {w('rules.replay')}
            </button>
          )}
          {state === 'drafted' && !mine && isReplayed && button('ApproveRules')}
          {state === 'drafted' && (mine || !isReplayed) && (
            <span className="faint">{w(isReplayed ? 'rules.needsOther' : 'rules.needsReplay')}</span>
          )}
          {isOpen && (mine || session.role === 'commander') && button('WithdrawRules')}
          {inForce && button('RollBackRules')}
          {!inForce && (
            <button
              type="button"
              className="button"
              data-do="take"
              onClick={() => desk.take({ ...desk.configurationOf(one), version: answer.inForce.version })}
            >
              {w('rules.take')}
            </button>
          )}
        </div>
      )}
    </li>
  );
}
