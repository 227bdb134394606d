import { callBacks, matterId, openTransfers, transferRef } from '@clarion/dispatch';
import { takeCall, takeIncident } from '../actions/carry-out.ts';
import { Due } from '../call-back/CallBackPart.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { TransferState } from './TransferMark.tsx';

/** Who is to be called back, and what other agencies owe, the soonest due first. */
export function TasksPanel() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const rows = [
    ...callBacks(board).map(({ call, callBack, dueAt }) => ({
      key: call.callId,
      dueAt,
      take: () => takeCall(console, call.callId),
      what: `${w('tasks.callBack')} · ${w(`callBack.cause.${callBack.cause}`)}`,
      state: <Due at={dueAt} />,
    })),
    ...openTransfers(board).map(({ matter, transfer, dueAt }) => ({
      key: transferRef(matter, transfer.number),
      dueAt,
      take: () =>
        'callId' in matter ? takeCall(console, matter.callId) : takeIncident(console, matterId(matter)),
      what: w(transfer.state === 'sent' ? 'tasks.receipt' : 'tasks.result'),
      state: <TransferState transfer={transfer} />,
    })),
  ].sort((a, b) => a.dueAt - b.dueAt);
  if (rows.length === 0) return <p className="rows-empty">{w('tasks.none')}</p>;
  return (
    <ol className="task-list" data-focus="tasks" tabIndex={-1}>
      {rows.map(({ key, take, what, state }) => (
        <li key={key} data-task={key}>
          <button type="button" className="button button-small" onClick={take}>
            {key}
          </button>{' '}
          {what} {state}
        </li>
      ))}
    </ol>
  );
}
