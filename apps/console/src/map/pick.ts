import type { Place } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import type { PlaceHitAnswer } from '@clarion/protocol';
import { carryOut } from '../actions/carry-out.ts';
import { placingOf } from '../bar/commands.ts';
import { callAsTyped } from '../call/card-draft.ts';
import type { Console } from '../console.ts';
import { addCorner } from '../cordon/cordoning.ts';
import { moveTo } from '../moving/moving-line.ts';
import { stageAt } from '../staging/staging-line.ts';
import { offerStreets } from '../streets/closing.ts';

/** How exactly a hand hits a map. */
const BY_HAND_M = 20;

/** A point of the map becomes the open card's place, or a unit's, named after what lies there; or its street is offered for closing. */
export async function pick(console: Console, at: LngLat): Promise<void> {
  const { picking, callId } = console.desk.get();
  if (picking === undefined) return;
  if (picking.for === 'street') return offerStreets(console, at);
  if (picking.for === 'outline') return addCorner(console, at);
  console.desk.change(({ picking: _, ...desk }) => desk);
  if (picking.for === 'unit') {
    void carryOut(console, placingOf(picking.unitId, [at[0], at[1]], console.now()));
    return;
  }
  if (picking.for === 'card' && callId === undefined) return;
  const answer = await console.request.get<{ readonly hits: readonly PlaceHitAnswer[] }>(
    `/api/places/at?lng=${at[0]}&lat=${at[1]}`,
  );
  const hit = answer.ok ? answer.value.hits[0] : undefined;
  const label = hit?.label ?? `${at[1].toFixed(5)}, ${at[0].toFixed(5)}`;
  if (picking.for === 'moved')
    return moveTo(console, picking, { at, uncertaintyM: BY_HAND_M, label, source: 'map', verified: false });
  if (picking.for === 'staging') return stageAt(console, picking, at, label);
  if (callId === undefined) return;
  const before = callAsTyped(console, callId)?.place;
  const place: Place = {
    at,
    uncertaintyM: BY_HAND_M,
    label,
    source: 'map',
    verified: false,
    ...(hit?.district === undefined ? {} : { district: hit.district }),
    ...(hit?.crossStreets === undefined ? {} : { crossStreets: hit.crossStreets }),
    ...(before?.floor === undefined ? {} : { floor: before.floor }),
    ...(before?.entrance === undefined ? {} : { entrance: before.entrance }),
  };
  void carryOut(console, { type: 'AmendCall', callId, fields: { place } });
}
