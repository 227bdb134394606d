import { closuresInForce, feedInForce, speedsInForce } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { useCell } from '../cell.ts';
import { useConsole } from '../console.ts';

/** Changes whenever a street is closed, slowed, as usual again, or that expires: road times are asked for anew then. */
export function useClosedNow(): string {
  const console = useConsole();
  const now = useCell(console.tick);
  return useCell(console.picture.board, ({ board }) =>
    [
      board.closuresVersion,
      ...closuresInForce(board, instant(now)).map(one => one.closureId),
      board.speedsVersion,
      ...speedsInForce(board, instant(now)).map(one => one.speedId),
      feedInForce(board, instant(now))?.seq,
    ].join(' '),
  );
}
