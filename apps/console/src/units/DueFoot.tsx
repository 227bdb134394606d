import { checksOfUnit, type Due, lastHeard, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { age } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { countOf, dueSigns } from './due.ts';
import { dueInWords } from './due-words.ts';

/** Under the units: how many crews are due and overdue, and of the one in hand when it was heard, how, and what is due. */
export function DueFoot(props: { readonly due: ReadonlyMap<string, Due>; readonly unit: Unit | undefined }) {
  const w = useSpeech();
  const [overdue, due] = [countOf(props.due, 'overdue'), countOf(props.due, 'due')];
  return (
    <div className="due-foot">
      <span className="due-counts" role="status">
        <span className={overdue > 0 ? 'due-overdue' : 'faint'} data-overdue={overdue}>
          {dueSigns.overdue} {w('units.overdue', { n: overdue })}
        </span>
        <span className={due > 0 ? 'due-due' : 'faint'} data-due={due}>
          {dueSigns.due} {w('units.due', { n: due })}
        </span>
      </span>
      <ActionButton id="unitsByDue" small />
      {props.unit !== undefined && <UnitHeard unit={props.unit} />}
    </div>
  );
}

function UnitHeard({ unit }: { readonly unit: Unit }) {
  const console = useConsole();
  const w = useSpeech();
  const now = useCell(console.tick);
  const positions = useCell(console.picture.positions);
  const board = console.board();
  const fixTimes = (unitId: string) => positions.get(unitId)?.fixAt;
  const checks = checksOfUnit(board, unit, instant(now), fixTimes);
  const heard = lastHeard(board, unit, fixTimes);
  const said =
    heard === undefined
      ? w('check.never')
      : w('check.heard', { age: age(now - heard.at), channel: w(`channel.${heard.via}`) });
  return (
    <div className="due-unit" data-heard={heard?.via ?? ''}>
      <p>
        <b>{unit.unitId}</b> {said}
      </p>
      {checks.map(check => (
        <p key={check.check} className={`due-${check.state}`}>
          {dueSigns[check.state]} {dueInWords(check, now, w)}
        </p>
      ))}
      <ActionButton id="heard" small />
    </div>
  );
}
