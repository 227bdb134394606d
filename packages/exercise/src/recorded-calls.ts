import type { Instant } from '@clarion/measure';
import { commandOf } from './generated-calls.ts';
import type { RecordedCall } from './recorded-call.ts';
import { recordedStays } from './recorded-stays.ts';
import { recordedType } from './recorded-types.ts';
import type { CallScript, ScriptedCall } from './script.ts';

/** Used where the record lacks the time. */
const ENTRY_MS = 90_000;
const DISPATCH_MS = 30_000;

/**
 * A city's own log as the calls of an exercise, at their recorded times. The desk's delays are the recorded ones: the card
 * is filled in at the recorded entry, units are sent at the recorded dispatch. Callers' words are made from the type and
 * the address, because the record holds nothing that anybody said.
 */
export function recordedCalls(calls: readonly RecordedCall[], seed = 1): CallScript {
  const stays = recordedStays(calls);
  const records = new Map(calls.map(call => [call.id, call]));
  const scripted = calls
    .map(scriptedCall)
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  const byId = new Map(scripted.map(call => [call.id, call]));
  const byCommand = new Map(scripted.map(call => [commandOf(seed, call.id), call]));
  function* from(start: Instant): Generator<ScriptedCall, undefined> {
    for (let i = firstFrom(scripted, start); i < scripted.length; i++) yield scripted[i]!;
  }
  return {
    source: 'recorded',
    total: scripted.length,
    from,
    find: id => byId.get(id),
    findByCommand: commandId => byCommand.get(commandId),
    stayOf: (call, sent) => stays.stayOf(call && records.get(call.id), sent),
  };
}

function scriptedCall(call: RecordedCall): ScriptedCall {
  const entryMs = positive(call.receivedAt, call.entryAt) ?? ENTRY_MS;
  const sentMs = positive(call.receivedAt, call.dispatchAt ?? firstSent(call)) ?? entryMs + DISPATCH_MS;
  // The record does not say when the phone was picked up: a fifth of the time to entry, five seconds at most.
  const answerMs = Math.min(5000, Math.floor(entryMs / 5));
  return {
    id: call.id,
    receivedAt: call.receivedAt,
    channel: 'phone',
    typeId: recordedType(call),
    place: {
      at: call.at,
      uncertaintyM: 50,
      label: call.address,
      source: 'recorded',
      verified: true,
      ...(call.area !== undefined && { district: call.area }),
    },
    speech: { zh: `${call.address}：${call.callType}`, en: `${call.callType} at ${call.address}` },
    answerMs,
    entryMs: Math.max(0, entryMs - answerMs),
    dispatchMs: Math.max(0, sentMs - entryMs),
  };
}

function firstSent({ responses }: RecordedCall): Instant | undefined {
  const times = responses.flatMap(({ dispatchAt }) => dispatchAt ?? []);
  return times.length === 0 ? undefined : times.reduce((a, b) => (b < a ? b : a));
}

const positive = (from: Instant, to: Instant | undefined): number | undefined =>
  to !== undefined && to >= from ? to - from : undefined;

function firstFrom(calls: readonly ScriptedCall[], start: Instant): number {
  let [low, high] = [0, calls.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (calls[middle]!.receivedAt < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
