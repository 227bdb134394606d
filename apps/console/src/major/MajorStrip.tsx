import { casualties, type Incident, isMajor, standDownReasons, triageCategories } from '@clarion/dispatch';
import { useState } from 'react';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Choose } from './Choose.tsx';

/** One major incident in a line: why, by whom, since when; a commander stands it down here. */
export function MajorStrip({ incident, chosen }: { readonly incident: Incident; readonly chosen: boolean }) {
  const console = useConsole();
  const w = useSpeech();
  const [reason, setReason] = useState<(typeof standDownReasons)[number]>(standDownReasons[0]);
  const { major, incidentId } = incident;
  if (major === undefined || !isMajor(incident)) return null;
  return (
    <div className="major-strip" role="status" data-major={incidentId}>
      <button
        type="button"
        className="button button-small"
        aria-pressed={chosen}
        onClick={() => console.desk.change(desk => ({ ...desk, incidentId }))}
      >
        {incidentId}
      </button>
      <b>
        {w('major.declared', {
          reason: w(`majorReason.${major.reason}`),
          by: major.by.id,
          time: w.time(major.since),
        })}
      </b>
      {may(console, 'StandDownMajor') && (
        <form
          className="streets-how push"
          onSubmit={event => {
            event.preventDefault();
            void carryOut(console, { type: 'StandDownMajor', incidentId, reason });
          }}
        >
          <Choose
            label={w('major.why')}
            value={reason}
            options={standDownReasons.map(one => [one, w(`standDown.${one}`)] as const)}
            onChange={setReason}
          />
          <button type="submit" className="button button-small" data-do="standDown">
            {w('major.standDown')}
          </button>
        </form>
      )}
    </div>
  );
}

/** On the rows of queue and board, and over the incident. */
export function MajorMark({ incident }: { readonly incident: Incident }) {
  const w = useSpeech();
  if (incident.major === undefined || !isMajor(incident)) return null;
  const all = casualties(incident.major);
  const total = triageCategories.reduce((sum, one) => sum + all[one], 0);
  return (
    <b className="tag tag-late" data-major-mark={incident.incidentId}>
      {w('major.mark')}
      {total > 0 && ` ${total}`}
    </b>
  );
}
