import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { changeIncident } from './change.ts';
import { hear } from './heard.ts';

type EmergencyEntry = Extract<Entry, { type: 'EmergencyRaised' | 'SafeClaimed' | 'EmergencyEnded' }>;

export function evolveEmergency(board: Board, entry: EmergencyEntry): void {
  const { unitId, incidentId } = entry.data;
  if (incidentId !== undefined) changeIncident(board, incidentId, entry.seq);
  switch (entry.type) {
    case 'EmergencyRaised': {
      const { via, fix, late } = entry.data;
      if (via === 'button') hear(board, unitId, entry.at, 'emergency', entry.seq);
      else hear(board, unitId, entry.at, 'voice', entry.seq);
      if (late) return;
      const known = board.emergencies.get(unitId);
      board.emergencies.set(unitId, {
        unitId,
        ...(incidentId === undefined ? {} : { incidentId }),
        // Pressed again: it stands since the first time, and what the crew said of being safe holds no more.
        since: known && known.since < entry.at ? known.since : entry.at,
        toldAt: known?.toldAt ?? entry.recordedAt,
        via,
        by: entry.actor,
        ...(fix ? { fix } : known?.fix ? { fix: known.fix } : {}),
      });
      return;
    }
    case 'SafeClaimed': {
      hear(board, unitId, entry.at, 'emergency', entry.seq);
      const known = board.emergencies.get(unitId);
      if (known) board.emergencies.set(unitId, { ...known, safeAt: entry.at });
      return;
    }
    case 'EmergencyEnded':
      board.emergencies.delete(unitId);
      board.emergencyEnds.set(unitId, entry.at);
      return;
  }
}
