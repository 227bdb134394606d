import {
  alarmRates,
  deskOfIncident,
  desksOf,
  type FloorAlarm,
  hearersOf,
  supervisorDesk,
  unitsOfAlarm,
} from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { may } from '../actions/action.ts';
import { carryOut } from '../actions/carry-out.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import type { Speech } from '../words/speak.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { severitySigns } from './AlarmStrip.tsx';
import { alarmName } from './alarm-words.ts';

/** Desks with who sits there, what they own and how many alarms they have, and every alarm with its proof. */
export function AlarmsPanel() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const now = useCell(console.tick);
  const operatorId = useCell(console.session, session => session?.operatorId);
  const rates = new Map(alarmRates(board, instant(now)).map(rate => [rate.deskId, rate]));
  const owned = new Map<string, string[]>();
  for (const incidentId of board.openIncidents) {
    const incident = board.incidents.get(incidentId);
    const deskId = (incident && deskOfIncident(board, incident)) ?? supervisorDesk(board) ?? '';
    owned.set(deskId, [...(owned.get(deskId) ?? []), incidentId]);
  }
  return (
    <div className="desks">
      {board.desks.size === 0 && <p className="desks-nobody">{w('alarms.nobody')}</p>}
      <ul className="desks-list" aria-label={w('desk.title')}>
        {desksOf(board).map(({ deskId, names, work }) => {
          const sitting = board.desks.get(deskId);
          const opened = board.handOvers.get(deskId);
          const rate = rates.get(deskId);
          const mine = sitting !== undefined && sitting.by.id === operatorId;
          return (
            <li key={deskId} data-desk={deskId} data-by={sitting?.by.id ?? ''}>
              <b>{deskId}</b> {w.named(names)} <span className="faint">{w(`desk.${work}`)}</span>
              <span className="push">
                {sitting === undefined
                  ? w('desk.free')
                  : w('desk.by', { by: sitting.by.id, time: w.time(sitting.since) })}
              </span>
              {may(console, 'TakeDesk') && (
                <button
                  type="button"
                  className="button button-small"
                  onClick={() =>
                    void carryOut(
                      console,
                      opened === undefined || mine
                        ? { type: mine ? 'LeaveDesk' : 'TakeDesk', deskId }
                        : { type: 'TakeOver', deskId, opened: opened.seq },
                    )
                  }
                >
                  {w(mine ? 'desk.leave' : opened === undefined ? 'desk.take' : 'action.takeOver')}
                </button>
              )}
              <span className={`desks-rate${rate?.isOver ? ' desks-over' : ''}`} data-rate={rate?.lastHour}>
                {rate?.isOver ? '▲' : '✓'} {w('alarms.rate')}:{' '}
                {w('alarms.rateOf', {
                  n: rate?.lastHour ?? 0,
                  budget: rate?.budget ?? 0,
                  mean: (rate?.perHour ?? 0).toFixed(1),
                })}{' '}
                {w(rate?.isOver ? 'alarms.rateOver' : 'alarms.rateWithin')}
                {(owned.get(deskId)?.length ?? 0) > 0 && <> · {owned.get(deskId)!.join(', ')}</>}
              </span>
            </li>
          );
        })}
      </ul>
      <h3>{w('alarms.standing')}</h3>
      <AlarmList alarms={[...board.alarms.values()]} w={w} />
      <h3>{w('alarms.past')}</h3>
      <AlarmList alarms={board.pastAlarms.slice(-20).toReversed()} w={w} />
    </div>
  );
}

function AlarmList({ alarms, w }: { readonly alarms: readonly FloorAlarm[]; readonly w: Speech }) {
  const console = useConsole();
  const { board } = useCell(console.picture.board);
  const supervisor = supervisorDesk(board) ?? '—';
  return (
    <ul className="alarm-lines">
      {alarms.map(alarm => {
        const { key, kind, severity, about, raisedAt, deskId, escalatedAt, acknowledged, sounded } = alarm;
        const owner = deskId ?? supervisor;
        const where = (one: FloorAlarm['sounded'][number]) => one.deskId ?? one.by.id;
        return (
          <li key={`${key} ${raisedAt}`} data-alarm-line={key}>
            <b>
              {severitySigns[severity]}{' '}
              {alarmName(
                kind,
                alarm.clearedAt ? about : { ...about, unitIds: unitsOfAlarm(board, alarm) },
                w,
              )}
            </b>{' '}
            {[
              w('alarms.raised', { time: w.time(raisedAt) }),
              alarm.room ? w('alarms.room') : w('alarms.owner', { desk: owner }),
              alarm.clearedAt === undefined && hearersOf(board, alarm).orphaned
                ? w('alarms.orphaned', { desk: owner })
                : '',
              escalatedAt === undefined
                ? ''
                : w('alarms.escalated', { desk: supervisor, time: w.time(escalatedAt) }),
              alarm.repeats === 0
                ? ''
                : w('alarms.repeated', { n: alarm.repeats, time: w.time(alarm.repeatedAt ?? raisedAt) }),
              acknowledged === undefined
                ? ''
                : w('alarms.acknowledged', { by: acknowledged.by.id, time: w.time(acknowledged.at) }),
              ...sounded.map(one => w(`alarms.${one.how}`, { desk: where(one), time: w.time(one.at) })),
              sounded.some(one => one.how === 'sounded') ? '' : w('alarms.unproven'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        );
      })}
    </ul>
  );
}
