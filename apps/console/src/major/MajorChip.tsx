import { majorIncidents } from '@clarion/dispatch';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { showCommand } from './show-command.ts';

/** Over every page of the floor: the major incidents that stand; it opens the command view, and goes back. */
export function MajorChip() {
  const console = useConsole();
  const w = useSpeech();
  const { board } = useCell(console.picture.board);
  const all = majorIncidents(board);
  return (
    <button
      type="button"
      className={`top-tool${all.length > 0 ? ' top-major' : ''}`}
      data-do="command"
      onMouseDown={event => event.preventDefault()}
      onClick={() => showCommand(console)}
    >
      {all.length === 0
        ? w('major.title')
        : w('major.chip', { incident: all.map(one => one.incidentId).join(' ') })}
    </button>
  );
}
