import type { TextPacket } from './rtp-packet.ts';

/** Stands where text was lost for good (RFC 4103 5.4). */
export const LOST = '\uFFFD';

/** A count that is off by more than this was begun anew. */
const FARTHEST = 500;

export interface TextRecovery {
  /** What the packet adds to the text. */
  take(packet: TextPacket): string;
}

/**
 * Puts text together from packets that are lost, doubled and out of order: what is missing is taken from the redundancy of the next one that comes,
 * and what is known already is not taken again (RFC 4103 5.3). What no packet brings any more leaves one mark.
 */
export function createTextRecovery(): TextRecovery {
  let source: number | undefined;
  let expected = 0;
  return {
    take({ sequence, source: from, primary, redundant }) {
      const ahead = source === from ? signed(sequence - expected) : undefined;
      if (ahead !== undefined && ahead < 0 && ahead > -FARTHEST) return '';
      const isBegun = ahead === undefined || Math.abs(ahead) >= FARTHEST;
      source = from;
      expected = (sequence + 1) & 0xffff;
      // Of the first, what it repeats was never heard: those before it were lost.
      const missing = isBegun ? redundant.length : ahead;
      const mark = (!isBegun && missing > redundant.length) || (isBegun && ahead !== undefined) ? LOST : '';
      const before = redundant.slice(0, missing).toReversed();
      return mark + [...before, primary].map(block => block.toString('utf8')).join('');
    },
  };
}

/** Of two counts of sixteen bits, how far one is ahead of the other. */
const signed = (difference: number) => (difference << 16) >> 16;
