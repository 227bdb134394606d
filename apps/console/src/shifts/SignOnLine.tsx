import { useState } from 'react';
import { useSpeech } from '../words/useSpeech.ts';

/** Signs somebody on who says so by voice. */
export function SignOnLine(props: {
  readonly units: readonly string[];
  readonly sign: (staffId: string, unitId: string) => Promise<boolean>;
}) {
  const w = useSpeech();
  const [staffId, setStaffId] = useState('');
  const [unitId, setUnitId] = useState('');
  const isReady = staffId.trim() !== '' && props.units.includes(unitId);
  return (
    <form
      className="shift-form"
      onSubmit={event => {
        event.preventDefault();
        if (!isReady) return;
        void props.sign(staffId.trim(), unitId).then(done => done && setStaffId(''));
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
      <label>
        <span>{w('shift.place')}</span>
        <input
          className="input"
          name="unit"
          list="shift-units"
          value={unitId}
          onChange={event => setUnitId(event.target.value.toUpperCase())}
        />
      </label>
      <datalist id="shift-units">
        {props.units.map(id => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <button type="submit" className="button button-small" aria-disabled={!isReady}>
        {w('shift.on')}
      </button>
    </form>
  );
}
