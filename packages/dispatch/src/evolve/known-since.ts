import type { Instant } from '@clarion/measure';
import type { Call, Incident } from '../board.ts';

/** The first time at which a place, and a type, stood on a card; what stands stays. */
export function knownSince(
  before: Pick<Call | Incident, 'placeAt' | 'typeAt'>,
  fields: { readonly place?: unknown; readonly typeId?: unknown },
  at: Instant,
): Pick<Call, 'placeAt' | 'typeAt'> {
  return {
    ...(before.placeAt === undefined && fields.place !== undefined ? { placeAt: at } : {}),
    ...(before.typeAt === undefined && fields.typeId !== undefined ? { typeAt: at } : {}),
  };
}
