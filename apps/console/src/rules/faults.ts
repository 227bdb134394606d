import type { RuleFault } from '@clarion/dispatch';
import { createContext, useContext } from 'react';
import type { Speech } from '../words/speak.ts';

export type Faults = ReadonlyMap<string, RuleFault>;

/** The first fault of each field. */
export function faultsByField(faults: readonly RuleFault[]): Faults {
  const byField = new Map<string, RuleFault>();
  for (const fault of faults) if (!byField.has(fault.field)) byField.set(fault.field, fault);
  return byField;
}

export const FaultsContext = createContext<Faults>(new Map());
export const useFault = (path: string): RuleFault | undefined => useContext(FaultsContext).get(path);

export const sayFault = ({ code, value, limit }: RuleFault, w: Speech): string =>
  w(`rules.fault.${code}`, { value: value ?? '', limit: limit ?? '' });
