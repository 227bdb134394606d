import type { Incident } from '@clarion/dispatch';
import { useEffect, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { activeRows, waitingRows } from '../queue/rows.ts';
import { signs } from '../units/sign.ts';
import { useSpeech } from '../words/useSpeech.ts';

const BLANK = 4;
const ROWS = 4;
const NEXT = 'clarion.paper.next';

/** The board on numbered paper cards, seen by the printer alone: one for each open incident, some blank, and the units. */
export function PaperCards() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const tick = useCell(console.tick);
  const place = useCell(console.place);
  const kind = useCell(console.picture.log, log => log.kind);
  const incidents = [...waitingRows(board), ...activeRows(board)].flatMap(row =>
    row.kind === 'incident' ? [row.incident] : [],
  );
  const units = [...board.units.values()];
  const calls = waitingRows(board).flatMap(row => (row.kind === 'call' ? [row.call] : []));
  const login = useCell(console.session, session => session?.login ?? '');
  // A number is printed once at this machine, or two cards of one number would be entered as one.
  const [first, setFirst] = useState(() => Number(localStorage.getItem(NEXT) ?? '1'));
  const count = incidents.length + BLANK;
  useEffect(() => {
    const printed = () => {
      localStorage.setItem(NEXT, String(first + count));
      setFirst(first + count);
    };
    addEventListener('afterprint', printed);
    return () => removeEventListener('afterprint', printed);
  }, [first, count]);
  const typeName = (typeId: string | undefined) =>
    w.named(board.configuration?.types.find(type => type.typeId === typeId)?.names);
  const assigned = (incident: Incident | undefined) =>
    (incident?.assignmentIds ?? [])
      .flatMap(id => board.assignments.get(id) ?? [])
      .filter(one => one.endedAt === undefined);
  const cards = [...incidents, ...Array.from({ length: BLANK }, () => undefined)];
  return (
    <div className="paper" aria-hidden="true">
      <header className="paper-head">
        {kind === 'drill' && <b>{w('drill.banner')} </b>}
        <b>{w('paper.title', { place: w.named(place?.name) })}</b> · {w('paper.asOf', { time: w.date(tick) })}
      </header>
      <div className="paper-cards">
        {cards.map((incident, i) => (
          <article key={incident?.incidentId ?? `blank${i}`} className="paper-card">
            <h3>
              {w('paper.card', { n: `${login}-${first + i}` })} {incident?.incidentId}
            </h3>
            <p>
              {incident === undefined
                ? w('paper.blankWhat')
                : `${w('priority.short', { n: incident.priority })} ${typeName(incident.typeId)}`}
            </p>
            <p>
              {incident?.place === undefined
                ? w('paper.blankWhere')
                : [incident.place.label, incident.place.district, incident.place.crossStreets]
                    .filter(Boolean)
                    .join(', ')}
            </p>
            <table>
              <thead>
                <tr>
                  <th>{w('paper.unit')}</th>
                  {(['dispatched', 'acknowledged', 'enRoute', 'onScene', 'available'] as const).map(
                    status => (
                      <th key={status}>
                        {signs[status]} {w(`status.${status}`)}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {Array.from({ length: Math.max(ROWS, assigned(incident).length + 1) }, (_, line) => line).map(
                  line => {
                    const assignment = assigned(incident)[line];
                    return (
                      <tr key={line}>
                        <td>{assignment?.unitId}</td>
                        {(['dispatched', 'acknowledged', 'enRoute', 'onScene'] as const).map(step => (
                          <td key={step}>
                            {assignment?.times[step] === undefined ? '' : w.time(assignment.times[step])}
                          </td>
                        ))}
                        <td />
                      </tr>
                    );
                  },
                )}
              </tbody>
            </table>
          </article>
        ))}
      </div>
      <p>
        {calls
          .map(
            call =>
              `${call.callId} ${w(`call.state.${call.state}`)} ${w.time(call.receivedAt)} ${call.place?.label ?? ''}`,
          )
          .join('   ')}
      </p>
      <p className="paper-units">{units.map(unit => `${signs[unit.status]}${unit.unitId}`).join('   ')}</p>
      <p>{w('paper.afterwards')}</p>
    </div>
  );
}
