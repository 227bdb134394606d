import { type Incident, scheduledAhead } from '@clarion/dispatch';
import { takeIncident } from '../actions/carry-out.ts';
import { PlaceName } from '../call/ThreePlaces.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { RowList } from '../floor/RowList.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { comesIn } from './coming.ts';

/** What is for later, the soonest first: apart from the queue, and in sight. Not there when nothing is. */
export function Later() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const selected = useCell(console.desk, desk => desk.incidentId);
  const rows = scheduledAhead(board).map(incident => ({ id: incident.incidentId, incident }));
  if (rows.length === 0) return null;
  return (
    <RowList
      name="later"
      title={w('later.title')}
      rows={rows}
      selected={selected}
      empty=""
      onTake={id => takeIncident(console, id)}
      draw={row => <LaterLine incident={row.incident} />}
    />
  );
}

function LaterLine({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const type = console.board().configuration?.types.find(one => one.typeId === incident.typeId);
  const { schedule } = incident;
  if (schedule === undefined) return null;
  const coming = comesIn(schedule, now);
  return (
    <div className={`line priority-${incident.priority}`}>
      <span className="line-priority">{w('priority.short', { n: incident.priority })}</span>
      <span className="line-id">{incident.incidentId}</span>
      <span className="line-what">
        {type === undefined ? <span className="faint">{w('queue.noType')}</span> : w.named(type.names)}
      </span>
      <span className="line-clock">
        <b className="numeric">{w('later.needAt', { time: w.date(schedule.needAt) })}</b>
      </span>
      <span className="line-where">
        {incident.place === undefined ? (
          <span className="faint">{w('queue.noPlace')}</span>
        ) : (
          <PlaceName place={incident.place} short />
        )}
      </span>
      <span className={`line-waits${coming.isNear ? ' later-near' : ''}`}>
        {coming.fromAt === undefined ? w('later.byDrive') : w('later.comes', { time: w.date(coming.fromAt) })}
        {coming.isNear && ` · ${w('later.soon')}`}
      </span>
    </div>
  );
}
