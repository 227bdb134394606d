import type { Board, Incident, UnitStatus } from '@clarion/dispatch';
import { UnitChip } from '../units/UnitChip.tsx';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';

const SHOWN = 40;
const statuses: readonly UnitStatus[] = [
  'available',
  'dispatched',
  'acknowledged',
  'enRoute',
  'onScene',
  'transporting',
  'atDestination',
  'outOfService',
];

/** The whole floor at a moment that is over: what was open and who was there, what rang, how many units were free. */
export function FloorThen({ board, at }: { readonly board: Board; readonly at: number }) {
  const w = useSpeech();
  const open = openByPriority(board);
  const counts = statuses.flatMap(status => {
    const n = [...board.units.values()].filter(unit => unit.status === status).length;
    return n === 0 ? [] : [{ status, n }];
  });
  const calls = [...board.openCalls].filter(id => board.calls.get(id)?.incidentId === undefined);
  return (
    <section className="floor-then" aria-label={w('replay.floor')}>
      <p className="replay-units">
        {counts.map(({ status, n }) => (
          <span key={status} data-then-status={status}>
            {w(`status.${status}`)} <b className="numeric">{n}</b>
          </span>
        ))}
        {calls.length > 0 && <span>{w('replay.calls', { calls: calls.join(', ') })}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
      <ol className="floor-then-open" aria-label={w('replay.open')} tabIndex={0}>
        {open.length === 0 && <li className="faint">{w('replay.nothingOpen')}</li>}
        {open.slice(0, SHOWN).map(incident => (
          <li key={incident.incidentId} data-then={incident.incidentId}>
            <b>{incident.incidentId}</b>{' '}
            <span className="numeric">{w('priority.short', { n: incident.priority })}</span>{' '}
            {typeName(board, incident, w)} · {incident.place?.label ?? w('queue.noPlace')}{' '}
            <span className="numeric faint">{duration(at - incident.openedAt)}</span>{' '}
            {unitsOf(board, incident).map(unitId => (
              <UnitChip
                key={unitId}
                unitId={unitId}
                status={board.units.get(unitId)?.status ?? 'dispatched'}
              />
            ))}
          </li>
        ))}
        {open.length > SHOWN && <li className="faint">{w('replay.more', { n: open.length - SHOWN })}</li>}
      </ol>
    </section>
  );
}

const openByPriority = (board: Board): readonly Incident[] =>
  [...board.openIncidents]
    .flatMap(id => board.incidents.get(id) ?? [])
    .sort((a, b) => a.priority - b.priority || a.openedAt - b.openedAt);

function typeName(board: Board, incident: Incident, w: ReturnType<typeof useSpeech>): string {
  const type = board.configuration?.types.find(one => one.typeId === incident.typeId);
  return type === undefined ? w('queue.noType') : w.named(type.names);
}

const unitsOf = (board: Board, incident: Incident): readonly string[] =>
  incident.assignmentIds.flatMap(id => {
    const one = board.assignments.get(id);
    return one === undefined || one.endedAt !== undefined ? [] : [one.unitId];
  });
