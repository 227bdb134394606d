import { Command } from 'cmdk';
import { useEffect, useRef } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { useSpeech } from '../words/useSpeech.ts';
import { keyText, nameNow } from './action.ts';
import { actions } from './table.ts';

/** Every action that can be done now, found by its name in either language. It lies beside the card and blocks nothing. */
export function Palette() {
  const console = useConsole();
  const w = useSpeech();
  const open = useCell(console.desk, desk => desk.palette);
  useCell(console.picture.board);
  const back = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!open) return;
    back.current = document.activeElement as HTMLElement | null;
    document.querySelector<HTMLInputElement>('.palette-input')?.focus();
  }, [open]);
  if (!open) return null;
  const close = () => {
    console.desk.change(desk => ({ ...desk, palette: false }));
    back.current?.focus();
  };
  return (
    <Command
      className="palette"
      label={w('action.palette')}
      loop
      onKeyDown={event => {
        if (event.key === 'Escape') close();
      }}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget))
          console.desk.change(desk => ({ ...desk, palette: false }));
      }}
    >
      <Command.Input className="palette-input" placeholder={w('palette.hint')} />
      <Command.List className="palette-list" label={w('action.palette')}>
        <Command.Empty className="rows-empty">{w('palette.none')}</Command.Empty>
        {actions
          .filter(action => action.id !== 'palette' && action.predicate(console))
          .map(action => (
            <Command.Item
              key={action.id}
              value={action.id}
              keywords={[w(nameNow(action, console))]}
              className="palette-item"
              onSelect={() => {
                close();
                action.perform(console, w);
              }}
            >
              <span>{w(nameNow(action, console))}</span>
              <span className="faint">{w(`action.group.${action.group}`)}</span>
              <kbd>{keyText(action.key)}</kbd>
            </Command.Item>
          ))}
      </Command.List>
    </Command>
  );
}
