import { deploymentInForce, type PublishedDeployment } from '@clarion/dispatch';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** What planners have laid before the floor and is not over: waiting for a second person, waiting for its start, in force. */
export function DeploymentList() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const inForce = deploymentInForce(board);
  const shown = [...board.deployments.values()].filter(
    one => one === inForce || one.state === 'drafted' || one.state === 'approved',
  );
  if (shown.length === 0) return null;
  return (
    <>
      <h3>{w('deployment.title')}</h3>
      <ul className="readiness-list">
        {shown.reverse().map(one => (
          <Row key={one.deploymentId} one={one} inForce={one === inForce} />
        ))}
      </ul>
    </>
  );
}

function Row({ one, inForce }: { readonly one: PublishedDeployment; readonly inForce: boolean }) {
  const console = useConsole();
  const w = useSpeech();
  const me = useCell(console.session)?.operatorId;
  const { deploymentId, state, by, startsAt } = one;
  const button = (type: 'ApproveDeployment' | 'RollBackDeployment') =>
    may(console, type) && (
      <button
        type="button"
        className="button button-small"
        data-do={type}
        onClick={() => void carryOut(console, { type, deploymentId })}
      >
        {w(`command.${type}`)}
      </button>
    );
  return (
    <li data-deployment={deploymentId} data-state={inForce ? 'inForce' : state}>
      <b>{deploymentId}</b> {w(inForce ? 'plan.state.inForce' : `plan.state.${state}`)} ·{' '}
      <span className="faint">{w('plan.publish.by', { by: by.id, start: w.date(startsAt) })}</span>{' '}
      {state === 'drafted' && by.id !== me && button('ApproveDeployment')}
      {inForce && button('RollBackDeployment')}
    </li>
  );
}
