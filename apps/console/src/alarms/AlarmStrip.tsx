import { desksOf, desksOfOperator, type FloorAlarm, hearersOf, unitsOfAlarm } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { ActionButton } from '../actions/ActionButton.tsx';
import { takeCall, takeIncident } from '../actions/carry-out.ts';
import { actionOf } from '../actions/table.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { Since } from '../floor/Age.tsx';
import { openHere } from '../hand-over/hand-overs.ts';
import { MajorChip } from '../major/MajorChip.tsx';
import { useSpeech } from '../words/useSpeech.ts';
import { aboutWaiting, alarmName } from './alarm-words.ts';
import { EmergencyFacts } from './EmergencyFacts.tsx';
import { alarmsHere } from './here.ts';
import { useSounds } from './useSounds.ts';

/** Each severity has a sign besides its colour. */
export const severitySigns = { emergency: '◆', high: '▲', medium: '●', low: '○' } as const;
const SHOWN = 4;
/** How often an alarm about what waits is counted anew. */
const LOOK_MS = 5000;

/** The alarms of this person's desk, in a place of their own: they push nothing and take no focus. */
export function AlarmStrip() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const operatorId = useCell(console.session, session => session?.operatorId) ?? '';
  const { isReady } = useSounds();
  const here = alarmsHere(board, operatorId);
  const desks = desksOfOperator(board, operatorId);
  const emergency = here.find(alarm => alarm.kind === 'emergency');
  return (
    <section className={`alarms${emergency ? ' alarms-emergency' : ''}`} aria-label={w('alarms.strip')}>
      <button
        type="button"
        className="top-tool alarms-desk"
        data-action="alarms"
        onMouseDown={event => event.preventDefault()}
        onClick={() => actionOf('alarms').perform(console, w)}
      >
        {desks.length === 0 ? w('desk.none') : w('desk.chip', { desks: desks.join(' ') })}
      </button>
      <div role="alert" aria-live="assertive" className="alarms-list">
        {here.length === 0 && <span className="faint">{w('alarms.none')}</span>}
        {here.slice(0, SHOWN).map(alarm => (
          <AlarmChip key={alarm.key} alarm={alarm} />
        ))}
        {here.length > SHOWN && <span>{w('alarms.more', { n: here.length - SHOWN })}</span>}
      </div>
      {emergency?.about.unitId !== undefined && <EmergencyFacts unitId={emergency.about.unitId} />}
      <span className="push" />
      <MajorChip />
      {openHere(console).length > 0 && <ActionButton id="takeOver" strong small />}
      {here.some(alarm => alarm.kind === 'unacknowledged') && <ActionButton id="heardSilent" small />}
      <ActionButton id="acknowledgeAlarm" strong small />
      <span className={isReady ? 'faint' : 'alarms-silent'} data-sound={isReady ? 'on' : 'off'}>
        {w(isReady ? 'alarms.soundOn' : 'alarms.soundOff')}
      </span>
    </section>
  );
}

function AlarmChip({ alarm }: { readonly alarm: FloorAlarm }) {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const { key, kind, severity, about, acknowledged, escalatedAt, since, room } = alarm;
  // Of units that were sent together those that have not answered yet: it shrinks as they do.
  const unitIds = unitsOfAlarm(board, alarm);
  const now = useCell(console.tick, tick => Math.floor(tick / LOOK_MS) * LOOK_MS);
  const waiting = aboutWaiting(board, alarm, instant(now));
  const { orphaned, deskIds } = hearersOf(board, alarm);
  // By name: an id as C1 is a call's and a unit's as well.
  const named = (deskId: string | undefined) =>
    w.named(desksOf(board).find(desk => desk.deskId === deskId)?.names) || deskId;
  return (
    <button
      type="button"
      className={`alarm alarm-${severity}${acknowledged ? ' alarm-acknowledged' : ''}`}
      data-alarm={key}
      data-units={unitIds.join(' ')}
      title={unitIds.length > 1 ? unitIds.join(' ') : undefined}
      data-acknowledged={acknowledged === undefined ? 'no' : 'yes'}
      onMouseDown={event => event.preventDefault()}
      onClick={() => {
        const incidentId = waiting.incidentId ?? about.incidentId;
        if (incidentId !== undefined) takeIncident(console, incidentId);
        else if (about.callId !== undefined) takeCall(console, about.callId);
      }}
    >
      <b aria-hidden="true">{severitySigns[severity]}</b>
      <span className="hidden">{w(`alarm.severity.${severity}`)}</span>{' '}
      {alarmName(kind, { ...about, unitIds, ...waiting }, w)} <Since at={since} />
      {acknowledged !== undefined && <span title={acknowledged.by.id}> ✓</span>}
      {room && <span> · {w('alarms.room')}</span>}
      {escalatedAt !== undefined && <span> ↑ {named(deskIds.at(-1))}</span>}
      {orphaned && deskIds[0] !== undefined && !room && <span> ({named(deskIds[0])})</span>}
    </button>
  );
}
