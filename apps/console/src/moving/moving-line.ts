import { type MovedBy, movedBy, type Place } from '@clarion/dispatch';
import { type PlaceHitAnswer, say } from '@clarion/protocol';
import { carryOut } from '../actions/carry-out.ts';
import type { Console } from '../console.ts';
import type { Speech } from '../words/speak.ts';

/** Where it is now by name, or on the map, and who told. */
export interface MovingAsked {
  readonly incidentId: string;
  readonly told: MovedBy;
  readonly query: string;
}

const spoken = (key: string) => [say('en', key), say('zh-CN', key)].map(word => word.toLowerCase());

/** `Mill Lane 3 crew`: who told stands last, the caller when nobody is named; nothing, or `map`, is on the map. */
export function readMoving(rest: string): Omit<MovingAsked, 'incidentId'> {
  const words = rest.trim().split(/\s+/);
  const last = words.at(-1)?.toLowerCase() ?? '';
  const said = movedBy.find(one => [one, ...spoken(`moved.${one}`)].includes(last));
  if (said !== undefined) words.pop();
  const query = words.join(' ');
  return { told: said ?? 'caller', query: spoken('bar.map').includes(query.toLowerCase()) ? '' : query };
}

export async function moveByLine(console: Console, asked: MovingAsked, speech: Speech): Promise<void> {
  const { incidentId, told, query } = asked;
  if (query === '') {
    console.desk.change(desk => ({ ...desk, picking: { for: 'moved', incidentId, told } }));
    return;
  }
  const center = console.place.get()?.center;
  const near = center === undefined ? '' : `&near=${center.join(',')}`;
  const answer = await console.request.get<{ readonly hits: readonly PlaceHitAnswer[] }>(
    `/api/places?q=${encodeURIComponent(query)}&limit=1${near}`,
  );
  const hit = answer.ok ? answer.value.hits[0] : undefined;
  if (hit === undefined) return console.tell('alert', speech('moved.notFound', { place: query }));
  console.desk.change(desk => ({ ...desk, look: { at: hit.at, count: (desk.look?.count ?? 0) + 1 } }));
  const { at, label, uncertaintyM } = hit;
  moveTo(console, asked, { at, label, uncertaintyM, source: 'search', verified: false });
}

export function moveTo(
  console: Console,
  { incidentId, told }: Pick<MovingAsked, 'incidentId' | 'told'>,
  place: Place,
): void {
  void carryOut(console, { type: 'MovePlace', incidentId, told, place });
}
