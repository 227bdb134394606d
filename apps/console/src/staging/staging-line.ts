import { type StagingReason, stagingReasons } from '@clarion/dispatch';
import type { LngLat } from '@clarion/measure';
import { type PlaceHitAnswer, say } from '@clarion/protocol';
import { carryOut } from '../actions/carry-out.ts';
import type { Console } from '../console.ts';
import type { Speech } from '../words/speak.ts';

/** What a line about staging says: why, and where; an empty place is short of the scene. */
export interface StagingLine {
  readonly reason: StagingReason;
  readonly query: string;
  readonly onMap: boolean;
}

const spoken = (key: string) => [say('en', key), say('zh-CN', key)].map(word => word.toLowerCase());
/** The longest first, so that a reason of two words is not read as one. */
const reasons = stagingReasons
  .flatMap(reason => [reason, ...spoken(`staging.${reason}`)].map(word => ({ reason, word })))
  .sort((a, b) => b.word.length - a.word.length);

/** The reason stands first, what is left names the place; undefined without a reason. */
export function readStaging(rest: string): StagingLine | undefined {
  const text = rest.trim();
  const found = reasons.find(({ word }) => text.toLowerCase().startsWith(word));
  if (found === undefined) return undefined;
  const query = text.slice(found.word.length).trim();
  const onMap = spoken('bar.map').includes(query.toLowerCase());
  return { reason: found.reason, query: onMap ? '' : query, onMap };
}

export interface StagingAsked extends StagingLine {
  readonly incidentId: string;
  readonly unitIds: readonly string[];
}

/** Stages at the place that is found by its name, or at the next click on the map. */
export async function stageByLine(console: Console, asked: StagingAsked, speech: Speech): Promise<void> {
  const { incidentId, unitIds, reason, query } = asked;
  if (asked.onMap) {
    console.desk.change(desk => ({ ...desk, picking: { for: 'staging', incidentId, unitIds, reason } }));
    return;
  }
  const center = console.place.get()?.center;
  const near = center === undefined ? '' : `&near=${center.join(',')}`;
  const answer = await console.request.get<{ readonly hits: readonly PlaceHitAnswer[] }>(
    `/api/places?q=${encodeURIComponent(query)}&limit=1${near}`,
  );
  const hit = answer.ok ? answer.value.hits[0] : undefined;
  if (hit === undefined) return console.tell('alert', speech('staging.notFound', { place: query }));
  console.desk.change(desk => ({ ...desk, look: { at: hit.at, count: (desk.look?.count ?? 0) + 1 } }));
  stageAt(console, asked, hit.at, hit.label);
}

export function stageAt(
  console: Console,
  { incidentId, unitIds, reason }: Pick<StagingAsked, 'incidentId' | 'unitIds' | 'reason'>,
  at: LngLat,
  label: string,
): void {
  void carryOut(console, {
    type: 'SetStaging',
    incidentId,
    reason,
    place: { at, label },
    ...(unitIds.length === 0 ? {} : { unitIds: [...unitIds] }),
  });
}
