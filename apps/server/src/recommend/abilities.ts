import type { Capability, Unit } from '@clarion/dispatch';

/** A unit that nothing holds back, as far as its assignments and its status go; every other one is taken. */
export const FREE = 1 << 29;
export const TAKEN = 1 << 30;
const MOST_BITS = 29;

/** What units can do, as bits for the search on the road. */
export interface Abilities {
  /** Bits of a unit, noted as one that has them. */
  note(unit: Unit): number;
  forget(unitId: string): void;
  /** Who has it: undefined when no unit ever had it; 0 when there are more capabilities than bits. */
  bitOf(capability: Capability): number | undefined;
  having(capability: Capability): ReadonlySet<string>;
}

export function createAbilities(): Abilities {
  const bits = new Map<Capability, number>();
  const holders = new Map<Capability, Set<string>>();
  const held = new Map<string, readonly Capability[]>();
  const none: ReadonlySet<string> = new Set();

  function forget(unitId: string): void {
    for (const capability of held.get(unitId) ?? []) holders.get(capability)?.delete(unitId);
    held.delete(unitId);
  }
  function bitFor(capability: Capability): number {
    let bit = bits.get(capability);
    if (bit === undefined) {
      bit = bits.size < MOST_BITS ? 1 << bits.size : 0;
      bits.set(capability, bit);
      holders.set(capability, new Set());
    }
    return bit;
  }

  return {
    note(unit) {
      const { unitId, description, status, assignmentIds, leaving } = unit;
      const { capabilities } = description;
      if (held.get(unitId) !== capabilities) {
        forget(unitId);
        held.set(unitId, capabilities);
        for (const capability of capabilities) {
          bitFor(capability);
          holders.get(capability)?.add(unitId);
        }
      }
      const isFree = status !== 'outOfService' && leaving !== true && assignmentIds.length === 0;
      return capabilities.reduce((mask, one) => mask | bitFor(one), isFree ? FREE : TAKEN);
    },
    forget,
    bitOf: capability => bits.get(capability),
    having: capability => holders.get(capability) ?? none,
  };
}
