import type { Board } from '../board.ts';
import { type IncidentChange, openAssignments } from '../change.ts';
import type { Entry } from '../entry.ts';
import type { IncidentId } from '../ids.ts';
import type { PageMark } from '../paging.ts';
import { changeAssignment, changeIncident } from './change.ts';
import { hearActor } from './heard.ts';

export function evolvePage(board: Board, entry: Extract<Entry, { type: 'ChangeRead' | 'PageMarked' }>): void {
  const { assignmentId, incidentId } = entry.data;
  if (entry.type === 'ChangeRead') {
    const { seq } = entry.data;
    hearActor(board, entry);
    changeAssignment(board, assignmentId, ({ unread = [], ...was }) => {
      const left = unread.filter(change => change.seq > seq);
      return left.length === 0 ? was : { ...was, unread: left };
    });
  } else {
    changeAssignment(board, assignmentId, was => ({ ...was, pages: marked(was.pages ?? [], entry) }));
  }
  changeIncident(board, incidentId, entry.seq);
}

function marked(
  pages: readonly PageMark[],
  { at, data }: Extract<Entry, { type: 'PageMarked' }>,
): readonly PageMark[] {
  const { channelId, step, change } = data;
  const isIt = (mark: PageMark) => mark.channelId === channelId && mark.change === change;
  const times = { ...pages.find(isIt)?.times, [step]: at };
  const next: PageMark = { ...(change === undefined ? {} : { change }), channelId, step, times };
  return pages.some(isIt) ? pages.map(mark => (isIt(mark) ? next : mark)) : [...pages, next];
}

/** Every crew on the incident has something to read. */
export function tellCrews(board: Board, incidentId: IncidentId, change: IncidentChange): void {
  const incident = board.incidents.get(incidentId);
  if (!incident) return;
  for (const { assignmentId } of openAssignments(board, incident))
    changeAssignment(board, assignmentId, was => ({ ...was, unread: [...(was.unread ?? []), change] }));
}
