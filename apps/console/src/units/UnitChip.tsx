import type { UnitStatus } from '@clarion/dispatch';
import { useSpeech } from '../words/useSpeech.ts';
import { signs } from './sign.ts';

/** A unit's number with the sign and colour of what it is doing. */
export function UnitChip(props: {
  readonly unitId: string;
  readonly status: UnitStatus;
  readonly late?: boolean;
}) {
  const w = useSpeech();
  return (
    <span
      className={`chip status-${props.status}${props.late ? ' chip-late' : ''}`}
      title={`${props.unitId} ${w(`status.${props.status}`)}${props.late ? ` · ${w('board.overdue')}` : ''}`}
    >
      <b aria-hidden="true">{signs[props.status]}</b>
      {props.unitId}
      <span className="hidden"> {w(`status.${props.status}`)}</span>
    </span>
  );
}
