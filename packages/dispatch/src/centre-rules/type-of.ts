import type { Board, Incident } from '../board.ts';
import type { IncidentType } from '../configuration.ts';

/**
 * The type of an incident with its run cards, as they were when it was opened: what begins later is for incidents that are
 * opened later. A type that there was not yet then is taken as it is now.
 */
export function typeOf(
  board: Board,
  { typeId, configurationVersion }: Pick<Incident, 'typeId' | 'configurationVersion'>,
): IncidentType | undefined {
  const now = board.configuration;
  const kept =
    configurationVersion === undefined || configurationVersion === now?.version
      ? undefined
      : board.pastTypes.get(configurationVersion);
  return find(kept, typeId) ?? find(now?.types, typeId);
}

const find = (types: readonly IncidentType[] | undefined, typeId: string | undefined) =>
  types?.find(type => type.typeId === typeId);

/** Keeps the types of `was` as long as an incident on the board was opened under them. Mutates the board. */
export function keepTypes(board: Board, was: Board['configuration']): void {
  const current = board.configuration?.version;
  if (was === undefined || was.version === current) return;
  const used = new Set<number | undefined>();
  for (const { configurationVersion } of board.incidents.values()) used.add(configurationVersion);
  board.pastTypes.set(was.version, was.types);
  for (const version of board.pastTypes.keys())
    if (version === current || !used.has(version)) board.pastTypes.delete(version);
}
