import type { PlaceHitAnswer } from '@clarion/protocol';
import type { Console } from '../console.ts';

/** A change that is only thought of: units that cannot be had, and places on streets that are closed. */
export interface Supposed {
  readonly incidentId: string;
  readonly without: readonly string[];
  readonly closed: readonly (readonly [number, number])[];
}

const nothingYet = (incidentId: string): Supposed => ({ incidentId, without: [], closed: [] });

/** Adds to what is supposed already; a unit named again can be had again. */
export function suppose(
  supposed: Supposed | undefined,
  incidentId: string,
  without: readonly string[],
  closed?: readonly [number, number],
): Supposed {
  const before = supposed?.incidentId === incidentId ? supposed : nothingYet(incidentId);
  return {
    incidentId,
    without: [
      ...before.without.filter(unitId => !without.includes(unitId)),
      ...without.filter(unitId => !before.without.includes(unitId)),
    ],
    closed: closed === undefined ? before.closed : [...before.closed, closed],
  };
}

export function endSupposing(console: Console): void {
  console.desk.change(({ supposed: _, ...desk }) => desk);
}

/** As the command bar has it; the place is the first that the search knows by the name. */
export async function supposeByLine(
  console: Console,
  line: { readonly without: readonly string[]; readonly close: string },
): Promise<void> {
  const { incidentId } = console.desk.get();
  if (incidentId === undefined) return;
  if (line.without.length === 0 && line.close === '') return endSupposing(console);
  let at: readonly [number, number] | undefined;
  if (line.close !== '') {
    const center = console.place.get()?.center;
    const near = center === undefined ? '' : `&near=${center.join(',')}`;
    const answer = await console.request.get<{ readonly hits: readonly PlaceHitAnswer[] }>(
      `/api/places?q=${encodeURIComponent(line.close)}&limit=1${near}`,
    );
    const hit = answer.ok ? answer.value.hits[0] : undefined;
    at = hit && (await streetNear(console, hit.at));
  }
  console.desk.change(desk => ({ ...desk, supposed: suppose(desk.supposed, incidentId, line.without, at) }));
}

/** A place in the middle of the street there, so that no junction is meant. */
async function streetNear(
  console: Console,
  at: readonly [number, number],
): Promise<readonly [number, number]> {
  const answer = await console.request.get<{
    readonly streets: readonly { readonly at: readonly [number, number] }[];
  }>(`/api/streets/at?lng=${at[0]}&lat=${at[1]}`);
  return (answer.ok ? answer.value.streets[0]?.at : undefined) ?? at;
}
