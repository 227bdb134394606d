import type { ConceptId, Observed, ObservedIncident } from '../../src/index.ts';
import type { TrueCall } from './stream.ts';

const OPEN_MS = 75 * 60_000;

/** An open incident as the desk knows it when the next call comes, every call so far attached by somebody who saw the truth. */
interface Known extends ObservedIncident {
  readonly truth: number;
}

export interface Asked {
  readonly call: Observed;
  readonly open: readonly ObservedIncident[];
  /** The incident it belongs to; undefined: it is new. */
  readonly answer: string | undefined;
}

/** Calls one after the other, each with the incidents open at the time. */
export function* play(stream: readonly TrueCall[]): Generator<Asked> {
  const known = new Map<number, Known & { readonly openedAt: number }>();
  for (const { call, truth } of stream) {
    for (const [number, one] of known) if (call.at - one.openedAt > OPEN_MS) known.delete(number);
    const own = known.get(truth);
    yield { call, open: [...known.values()], answer: own?.incidentId };
    const concepts = new Map<ConceptId, number>(own?.concepts);
    for (const conceptId of call.concepts) concepts.set(conceptId, (concepts.get(conceptId) ?? 0) + 1);
    const where = own?.where ?? call.where;
    const typeId = own?.typeId ?? call.typeId;
    known.set(truth, {
      truth,
      incidentId: `I${truth}`,
      openedAt: own?.openedAt ?? call.at,
      lastCallAt: call.at,
      calls: (own?.calls ?? 0) + 1,
      concepts,
      ...(where === undefined ? {} : { where }),
      ...(typeId === undefined ? {} : { typeId }),
    });
  }
}
