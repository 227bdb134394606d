import type { FloorAlarm } from '../alarms/alarm.ts';
import { RAISES_KEPT_MS } from '../alarms/rate.ts';
import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import type { DeskId } from '../ids.ts';
import { present } from '../present.ts';

type AlarmEntry = Extract<
  Entry,
  {
    type:
      | 'FloorAlarmRaised'
      | 'FloorAlarmAcknowledged'
      | 'FloorAlarmEscalated'
      | 'FloorAlarmRepeated'
      | 'FloorAlarmSounded'
      | 'FloorAlarmCleared';
  }
>;

/** Enough to look back on the last busy hour; older ones are in the log. */
const PAST_KEPT = 60;

export function evolveAlarm(board: Board, entry: AlarmEntry): void {
  const { key } = entry.data;
  if (entry.type === 'FloorAlarmRaised') {
    const { kind, severity, since, deskId, room, ...rest } = entry.data;
    const { key: _, ...about } = rest;
    board.alarms.set(key, {
      key,
      kind,
      severity,
      ...(room ? { room } : {}),
      since,
      raisedAt: entry.at,
      ...(deskId === undefined ? {} : { deskId }),
      about,
      repeats: 0,
      sounded: [],
    });
    count(board, entry, deskId);
    return;
  }
  const alarm = board.alarms.get(key) ?? board.pastAlarms.findLast(one => one.key === key);
  if (!alarm) return;
  const stands = board.alarms.has(key);
  switch (entry.type) {
    case 'FloorAlarmAcknowledged':
      acknowledgeOrphan(board, alarm);
      change(board, { ...alarm, acknowledged: { by: entry.actor, at: entry.at } });
      return;
    case 'FloorAlarmEscalated':
      change(board, { ...alarm, about: aboutNow(alarm, entry), escalatedAt: entry.at });
      return;
    case 'FloorAlarmRepeated': {
      const { acknowledged: _, escalatedAt: __, ...again } = alarm;
      change(board, {
        ...again,
        about: aboutNow(alarm, entry),
        repeats: alarm.repeats + 1,
        repeatedAt: entry.at,
      });
      count(board, entry, alarm.deskId);
      return;
    }
    case 'FloorAlarmSounded': {
      const { deskId, how, round } = entry.data;
      const played = {
        by: entry.actor,
        ...(deskId === undefined ? {} : { deskId }),
        at: entry.at,
        how,
        round,
      };
      const told = { ...alarm, sounded: [...alarm.sounded, played] };
      if (stands) change(board, told);
      else board.pastAlarms = board.pastAlarms.map(one => (one === alarm ? told : one));
      return;
    }
    case 'FloorAlarmCleared':
      board.alarms.delete(key);
      board.pastAlarms = [...board.pastAlarms, { ...alarm, clearedAt: entry.at }].slice(-PAST_KEPT);
      return;
  }
}

/** What a desk owned that is gone is other desks' by law already: somebody has only to know. */
function acknowledgeOrphan(board: Board, { about: { orphanId = '' } }: FloorAlarm): void {
  if (board.orphans.get(orphanId)?.cause === 'gone') board.orphans.delete(orphanId);
}

/** The units that it is still about; all else stays as it was raised. */
const aboutNow = (
  { about }: FloorAlarm,
  { data: { unitIds, waiting, incidentId, priority } }: AlarmEntry,
): FloorAlarm['about'] => ({
  ...about,
  ...(unitIds === undefined ? {} : { unitIds }),
  ...(waiting === undefined ? {} : present({ waiting, incidentId, priority })),
});

function change(board: Board, alarm: FloorAlarm): void {
  board.alarms.set(alarm.key, alarm);
}

function count(board: Board, { at }: Entry, deskId: DeskId | undefined): void {
  const kept = board.alarmRaises.filter(raise => raise.at > at - RAISES_KEPT_MS);
  board.alarmRaises = [...kept, { at, ...(deskId === undefined ? {} : { deskId }) }];
}
