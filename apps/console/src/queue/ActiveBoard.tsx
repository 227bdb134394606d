import { type Assignment, unreadMessages } from '@clarion/dispatch';
import { takeIncident } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Since } from '../floor/Age.tsx';
import { RowList } from '../floor/RowList.tsx';
import { MajorMark } from '../major/MajorStrip.tsx';
import { PlaceOf } from '../moving/MovedPlace.tsx';
import { StageMark } from '../staging/Staged.tsx';
import { TransferMark } from '../transfer/TransferMark.tsx';
import { UnitChip } from '../units/UnitChip.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { activeRows, overdueUnits, type QueueRow } from './rows.ts';

/** Incidents that units are working on, with what each unit is doing. */
export function ActiveBoard() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const selected = useCell(console.desk, desk => desk.incidentId);
  const rows = activeRows(board);
  return (
    <RowList
      name="active"
      title={w('active.title')}
      rows={rows}
      selected={selected}
      empty={w('active.empty')}
      onTake={id => takeIncident(console, id)}
      draw={row => <ActiveLine row={row} />}
    />
  );
}

function ActiveLine({ row }: { readonly row: QueueRow & { readonly kind: 'incident' } }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const { board } = console.picture.board.get();
  const { incident } = row;
  const type = board.configuration?.types.find(one => one.typeId === incident.typeId);
  const open = incident.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter((one: Assignment) => one.endedAt === undefined);
  const late = overdueUnits(board, incident.incidentId, now);
  const unread = open.flatMap(one => one.unread ?? []);
  const fromCrews = unreadMessages(board, incident).length;
  const oldPlace = unread.find(change => change.was.place)?.was.place?.label;
  return (
    <div className={`line line-active priority-${row.priority}`}>
      <span className="line-priority">{w('priority.short', { n: row.priority })}</span>
      <span className="line-id">{row.id}</span>
      <span className="line-what">
        {type === undefined ? <span className="faint">{w('queue.noType')}</span> : w.named(type.names)}
      </span>
      <span className="line-clock">
        <Since at={row.since} />
      </span>
      <span className="line-where">
        {oldPlace !== undefined && (
          <>
            <del>{oldPlace}</del>{' '}
          </>
        )}
        <PlaceOf incident={incident} short />
      </span>
      <span className="line-units">
        {open.map(({ assignmentId, unitId }) => (
          <UnitChip
            key={assignmentId}
            unitId={unitId}
            status={board.units.get(unitId)?.status ?? 'dispatched'}
            late={late.has(unitId)}
          />
        ))}
        {fromCrews > 0 && <span className="tag tag-warn">{w('messages.unreadCount', { n: fromCrews })}</span>}
        {unread.length > 0 && <span className="tag tag-warn">{w('change.unread')}</span>}
        <MajorMark incident={incident} />
        <StageMark incident={incident} />
        <TransferMark about={incident} />
        {row.waits === 'closing' && <span className="tag">{w('active.closing')}</span>}
      </span>
    </div>
  );
}
