import { callBackDueAt, newestMove, openCallBack } from '@clarion/dispatch';
import type { CallStandsOut } from '@clarion/protocol';
import { takeCall, takeIncident } from '../actions/carry-out.ts';
import { PlaceName } from '../call/ThreePlaces.tsx';
import { Due } from '../call-back/CallBackPart.tsx';
import { useCell } from '../cell.ts';
import { type Console, useConsole } from '../console.ts';
import { GroupLine } from '../duplicates/GroupLine.tsx';
import { type GroupRow, groupedRows } from '../duplicates/groups.ts';
import { StandsOut } from '../duplicates/LikelyIncident.tsx';
import { useGroups } from '../duplicates/useGroups.ts';
import { Since } from '../floor/Age.tsx';
import { RowList } from '../floor/RowList.tsx';
import { MajorMark } from '../major/MajorStrip.tsx';
import { PlaceOf } from '../moving/MovedPlace.tsx';
import { StageMark } from '../staging/Staged.tsx';
import { TransferMark } from '../transfer/TransferMark.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { overdueMs, type QueueRow, waitingRows } from './rows.ts';

/** What waits for somebody: ringing calls, calls without an incident, incidents without a unit. */
export function Queue() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const desk = useCell(console.desk);
  useGroups();
  const groups = useCell(console.groups);
  const rows = groupedRows(waitingRows(board), board, groups);
  return (
    <RowList
      name="queue"
      title={w('queue.title')}
      rows={rows}
      selected={rows.some(row => row.id === desk.callId) ? desk.callId : desk.incidentId}
      empty={w('queue.empty')}
      onTake={id => {
        const row = rows.find(one => one.id === id);
        if (row?.kind === 'group') takeGroup(console, row);
        else if (board.calls.has(id)) takeCall(console, id);
        else takeIncident(console, id);
      }}
      draw={row => (row.kind === 'group' ? <GroupLine row={row} /> : <QueueLine row={row} out={row.out} />)}
    />
  );
}

/** The incident with the call of the group that has waited longest. */
function takeGroup(console: Console, row: GroupRow): void {
  const callId = row.callIds[0] ?? row.unread[0];
  if (console.board().incidents.has(row.leader)) takeIncident(console, row.leader);
  if (callId !== undefined) console.desk.change(desk => ({ ...desk, callId }));
}

function QueueLine({ row, out }: { readonly row: QueueRow; readonly out: CallStandsOut | undefined }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const { board } = console.picture.board.get();
  const draft = useCell(console.picture.drafts, drafts => drafts.get(row.id));
  const about = row.kind === 'call' ? row.call : row.incident;
  const type = board.configuration?.types.find(one => one.typeId === about.typeId);
  const late = overdueMs(board, row, now) > 0;
  const back = row.kind === 'call' ? openCallBack(board, row.call) : undefined;
  const ringing = row.kind === 'call' && row.waits === 'ringing';
  return (
    <div
      className={`line priority-${row.priority}${late ? ' line-late' : ''}${ringing ? ' line-ringing' : ''}${out === undefined ? '' : ' line-out'}`}
    >
      <span className="line-priority">
        {ringing ? <span aria-hidden="true">☎</span> : w('priority.short', { n: row.priority })}
      </span>
      <span className="line-id">{row.id}</span>
      <span className="line-what">
        {type === undefined ? <span className="faint">{w('queue.noType')}</span> : w.named(type.names)}
      </span>
      <span className="line-clock">
        {row.kind === 'incident' && <MajorMark incident={row.incident} />}
        {row.kind === 'incident' && <StageMark incident={row.incident} />}
        <TransferMark about={about} />
        {late && <span className="tag tag-late">{w('board.overdue')}</span>}
        <Since at={row.since} />
      </span>
      <span className="line-where">
        {row.kind === 'incident' && newestMove(row.incident) !== undefined ? (
          <PlaceOf incident={row.incident} short />
        ) : about.place !== undefined ? (
          <PlaceName place={about.place} short />
        ) : draft?.query ? (
          <span className="line-draft">{draft.query}…</span>
        ) : (
          <span className="faint">{w('queue.noPlace')}</span>
        )}
      </span>
      <span className={`line-waits waits-${row.waits}`}>
        {w(`queue.waits.${row.waits}`)} {back !== undefined && <Due at={callBackDueAt(board, back)} />}
      </span>
      <StandsOut out={out} />
    </div>
  );
}
