import { rulesInForce } from '@clarion/dispatch';
import type { Pack } from '@clarion/files';
import type { Centre } from '../centre/centre.ts';
import type { Tell } from '../tell.ts';

/** What whoever starts a server has to know of its centre. */
export function tellOfCentre({ log, closures, speeds, clock }: Centre, pack: Pack, tell: Tell): void {
  const { board, kind, logId } = log;
  const laid = rulesInForce(board);
  if (laid !== undefined) tell('server.rulesInForce', { rulesId: laid.rulesId });
  const units = board.units.size;
  if (units === 0) tell('server.noUnits');
  else if (pack.units.length === 0 && kind === 'drill') tell('server.assumedUnits', { units });
  const now = clock.now();
  const unplaced = [...closures.unplaced(now), ...speeds.unplaced(now)];
  if (unplaced.length > 0) tell('server.closuresUnplaced', { closures: unplaced.join(', ') });
  tell('server.log', { logId, kind, head: board.head });
}
