import { isMajor, majorIncidents, majorReasons } from '@clarion/dispatch';
import { useState } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Plans } from '../emergency-plan/Plans.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { Allocations } from './Allocations.tsx';
import { Casualties } from './Casualties.tsx';
import { Choose } from './Choose.tsx';
import { Hospitals } from './Hospitals.tsx';
import { MajorStrip } from './MajorStrip.tsx';
import { Orders } from './Orders.tsx';
import { Roles } from './Roles.tsx';
import { WholePicture } from './WholePicture.tsx';

/** The commander’s view: the floor in numbers, and beside it the major incident in hand, or the one that was declared first. */
export function CommandPanel() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const inHand = useCell(console.desk, desk => desk.incidentId);
  const all = majorIncidents(board);
  const incident = all.find(one => one.incidentId === inHand) ?? all[0];
  return (
    <div className="command">
      <WholePicture />
      <div className="command-column">
        {all.length === 0 && <p className="rows-empty">{w('major.none')}</p>}
        {all.map(one => (
          <MajorStrip key={one.incidentId} incident={one} chosen={one === incident} />
        ))}
        <DeclareForm />
        {incident !== undefined && <Casualties key={incident.incidentId} incident={incident} />}
        <Hospitals />
      </div>
      {incident !== undefined && (
        <div className="command-column" key={incident.incidentId}>
          <Allocations incident={incident} />
          <Orders incident={incident} />
          <Roles incident={incident} />
        </div>
      )}
      {incident !== undefined && (
        <div className="command-column command-plans" key={`${incident.incidentId} plans`}>
          <div className="plan-row">
            <ActionButton id="briefingSheet" small />
          </div>
          <Plans incident={incident} />
        </div>
      )}
    </div>
  );
}

function DeclareForm() {
  const console = useConsole();
  const w = useSpeech();
  const [reason, setReason] = useState<(typeof majorReasons)[number]>(majorReasons[0]);
  const { board } = useCell(console.picture.board);
  const inHand = useCell(console.desk, desk => desk.incidentId);
  const incident = board.incidents.get(inHand ?? '');
  if (!may(console, 'DeclareMajor')) return null;
  if (incident?.state !== 'open') return <p className="faint">{w('major.inHand')}</p>;
  if (isMajor(incident)) return null;
  return (
    <form
      className="streets-how"
      aria-label={w('major.declare')}
      onSubmit={event => {
        event.preventDefault();
        void carryOut(console, { type: 'DeclareMajor', incidentId: incident.incidentId, reason });
      }}
    >
      <Choose
        label={w('major.why')}
        value={reason}
        options={majorReasons.map(one => [one, w(`majorReason.${one}`)] as const)}
        onChange={setReason}
        spot="major-reason"
      />
      <button type="submit" className="button button-small" data-do="declare">
        {w('major.declare')} {incident.incidentId}
      </button>
    </form>
  );
}
