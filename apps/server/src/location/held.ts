import { fail, ok, type Result } from '@clarion/measure';
import { readXml } from './xml-tree.ts';

/** How long a location server may take: for a first place, or for the best that it can find (RFC 5985 6.1). */
export type HeldPurpose = 'emergencyRouting' | 'emergencyDispatch';

export const HELD_TYPE = 'application/held+xml;charset=utf-8';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * A location request (RFC 5985 5), for the target of the address that it is sent to (RFC 6753), or for a device that is named by its number
 * (RFC 6155). Routing is not asked for (RFC 7840): the call is here already.
 */
export function heldRequest(purpose: HeldPurpose, number?: string): string {
  const device =
    number === undefined
      ? ''
      : `<device xmlns="urn:ietf:params:xml:ns:geopriv:held:id"><uri>tel:${escaped(number)}</uri></device>`;
  return `<?xml version="1.0" encoding="UTF-8"?><locationRequest xmlns="urn:ietf:params:xml:ns:geopriv:held" responseTime="${purpose}"><locationType exact="true">geodetic civic</locationType>${device}</locationRequest>`;
}

/** A document with a location, as it came: a location response, or a PIDF-LO alone. Errors: the server's own, by its code; no document. */
export function readHeld(
  text: string,
): Result<string, { readonly code: 'HeldError'; readonly reason: string }> {
  const read = readXml(text);
  if (!read.ok) return fail({ code: 'HeldError', reason: read.error.reason });
  const { name, attributes } = read.value;
  if (name === 'locationResponse' || name === 'presence') return ok(text);
  const said = name === 'error' ? attributes['code'] : name;
  return fail({ code: 'HeldError', reason: (said ?? '').slice(0, 40) });
}
