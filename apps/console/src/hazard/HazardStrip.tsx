import { type Hazard, type HazardReason, hazardReasons, hazards, type Incident } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { ReasonAndExpiry, ReasonField } from '../floor/ReasonAndExpiry.tsx';
import { duration } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { HAZARD_MINUTES, HAZARD_MINUTES_AT_MOST } from './hazard-line.ts';

/** Hazards of the incident with by what they are known and until when, and the form that enters one. */
export function HazardStrip({ incident }: { readonly incident: Incident }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const isEntering = useCell(console.desk, desk => desk.entering) === incident.incidentId;
  const { incidentId, hazards: known = [], hazardMarks = [] } = incident;
  if (incident.state !== 'open') return null;
  if (known.length === 0 && !isEntering) return null;
  return (
    <div className="hazard-strip" data-hazards>
      <ul>
        {known.map(hazard => {
          const mark = hazardMarks.find(one => one.hazard === hazard);
          return (
            <li key={hazard} data-hazard={hazard}>
              <b>⚠ {w(`hazard.${hazard}`)}</b>{' '}
              {mark !== undefined && (
                <span className="faint" title={w.date(mark.expiresAt)}>
                  {w(`hazardReason.${mark.reason}`)} ·{' '}
                  {w('staging.by', { by: mark.by.id, time: w.time(mark.since) })} ·{' '}
                  {w('hazard.left', { left: duration(Math.max(0, mark.expiresAt - now)) })}
                </span>
              )}{' '}
              {may(console, 'EndHazard') && (
                <button
                  type="button"
                  className="button button-small"
                  aria-label={`${w('hazard.end')}: ${w(`hazard.${hazard}`)}`}
                  onClick={() => void carryOut(console, { type: 'EndHazard', incidentId, hazard })}
                >
                  {w('hazard.end')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {isEntering && <HazardForm incidentId={incidentId} />}
    </div>
  );
}

function HazardForm({ incidentId }: { readonly incidentId: string }) {
  const console = useConsole();
  const w = useSpeech();
  const [hazard, setHazard] = useState<Hazard>(hazards[0]);
  const [reason, setReason] = useState<HazardReason>(hazardReasons[0]);
  const [minutes, setMinutes] = useState(HAZARD_MINUTES);
  if (!may(console, 'SetHazard')) return null;
  return (
    <form
      className="streets-how"
      aria-label={w('action.hazard')}
      onSubmit={event => {
        event.preventDefault();
        const expiresAt = instant(console.now() + minutes * 60_000);
        void carryOut(console, { type: 'SetHazard', incidentId, hazard, reason, expiresAt });
        console.desk.change(({ entering: _, ...desk }) => desk);
      }}
    >
      <ReasonField
        label={w('incident.hazards')}
        word="hazard"
        reasons={hazards}
        value={hazard}
        onChange={setHazard}
        spot="hazard"
      />
      <ReasonAndExpiry
        word="hazardReason"
        reasons={hazardReasons}
        reason={reason}
        onReason={setReason}
        unit="minutes"
        amount={minutes}
        most={HAZARD_MINUTES_AT_MOST}
        onAmount={setMinutes}
      />
      <button type="submit" className="button button-small button-strong" data-set-hazard>
        {w('hazard.set')}
      </button>
    </form>
  );
}
