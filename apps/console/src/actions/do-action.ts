import type { Console } from '../console.ts';
import type { Speech } from '../words/speak.ts';
import { type Action, nameNow } from './action.ts';

/** Does it, or says that it cannot be done now: a key, a button or a word is never dead. */
export function doAction(console: Console, action: Action, speech: Speech): void {
  if (action.predicate(console)) action.perform(console, speech);
  else console.tell('tell', speech('action.notNow', { action: speech(nameNow(action, console)) }));
}
