import { type RuleFault, type RulesReason, rulesReasons } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useState } from 'react';
import { useCell } from '../cell.ts';
import { saveFile } from '../save-file.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { Differences } from './Differences.tsx';
import { useReadOnly } from './Fields.tsx';
import { sayFault } from './faults.ts';
import { useRules } from './rules-desk.ts';

const MINUTE_MS = 60_000;

/** What is in hand and not in force: its differences, its faults, and the way to a draft. */
export function DraftPanel({ faults }: { readonly faults: readonly RuleFault[] }) {
  const desk = useRules();
  const w = useSpeech();
  const { inForce, now } = useCell(desk.answer)!;
  const inHand = useCell(desk.inHand)!;
  const readOnly = useReadOnly();
  const [reason, setReason] = useState<RulesReason>('review');
  const [inMinutes, setInMinutes] = useState<number | undefined>(undefined);
  const unchanged = desk.isUnchanged(inHand);
  const isOverTaken = desk.isOverTaken(inHand);
  const startsAt = inMinutes === undefined ? undefined : instant(now + inMinutes * MINUTE_MS);
  const draft = async () => {
    if (!(await desk.draft(reason, startsAt))) return;
    desk.told.set(w('rules.drafted'));
    desk.take(inForce);
  };
  return (
    <section className="rules-draft" aria-label={w('rules.inHand')}>
      <div className="plan-row">
        <h2>{w('rules.inHand')}</h2>
        <span className="push" />
        <FileButtons />
      </div>
      <Differences was={inForce} now={inHand} />
      {faults.length > 0 && (
        <ul className="rules-faults" data-faults={faults.length}>
          {faults.map(fault => (
            <li key={`${fault.field} ${fault.code} ${fault.value}`}>
              <b>{fault.field}</b> {sayFault(fault, w)}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && !unchanged && (
        <>
          {isOverTaken && (
            <div role="alert" className="plan-bad">
              <p>{w('rules.overTaken', { version: inForce.version })}</p>
              <button type="button" className="button" data-do="keepOnTop" onClick={() => desk.keepOnTop()}>
                {w('rules.keepOnTop')}
              </button>
            </div>
          )}
          <div className="plan-row">
            <label>
              {w('rules.why')}{' '}
              <select
                data-focus="reason"
                name="reason"
                value={reason}
                onChange={event => setReason(event.target.value as RulesReason)}
              >
                {rulesReasons.map(one => (
                  <option key={one} value={one}>
                    {w(`rules.reason.${one}`)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {w('rules.startsIn')}{' '}
              <input
                type="number"
                className="input plan-short"
                name="inMinutes"
                min={1}
                max={525_600}
                placeholder={w('rules.atOnce')}
                value={inMinutes ?? ''}
                onChange={event => {
                  const said = Math.round(event.target.valueAsNumber);
                  setInMinutes(said >= 1 && said <= 525_600 ? said : undefined);
                }}
              />
            </label>
            <span className="faint">
              {startsAt === undefined ? w('rules.startsApproved') : w.date(startsAt)}
            </span>
          </div>
          <div className="plan-row">
            <button
              type="button"
              className="button button-strong"
              data-do="draft"
              disabled={faults.length > 0 || isOverTaken}
              onClick={() => void draft()}
            >
              {w('command.DraftRules')}
            </button>
            <button type="button" className="button" data-do="discard" onClick={() => desk.take(inForce)}>
              {w('rules.discard')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** The rules in hand as a file, as `--rules` reads it, and back. */
function FileButtons() {
  const desk = useRules();
  const w = useSpeech();
  const fileFaults = useCell(desk.fileFaults);
  const readOnly = useReadOnly();
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const { roads, paging, ...json } = JSON.parse(await file.text()) as Record<string, unknown>;
      if (!desk.takeFile(json)) return desk.told.set(w('rules.file.wrong', { file: file.name }));
      const isServers = roads !== undefined || paging !== undefined;
      desk.told.set(w(isServers ? 'rules.file.takenInPart' : 'rules.file.taken', { file: file.name }));
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
      desk.told.set(w('rules.file.unread', { file: file.name }));
    }
  };
  return (
    <>
      <button
        type="button"
        className="button button-small"
        data-do="export"
        onClick={() =>
          saveFile('rules.json', 'application/json', JSON.stringify(desk.fileInHand(), undefined, 2))
        }
      >
        {w('rules.export')}
      </button>
      {!readOnly && (
        <label className="button button-small rules-import">
          {w('rules.import')}
          <input
            className="hidden"
            type="file"
            name="rulesFile"
            accept="application/json"
            onChange={event => {
              void open(event.target.files?.[0] ?? undefined);
              event.target.value = '';
            }}
          />
        </label>
      )}
      {fileFaults.length > 0 && (
        <ul className="rules-faults" data-file-faults={fileFaults.length}>
          {fileFaults.map(fault => (
            <li key={`${fault.field} ${fault.code} ${fault.value}`}>
              <b>{fault.field}</b> {sayFault(fault, w)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
