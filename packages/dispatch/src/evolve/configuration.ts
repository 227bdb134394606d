import type { Board, Unit } from '../board.ts';
import { configurationUnder, rulesInForce } from '../centre-rules/centre-rules.ts';
import { keepTypes } from '../centre-rules/type-of.ts';
import type { Configuration } from '../configuration.ts';
import { applyDeployment } from '../deployment.ts';
import type { Entry } from '../entry.ts';
import { leaveGone } from './hand-over.ts';

/** The rules in force stay laid over what is adopted. */
export function evolveConfiguration(
  board: Board,
  entry: Extract<Entry, { type: 'ConfigurationAdopted' }>,
): void {
  const { configuration } = entry.data;
  board.adopted = configuration;
  const inForce = rulesInForce(board);
  putInForce(
    board,
    inForce === undefined
      ? configuration
      : configurationUnder(configuration, inForce.rules, configuration.version),
    entry,
  );
}

/** New units come available; those that are gone leave, at once or when their last assignment ends. */
export function putInForce(
  board: Board,
  configuration: Configuration,
  entry: Pick<Entry, 'seq' | 'at'>,
): void {
  const { seq, at } = entry;
  const was = board.configuration;
  leaveGone(board, configuration.desks, entry);
  board.configuration = configuration;
  board.lastConfiguration = Math.max(board.lastConfiguration, configuration.version);
  keepTypes(board, was);
  outdateDrafts(board);
  const staying = new Set<string>();
  for (const description of configuration.units) {
    const { unitId } = description;
    staying.add(unitId);
    const known = board.units.get(unitId);
    if (known) {
      const { leaving: _, ...unit } = known;
      board.units.set(unitId, { ...unit, description, changedSeq: seq });
    } else {
      const unit: Unit = {
        unitId,
        description,
        status: 'available',
        statusSince: at,
        assignmentIds: [],
        changedSeq: seq,
      };
      board.units.set(unitId, unit);
    }
  }
  for (const [unitId, unit] of board.units) {
    if (staying.has(unitId)) continue;
    if (unit.assignmentIds.length === 0) board.units.delete(unitId);
    else board.units.set(unitId, { ...unit, leaving: true, changedSeq: seq });
  }
  applyDeployment(board, seq);
}

/** What was drafted on another version would undo unsaid what has come since. */
function outdateDrafts(board: Board): void {
  const version = board.configuration?.version;
  for (const [rulesId, one] of board.rules)
    if ((one.state === 'drafted' || one.state === 'approved') && one.against !== version)
      board.rules.set(rulesId, { ...one, state: 'outdated' });
}
