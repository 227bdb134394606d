import type { GroupsAnswer } from '@clarion/protocol';
import { useEffect, useRef } from 'react';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';
import { noGroups } from './groups.ts';

/** In a storm the board changes faster than this; the rows need not. */
const EVERY_MS = 1_200;

/** Keeps what the server says of how the waiting calls belong together. Asked again when the log has grown, not by the clock. */
export function useGroups(): void {
  const console = useConsole();
  const wanted = useCell(console.picture.board, ({ board }) =>
    board.openCalls.size > 1 ? board.head : board.openCalls.size === 0 ? 0 : -1,
  );
  const live = useCell(console.liveness, liveness => liveness.state === 'live');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const askedAt = useRef(0);
  useEffect(() => {
    if (!live || wanted <= 0) {
      if (wanted <= 0) console.groups.set(noGroups);
      return;
    }
    if (timer.current !== undefined) return;
    const wait = Math.max(0, askedAt.current + EVERY_MS - performance.now());
    timer.current = setTimeout(async () => {
      timer.current = undefined;
      askedAt.current = performance.now();
      const answer = await console.request.get<GroupsAnswer>('/api/duplicates/groups');
      if (answer.ok && answer.value.head >= console.groups.get().head) console.groups.set(answer.value);
    }, wait);
  }, [wanted, live, console]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
