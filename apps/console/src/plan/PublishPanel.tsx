import type { PublishedDeployment } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { WireCommand } from '@clarion/protocol';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { saidCosts } from './costs.ts';
import { deploymentOf } from './deployment-of.ts';
import { areasOfDivision, divisionFigures } from './division.ts';
import { MoveUpForm } from './MoveUpForm.tsx';
import { firstChoice, policyOf } from './move-up-form.ts';
import { variantName } from './PlanTop.tsx';
import { usePlanner } from './planner.ts';
import { percent } from './shown.ts';
import { isUnchanged, postsOfService } from './variant.ts';

const LOOK_EVERY_MS = 2000;
const MINUTE_MS = 60_000;

/** What the floor would get, from when; who approves; and what became of what was published before. */
export function PublishPanel() {
  const planner = usePlanner();
  const w = useSpeech();
  const desk = useCell(planner.desk);
  const ground = useCell(planner.ground)!;
  const answer = useCell(planner.deployments);
  const changes = planner.changes();
  const [inMinutes, setInMinutes] = useState(30);
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const [levelId, setLevel] = useState('');
  const [moves, setMoves] = useState(() => firstChoice(ground));
  useEffect(() => {
    void planner.readDeployments();
    const timer = setInterval(() => void planner.readDeployments(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [planner]);
  const variant = planner.current();
  const posts = postsOfService(variant, ground, desk.agency);
  // A table is of the posts for which it was made.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is the reason
  useEffect(() => setMoves(now => ({ ...now, tables: {} })), [variant]);
  const isTableMissing = moves.rule === 'table' && Object.keys(moves.tables).length === 0;

  const send = async (command: WireCommand) => {
    const sent = await planner.request.post('/api/commands', { commandId: crypto.randomUUID(), command });
    planner.fault.set(sent.ok ? undefined : sent.error);
    await planner.readDeployments();
    return sent.ok;
  };
  // Whoever publishes areas needs the cells that they are of.
  const { dividing } = planner;
  const cells = useCell(dividing.ground);
  const hasAreas = variant.areas !== undefined;
  useEffect(() => {
    if (hasAreas) void dividing.load();
  }, [dividing, hasAreas]);
  const division = hasAreas && cells !== undefined ? dividing.own() : undefined;
  const plannedAreas = () =>
    division === undefined || cells === undefined ? undefined : areasOfDivision(cells, division);
  const draft = async () => {
    const startsAt = instant((answer?.now ?? ground.now) + inMinutes * MINUTE_MS);
    const deployment = deploymentOf(variant, ground, {
      startsAt,
      agency: desk.agency,
      held,
      moveUp: policyOf(moves),
      areas: plannedAreas(),
      costs: saidCosts(planner.costs.get()),
      ...(levelId === '' ? {} : { levelId }),
    });
    if (await send({ type: 'DraftDeployment', deployment })) planner.told.set(w('plan.publish.drafted'));
  };
  return (
    <>
      <h3>{w('plan.publish.what', { plan: variantName(desk.variantId, w) })}</h3>
      {isUnchanged(changes) && !hasAreas && <p className="plan-empty">{w('plan.publish.same')}</p>}
      <MoveUpForm choice={moves} onChoice={setMoves} />
      {(!isUnchanged(changes) || moves.rule !== 'keep' || hasAreas) && (
        <>
          <ul className="plan-changes">
            {changes.posts.map(post => (
              <li key={post.postId}>
                {w(
                  ground.posts.some(one => one.postId === post.postId)
                    ? 'plan.publish.moved'
                    : 'plan.publish.new',
                  { post: `${post.postId} ${w.named(post.names)}` },
                )}
              </li>
            ))}
            {changes.units.map(({ unitId, from, to }) => (
              <li key={unitId}>{w('plan.publish.unit', { unit: unitId, from: from ?? '—', to })}</li>
            ))}
            {cells !== undefined && division !== undefined && (
              <li data-areas={division.areas.length}>
                {w('plan.publish.areas', {
                  n: division.areas.length,
                  imbalance: percent(divisionFigures(cells, division).imbalance),
                })}
              </li>
            )}
          </ul>
          <label>
            {w('plan.publish.in')}{' '}
            <input
              type="number"
              className="input plan-short"
              name="inMinutes"
              min={1}
              max={525_600}
              value={inMinutes}
              onChange={event => {
                const said = Math.round(event.target.valueAsNumber);
                if (said >= 1 && said <= 525_600) setInMinutes(said);
              }}
            />{' '}
            {answer !== undefined && (
              <span className="faint">{w.date(answer.now + inMinutes * MINUTE_MS)}</span>
            )}
          </label>
          <fieldset>
            <legend className="label">{w('plan.publish.held')}</legend>
            <div className="plan-checks">
              {posts.map(post => (
                <label key={post.postId} className="check">
                  <input
                    type="checkbox"
                    checked={held.has(post.postId)}
                    onChange={event => {
                      const next = new Set(held);
                      if (event.target.checked) next.add(post.postId);
                      else next.delete(post.postId);
                      setHeld(next);
                    }}
                  />
                  {post.postId} {w.named(post.names)}
                </label>
              ))}
            </div>
            {ground.levels.length > 0 && held.size > 0 && (
              <label>
                {w('plan.publish.level')}{' '}
                <select value={levelId} onChange={event => setLevel(event.target.value)}>
                  <option value="">{w('plan.publish.anyLevel')}</option>
                  {ground.levels.map(level => (
                    <option key={level.levelId} value={level.levelId}>
                      {w.named(level.names)}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </fieldset>
          {dividing.isOfOthers() && (
            <p role="alert" className="plan-bad">
              {w('plan.areas.others')}
            </p>
          )}
          <div className="plan-row">
            <button
              type="button"
              className="button button-strong"
              data-do="draft"
              disabled={isTableMissing || (hasAreas && division === undefined)}
              onClick={() => void draft()}
            >
              {w('plan.publish.draft')}
            </button>
          </div>
        </>
      )}
      <h3>{w('plan.publish.list')}</h3>
      {answer?.deployments.length === 0 && <p className="plan-empty">{w('plan.publish.none')}</p>}
      <ul className="plan-deployments">
        {answer?.deployments.map(one => (
          <DeploymentRow
            key={one.deploymentId}
            one={one}
            inForce={answer.inForce === one.deploymentId}
            onSend={async command => {
              if ((await send(command)) && command.type === 'RollBackDeployment') await planner.load();
            }}
          />
        ))}
      </ul>
    </>
  );
}

function DeploymentRow(props: {
  readonly one: PublishedDeployment;
  readonly inForce: boolean;
  readonly onSend: (command: WireCommand) => Promise<void>;
}) {
  const planner = usePlanner();
  const w = useSpeech();
  const session = useCell(planner.session)!;
  const { one, inForce } = props;
  const { deploymentId, state } = one;
  const isCommander = session.role === 'commander';
  const mine = one.by.id === session.operatorId;
  const open = state === 'drafted' || state === 'approved';
  const button = (type: 'ApproveDeployment' | 'WithdrawDeployment' | 'RollBackDeployment') => (
    <button
      type="button"
      className={`button${type === 'ApproveDeployment' ? ' button-strong' : ''}`}
      data-do={type}
      onClick={() => void props.onSend({ type, deploymentId })}
    >
      {w(`command.${type}`)}
    </button>
  );
  return (
    <li data-deployment={deploymentId} data-state={inForce ? 'inForce' : state}>
      <b>{deploymentId}</b>{' '}
      <span className={`tag${inForce ? ' tag-released' : state === 'drafted' ? ' tag-warn' : ''}`}>
        {w(inForce ? 'plan.state.inForce' : `plan.state.${state}`)}
      </span>{' '}
      {w('plan.publish.by', { by: one.by.id, start: w.date(one.startsAt) })}
      {one.approvedBy !== undefined && ` · ${w('plan.publish.approvedBy', { by: one.approvedBy.id })}`}
      {one.areas !== undefined && (
        <span className="faint" data-areas={one.areas.length}>
          {' '}
          · {w('plan.publish.areasShort', { n: one.areas.length })}
        </span>
      )}
      {one.moveUp !== undefined && (
        <span className="faint" data-moves={one.moveUp.rule}>
          {' '}
          · {w('moveUp.title')}: {w(`plan.moveUp.${one.moveUp.rule}`)}
        </span>
      )}
      <div className="plan-row">
        {state === 'drafted' && isCommander && !mine && button('ApproveDeployment')}
        {state === 'drafted' && (!isCommander || mine) && (
          <span className="faint">{w('plan.publish.needsOther')}</span>
        )}
        {open && (isCommander || mine) && button('WithdrawDeployment')}
        {inForce && isCommander && button('RollBackDeployment')}
      </div>
    </li>
  );
}
