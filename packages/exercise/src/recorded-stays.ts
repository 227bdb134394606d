import { nearestRank } from './percentile.ts';
import type { RecordedCall, RecordedResponse } from './recorded-call.ts';
import type { Sent, Stay } from './script.ts';

/**
 * How long crews stay, out of the record. A unit that the record sent takes its own times. A substitute takes the times
 * of the call's units of its kind that nobody sent before it has taken, in the order of the record; else the median of
 * its kind over all calls, else the median of all. Times that are missing or run backwards are replaced the same way.
 */
export interface RecordedStays {
  stayOf(call: RecordedCall | undefined, sent: readonly Sent[]): Stay;
}

export function recordedStays(calls: readonly RecordedCall[]): RecordedStays {
  const scene = new Map<string, number[]>();
  const hospital = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, kind: string, ms: number | undefined) => {
    if (ms === undefined) return;
    for (const key of [kind, '']) {
      const list = map.get(key);
      if (list) list.push(ms);
      else map.set(key, [ms]);
    }
  };
  for (const { responses } of calls)
    for (const response of responses) {
      add(scene, response.unitKind, sceneOf(response));
      add(hospital, response.unitKind, hospitalOf(response));
    }
  const sceneMedian = mediansOf(scene);
  const hospitalMedian = mediansOf(hospital);
  const median = (map: ReadonlyMap<string, number>, kind: string, otherwise: number) =>
    map.get(kind) ?? map.get('') ?? otherwise;

  return {
    stayOf(call, sent) {
      const last = sent.at(-1);
      if (!last) throw new Error('stayOf: nobody was sent');
      const response = call && responseOf(call, sent);
      const sceneMs = (response && sceneOf(response)) ?? median(sceneMedian, last.kind, 20 * 60_000);
      if (!response || !isTransport(response)) return { sceneMs };
      const recordedMs = after(response.transportAt, response.hospitalAt);
      return {
        sceneMs,
        transport: {
          ...(recordedMs !== undefined && { recordedMs }),
          hospitalMs: hospitalOf(response) ?? median(hospitalMedian, last.kind, 20 * 60_000),
        },
      };
    },
  };
}

/** The record that the last one of `sent` follows; undefined when none is left for its kind. */
export function responseOf(call: RecordedCall, sent: readonly Sent[]): RecordedResponse | undefined {
  const inOrder = [...call.responses].sort((a, b) => a.sequence - b.sequence);
  const taken = new Set<RecordedResponse>();
  let found: RecordedResponse | undefined;
  for (const { unitId, kind } of sent) {
    found =
      inOrder.find(response => response.unitId === unitId) ??
      inOrder.find(response => response.unitKind === kind && !taken.has(response));
    if (found) taken.add(found);
  }
  return found;
}

const isTransport = ({ transportAt, hospitalAt }: RecordedResponse): boolean =>
  transportAt !== undefined || hospitalAt !== undefined;

const sceneOf = (response: RecordedResponse): number | undefined =>
  after(response.onSceneAt, response.transportAt ?? response.hospitalAt ?? response.availableAt);

const hospitalOf = (response: RecordedResponse): number | undefined =>
  isTransport(response)
    ? after(response.hospitalAt ?? response.transportAt, response.availableAt)
    : undefined;

const after = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined || to < from ? undefined : to - from;

const mediansOf = (lists: ReadonlyMap<string, readonly number[]>): Map<string, number> =>
  new Map([...lists].map(([kind, list]) => [kind, nearestRank(list, 0.5)!]));
