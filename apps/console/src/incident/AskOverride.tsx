import { overrideReasons } from '@clarion/dispatch';
import { ActionButton } from '../actions/ActionButton.tsx';
import { awaitingReason } from '../actions/assignment-actions.ts';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';

/** After others were sent than recommended: why? One key answers, and nothing waits for it. */
export function AskOverride() {
  const console = useConsole();
  const w = useSpeech();
  useCell(console.picture.board);
  const asked = awaitingReason(console);
  if (asked === undefined) return null;
  return (
    <div className="ask-override" role="status" data-override={asked.seq}>
      <span>{w('override.ask', { added: asked.added.join(', '), left: asked.left.join(', ') })}</span>
      {overrideReasons.map(reason => (
        <ActionButton key={reason} id={`override.${reason}`} small />
      ))}
    </div>
  );
}
