import type { DutyAnswer, UnitCrewAnswer } from '@clarion/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCell } from '../cell.ts';
import { DutyList } from '../shifts/DutyList.tsx';
import { limitInWords } from '../shifts/duty-words.ts';
import { qualificationName } from '../shifts/qualification-name.ts';
import { useSpeech } from '../words/useSpeech.ts';
import type { PhoneParts } from './parts.ts';

/** The crew's own unit: who is planned, who is on it, signing on and off, and what it cannot do with who is aboard. */
export function CrewPart({ parts }: { readonly parts: PhoneParts }) {
  const w = useSpeech();
  const view = useCell(parts.view);
  const [crew, setCrew] = useState<UnitCrewAnswer>();
  const [told, setTold] = useState<{ readonly text: string; readonly warns: boolean }>();
  const [staffId, setStaffId] = useState('');
  const read = useCallback(async () => {
    const answer = await parts.request.get<UnitCrewAnswer>('/api/unit/crew');
    if (answer.ok) setCrew(answer.value);
  }, [parts]);
  const counted = JSON.stringify(view?.unit.crew ?? '');
  const readFor = useRef<string>(undefined);
  useEffect(() => {
    // Whoever signs on or off is counted, and the count comes with the unit.
    if (readFor.current === counted) return;
    readFor.current = counted;
    void read();
  }, [read, counted]);

  const sign = async (who: string, act: 'on' | 'off') => {
    const answer = await parts.request.post<DutyAnswer>('/api/unit/crew', { staffId: who, act });
    if (!answer.ok) setTold({ text: w.fault(answer.error), warns: true });
    else {
      const { before, expired, warnings } = answer.value;
      const notes = [
        w(act === 'on' ? 'shift.signedOn' : 'shift.signedOff', { staff: who }),
        act === 'on' && before !== undefined ? w('shift.movedFrom', { unit: before }) : '',
        expired.length > 0 ? w('shift.expired', { list: expired.map(nameOf).join(', ') }) : '',
        ...warnings.map(warning => limitInWords(warning, w)),
      ];
      setTold({ text: notes.filter(Boolean).join(' · '), warns: expired.length + warnings.length > 0 });
      if (act === 'on') setStaffId('');
    }
    await read();
  };
  const nameOf = (id: string) => qualificationName(crew?.qualifications, id, w);
  const aboard = crew?.lines.filter(({ since }) => since !== undefined).length ?? 0;

  return (
    <details className="phone-crew" data-aboard={aboard}>
      <summary>
        {w('shift.crew')}: {aboard === 0 ? w('shift.crewNobody') : w('units.people', { n: aboard })}
        {(crew?.lacking.length ?? 0) > 0 && <b> ▲</b>}
      </summary>
      {told !== undefined && (
        <p className={told.warns ? 'phone-told' : 'phone-crew-told'} role="status">
          {told.text}
        </p>
      )}
      {crew?.lacking.map(({ capability, people, qualification }) => {
        const name = w.maybe(`capability.${capability}`) ?? capability;
        return (
          <p key={capability} className="duty-note" data-lacking={capability}>
            ▲{' '}
            {qualification !== undefined
              ? w('shift.crewQualification', {
                  capability: name,
                  count: qualification.count,
                  qualification: nameOf(qualification.qualificationId),
                  expired: qualification.expired,
                })
              : w(people === undefined ? 'shift.crewLacking' : 'shift.crewPeople', {
                  capability: name,
                  people,
                })}
          </p>
        );
      })}
      <DutyList
        lines={crew?.lines ?? []}
        nameOf={nameOf}
        withPlace={false}
        tools={line => (
          <button
            type="button"
            className="button"
            data-sign={line.since === undefined ? 'on' : 'off'}
            onClick={() => void sign(line.staffId, line.since === undefined ? 'on' : 'off')}
          >
            {w(line.since === undefined ? 'shift.on' : 'shift.off')}
          </button>
        )}
      />
      <form
        className="shift-form"
        onSubmit={event => {
          event.preventDefault();
          if (staffId.trim() !== '') void sign(staffId.trim(), 'on');
        }}
      >
        <label>
          <span>{w('shift.staff')}</span>
          <input
            className="input"
            name="staff"
            maxLength={40}
            value={staffId}
            onChange={event => setStaffId(event.target.value)}
          />
        </label>
        <button type="submit" className="button">
          {w('shift.on')}
        </button>
      </form>
    </details>
  );
}
