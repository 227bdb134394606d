import { type Command, mayGive } from '@clarion/dispatch';
import type { Console } from '../console.ts';
import type { Speech } from '../words/speak.ts';

/** A key that browsers leave to the page: F-keys but F5, F6, F7, F11 and F12, also with Ctrl but F4, and Alt with a letter or sign. */
export interface Key {
  readonly code: string;
  readonly alt?: true;
  readonly ctrl?: true;
  readonly shift?: true;
}

/** One thing that a person can do. Keys, palette, buttons and help are all made from the one table of these. */
export interface Action {
  readonly id: string;
  readonly group: 'call' | 'incident' | 'unit' | 'view';
  /** Its name in the catalogue: it stands on its button, and typed into the command bar it does it. */
  readonly name: string;
  readonly key: Key;
  /** One key that does one of two things: their names, and whether it would do the second now. Both can be typed. */
  readonly either?: {
    readonly names: readonly [string, string];
    readonly second: (console: Console) => boolean;
  };
  /** Whether it can be done now, by this person. */
  readonly predicate: (console: Console) => boolean;
  readonly perform: (console: Console, speech: Speech) => void;
}

/** Its name in the catalogue as it stands now: of the two, what it would do. */
export const nameNow = ({ name, either }: Action, console: Console): string =>
  either === undefined ? name : either.names[either.second(console) ? 1 : 0];

export const may = (console: Console, command: Command['type']): boolean => {
  const role = console.session.get()?.role;
  return role !== undefined && mayGive(role, command, console.board());
};

const signs: Readonly<Record<string, string>> = {
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  Minus: '-',
  Equal: '=',
  Backquote: '`',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
};

/** As printed on the keyboard: Alt+N, F2. */
export const keyText = (key: Key): string =>
  [
    key.ctrl ? 'Ctrl' : '',
    key.alt ? 'Alt' : '',
    key.shift ? 'Shift' : '',
    signs[key.code] ?? key.code.replace(/^Key|^Digit/, ''),
  ]
    .filter(Boolean)
    .join('+');

/** By place on the keyboard (`code`), so that Alt makes no other letter of it on a Mac or a Chinese layout. */
export function matches(
  key: Key,
  event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): boolean {
  return (
    event.code === key.code &&
    event.altKey === (key.alt ?? false) &&
    event.shiftKey === (key.shift ?? false) &&
    (event.ctrlKey || event.metaKey) === (key.ctrl ?? false)
  );
}
