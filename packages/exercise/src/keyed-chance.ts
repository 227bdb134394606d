/** What a number of chance depends on: ids, times, words. The same keys always give the same number. */
export type Key = string | number;

/**
 * Chance in [0, 1) from keys instead of from a stream: what a crew does on assignment A17 stays the same whatever
 * happened before and whenever the server was restarted. FNV-1a over the keys, finished as MurmurHash3 does.
 */
export function chanceOf(...keys: readonly Key[]): number {
  return hash32(keys.join('\u0000'), 0x811c9dc5) / 4_294_967_296;
}

/** A UUID (version 8, RFC 9562 §5.8) from keys: a command that is tried again after a crash carries the same one. */
export function uuidOf(...keys: readonly Key[]): string {
  const text = keys.join('\u0000');
  const hex = [0x811c9dc5, 0x1b873593, 0x85ebca6b, 0xc2b2ae35]
    .map(start => hash32(text, start).toString(16).padStart(8, '0'))
    .join('');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Standard normal from keys (Box and Muller). */
export function normalOf(...keys: readonly Key[]): number {
  const u = Math.max(chanceOf(...keys, 'u'), 1e-9);
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * chanceOf(...keys, 'v'));
}

/** Log-normal with the given median; `spread` is the standard deviation of the logarithm. Whole milliseconds. */
export const delayOf = (medianMs: number, spread: number, ...keys: readonly Key[]): number =>
  Math.round(medianMs * Math.exp(spread * Math.max(-2.5, Math.min(2.5, normalOf(...keys)))));

function hash32(text: string, start: number): number {
  let h = start;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}
