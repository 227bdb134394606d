import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { keyText, nameNow } from './action.ts';
import { actionOf } from './table.ts';

/** A button for an action of the table, with its key. Away when it cannot be done, so that it cannot be missed either. */
export function ActionButton(props: {
  readonly id: string;
  readonly strong?: boolean;
  readonly small?: boolean;
}) {
  const console = useConsole();
  const w = useSpeech();
  useCell(console.picture.board);
  useCell(console.desk);
  useCell(console.offer);
  useCell(console.picture.moveUps);
  useCell(console.likely);
  useCell(console.located);
  useCell(console.swaps);
  useCell(console.picture.log);
  const action = actionOf(props.id);
  if (!action.predicate(console)) return null;
  const classes = ['button', props.strong ? 'button-strong' : '', props.small ? 'button-small' : ''].filter(
    Boolean,
  );
  return (
    <button
      type="button"
      className={classes.join(' ')}
      data-action={action.id}
      onMouseDown={event => event.preventDefault()}
      onClick={() => action.perform(console, w)}
    >
      {w(nameNow(action, console))} <kbd>{keyText(action.key)}</kbd>
    </button>
  );
}
