import type { Console } from '../console.ts';

/** The commander’s view in the place of map and incident; again: back. */
export const showCommand = (console: Console): void =>
  console.desk.change(desk => ({ ...desk, side: desk.side === 'command' ? 'incident' : 'command' }));
