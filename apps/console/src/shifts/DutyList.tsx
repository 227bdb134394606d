import type { DutyLine } from '@clarion/protocol';
import { useSpeech } from '../words/useSpeech.ts';
import { limitInWords, stateInWords, stateSigns } from './duty-words.ts';

/** Who is planned and who is there, by place: never by person. */
export function DutyList(props: {
  readonly lines: readonly DutyLine[];
  readonly nameOf: (qualificationId: string) => string;
  readonly withPlace: boolean;
  /** What can be done about somebody. */
  readonly tools?: (line: DutyLine) => React.ReactNode;
}) {
  const w = useSpeech();
  return (
    <ul className="duty-list">
      {props.lines.map(line => {
        const { staffId, unitId, deskId, state, planned, since, expired, warnings } = line;
        const place = deskId ?? unitId ?? '';
        return (
          <li key={`${place} ${staffId} ${planned?.shiftId ?? 'on'}`} data-staff={staffId} data-state={state}>
            {props.withPlace && <b>{place}</b>} {staffId}{' '}
            <span className={`duty-state duty-${state}`}>
              <b aria-hidden="true">{stateSigns[state]}</b> {stateInWords(line, w)}
            </span>
            <span className="push numeric faint">
              {[
                planned === undefined
                  ? ''
                  : w('shift.span', {
                      from: w.date(planned.from).slice(0, -3),
                      to: w.date(planned.to).slice(0, -3),
                    }),
                since === undefined ? '' : w('shift.since', { time: w.time(since).slice(0, -3) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {props.tools?.(line)}
            {expired.length > 0 && (
              <span className="duty-note">
                ▲ {w('shift.expired', { list: expired.map(props.nameOf).join(', ') })}
              </span>
            )}
            {warnings.map(warning => (
              <span key={`${warning.limit} ${warning.at}`} className="duty-note" data-limit={warning.limit}>
                ▲ {limitInWords(warning, w)}
              </span>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
