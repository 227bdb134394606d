import { instant } from '@clarion/measure';
import type { ShiftLine, ShiftPlanAnswer, ShiftPreview, StaffWarning } from '@clarion/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { limitInWords, shiftFaultInWords } from './duty-words.ts';

const DAY_MS = 86_400_000;
const SHOWN = 200;

/** The plan of the next days: a file with its preview, and single shifts that are taken out. */
export function PlanPart({ onChanged }: { readonly onChanged: () => void }) {
  const console = useConsole();
  const w = useSpeech();
  const [text, setText] = useState('');
  const [adds, setAdds] = useState(false);
  const [seen, setSeen] = useState<ShiftPreview>();
  const [shifts, setShifts] = useState<readonly ShiftLine[]>([]);
  const read = useCallback(async () => {
    const from = Math.floor(console.now());
    const answer = await console.request.get<ShiftPlanAnswer>(
      `/api/shifts?from=${from}&to=${from + 7 * DAY_MS}`,
    );
    if (answer.ok) setShifts(answer.value.shifts);
  }, [console]);
  useEffect(() => {
    void read();
  }, [read]);

  const ask = async (act: 'preview' | 'import') => {
    const answer = await console.request.post<ShiftPreview>(`/api/shifts/${act}`, { text, adds });
    if (!answer.ok) return console.tell('alert', w.fault(answer.error));
    setSeen(act === 'preview' ? answer.value : undefined);
    if (act === 'preview') return;
    console.tell('tell', w('shift.imported', { n: answer.value.shifts.length }));
    setText('');
    await read();
    onChanged();
  };
  const remove = async ({ shiftId }: ShiftLine) => {
    const answer = await console.request.remove(`/api/shifts/${encodeURIComponent(shiftId)}`);
    if (!answer.ok) console.tell('alert', w.fault(answer.error));
    await read();
    onChanged();
  };
  const said = (warning: StaffWarning) => `${warning.staffId}: ${limitInWords(warning, w)}`;

  return (
    <>
      <h3>{w('shift.plan')}</h3>
      <label className="shift-file">
        <span>{w('shift.file')}</span>
        <textarea
          className="input"
          name="plan"
          rows={4}
          value={text}
          onChange={event => {
            setText(event.target.value);
            setSeen(undefined);
          }}
        />
      </label>
      <p className="faint">{w('shift.fileHint')}</p>
      <div className="shift-form">
        <input
          type="file"
          accept=".csv,text/csv"
          aria-label={w('shift.file')}
          onChange={event => {
            const [file] = event.target.files ?? [];
            setSeen(undefined);
            if (file !== undefined) void file.text().then(setText);
          }}
        />
        <label className="shift-adds">
          <input
            type="checkbox"
            name="adds"
            checked={adds}
            onChange={event => {
              setAdds(event.target.checked);
              setSeen(undefined);
            }}
          />{' '}
          {w('shift.adds')}
        </label>
        <button type="button" className="button button-small" onClick={() => void ask('preview')}>
          {w('shift.preview')}
        </button>
        {seen !== undefined && seen.faults.length === 0 && (
          <button
            type="button"
            className="button button-small button-strong"
            onClick={() => void ask('import')}
          >
            {w('shift.import')}
          </button>
        )}
      </div>
      {seen !== undefined && (
        <div className="shift-preview" role="status" data-faults={seen.faults.length}>
          {w('shift.previewSays', {
            n: seen.shifts.length,
            replaced: seen.replaced,
            faults: seen.faults.length,
          })}
          <ul>
            {seen.faults.slice(0, SHOWN).map(fault => (
              <li key={`${fault.line} ${fault.code}`} className="shift-fault">
                ▲ {shiftFaultInWords(fault, w)}
              </li>
            ))}
            {seen.warnings.slice(0, SHOWN).map(warning => (
              <li key={`${warning.staffId} ${warning.limit} ${warning.at}`} className="duty-note">
                ▲ {said(warning)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <h3>
        {w('shift.planned')} ({shifts.length})
      </h3>
      <ul className="duty-list">
        {shifts.slice(0, SHOWN).map(shift => (
          <li key={shift.shiftId} data-shift={shift.shiftId}>
            <b>{shift.deskId ?? shift.unitId}</b> {shift.staffId}
            <span className="push numeric faint">
              {w('shift.span', {
                from: minute(w.date(instant(shift.from))),
                to: minute(w.date(instant(shift.to))),
              })}
            </span>
            <button type="button" className="button button-small" onClick={() => void remove(shift)}>
              {w('shift.remove')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Shifts are planned to the minute. */
const minute = (time: string) => time.slice(0, -3);
