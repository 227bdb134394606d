import type { DutyWarning } from '@clarion/dispatch';
import type { DutyLine, ShiftFault } from '@clarion/protocol';
import type { Speech } from '../words/speak.ts';

const hours = (h: number) => String(Math.round(h * 10) / 10);

/** A limit that is passed, with what it is and whose rule it is. */
export const limitInWords = ({ limit, hours: most, actual, source }: DutyWarning, w: Speech): string =>
  w(`shift.limit.${limit}`, { actual: hours(actual), hours: hours(most), source });

export const stateInWords = ({ state, at, planned }: DutyLine, w: Speech): string =>
  w(`shift.state.${state}`, { at, time: planned === undefined ? '' : w.time(planned.from) });

/** Besides words each state has a sign. */
export const stateSigns = { there: '✓', missing: '▲', elsewhere: '→', coming: '·', unplanned: '+' } as const;

export const shiftFaultInWords = ({ line, code, value }: ShiftFault, w: Speech): string =>
  w('shift.line', { line, what: w(`shift.fault.${code}`, { value }) });
