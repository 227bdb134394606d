import { briefingSheet, majorIncidents } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { incidentInHand } from '../actions/in-hand.ts';
import type { Console } from '../console.ts';

/** Of the incident in hand; of the major incident that was declared first where none is. */
export const briefed = (console: Console) => incidentInHand(console) ?? majorIncidents(console.board())[0];

/** Takes the sheet off the board as it stands, and hands it to the browser's printer: on paper, or into a PDF file. */
export function printBriefing(console: Console): void {
  const incident = briefed(console);
  if (incident === undefined) return;
  const now = instant(Math.round(console.now()));
  const sheet = briefingSheet(console.board(), incident.incidentId, now);
  if (sheet !== undefined) console.desk.change(desk => ({ ...desk, sheet }));
}
