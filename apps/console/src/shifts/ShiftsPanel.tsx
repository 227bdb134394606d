import type { DutyAnswer, ShiftsNowAnswer } from '@clarion/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { DutyList } from './DutyList.tsx';
import { limitInWords } from './duty-words.ts';
import { PlanPart } from './PlanPart.tsx';
import { qualificationName } from './qualification-name.ts';
import { SignOnLine } from './SignOnLine.tsx';

const AGAIN_MS = 15_000;

/** Planned against there, with what is passed; signing on for who says so by voice; and, for who writes it, the plan. */
export function ShiftsPanel() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const role = useCell(console.session, session => session?.role);
  const [lines, setLines] = useState<ShiftsNowAnswer['lines']>();
  const read = useCallback(async () => {
    const answer = await console.request.get<ShiftsNowAnswer>('/api/shifts/now');
    if (answer.ok) setLines(answer.value.lines);
  }, [console]);
  // Who has signed on changes the board; a plan does not, so it is read now and then too.
  const crews = [...board.units.values()].map(({ crew }) => crew?.people ?? '').join();
  const desks = [...board.desks.values()].map(({ deskId, by }) => deskId + by.id).join();
  const readFor = useRef<string>(undefined);
  useEffect(() => {
    if (readFor.current === crews + desks) return;
    readFor.current = crews + desks;
    void read();
  }, [read, crews, desks]);
  useEffect(() => {
    const timer = setInterval(() => void read(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [read]);

  const qualifications = board.configuration?.shifts?.qualifications;
  const nameOf = (id: string) => qualificationName(qualifications, id, w);
  const mayWrite = role === 'commander' || role === 'planner';
  const maySign = role === 'commander' || role === 'dispatcher';

  const told = (answer: { readonly ok: true; readonly value: DutyAnswer }, key: string) => {
    const { staffId, before, expired, warnings } = answer.value;
    const notes = [
      w(key, { staff: staffId }),
      before === undefined || key === 'shift.signedOff' ? '' : w('shift.movedFrom', { unit: before }),
      expired.length > 0 ? w('shift.expired', { list: expired.map(nameOf).join(', ') }) : '',
      ...warnings.map(warning => limitInWords(warning, w)),
    ];
    console.tell(expired.length + warnings.length > 0 ? 'warn' : 'tell', notes.filter(Boolean).join(' · '));
  };
  const sign = async (staffId: string, unitId?: string): Promise<boolean> => {
    const answer =
      unitId === undefined
        ? await console.request.remove<DutyAnswer>(`/api/duties/${encodeURIComponent(staffId)}`)
        : await console.request.post<DutyAnswer>('/api/duties', { staffId, unitId });
    if (answer.ok) told(answer, unitId === undefined ? 'shift.signedOff' : 'shift.signedOn');
    else console.tell('alert', w.fault(answer.error));
    await read();
    return answer.ok;
  };

  return (
    <div className="shifts">
      <h3>{w('shift.now')}</h3>
      {lines?.length === 0 && <p className="faint">{w('shift.none')}</p>}
      <DutyList
        lines={lines ?? []}
        nameOf={nameOf}
        withPlace
        tools={line =>
          maySign && line.unitId !== undefined && line.state !== 'coming' ? (
            <button
              type="button"
              className="button button-small"
              onClick={() => void sign(line.staffId, line.since === undefined ? line.unitId : undefined)}
            >
              {w(line.since === undefined ? 'shift.on' : 'shift.off')}
            </button>
          ) : null
        }
      />
      {maySign && <SignOnLine units={[...board.units.keys()]} sign={sign} />}
      {mayWrite && <PlanPart onChanged={() => void read()} />}
    </div>
  );
}
