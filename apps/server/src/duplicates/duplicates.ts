import { randomUUID } from 'node:crypto';
import {
  type Board,
  type Call,
  fitted,
  type Gathered,
  gather,
  type LikelyIncident,
  likelyIncidents,
  type ObservedIncident,
  type ShownLikeness,
} from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { LocationsAtHand } from '../location/locations-at-hand.ts';
import type { ConceptsAtHand } from './concepts-at-hand.ts';
import { observed, observedIncident } from './observe.ts';

export interface Duplicates {
  /** What the call is likely to be about; undefined when there is no such call. */
  likely(callId: string): Promise<
    | {
        readonly shownId: string;
        readonly likely: readonly LikelyIncident[];
        readonly standsOut: Standing | undefined;
      }
    | undefined
  >;
  /** How the calls that wait are shown together. Reckoned once per state of the board, whoever asks. */
  gathered(): Promise<Gathered & { readonly head: number }>;
  /** What stood on the screen about the two, when it is still known. */
  shownFor(shownId: string | undefined, callId: string, incidentId: string): ShownLikeness | undefined;
}

type Standing = Gathered['standing'] extends ReadonlyMap<string, infer S> ? S : never;

export interface DuplicatesMeans {
  readonly board: () => Board;
  readonly concepts: ConceptsAtHand;
  readonly locations: LocationsAtHand;
  readonly now: () => Instant;
}

/** So many answers are remembered for the log; one is asked for again within seconds. */
const REMEMBERED = 2000;

export function createDuplicates({ board, concepts, locations, now }: DuplicatesMeans): Duplicates {
  const shown = new Map<string, { readonly callId: string; readonly likely: readonly LikelyIncident[] }>();
  let last: { readonly key: string; readonly found: Promise<Gathered & { head: number }> } | undefined;

  const typesOf = (from: Board) =>
    new Map((from.configuration?.types ?? []).map(type => [type.typeId, type] as const));

  const seen = (call: Call) => observed(call, concepts.of(call), locations.newest(call));

  async function learn(): Promise<void> {
    const calls = callsOf(board());
    await concepts.learn(calls, now());
    await locations.learn(calls, now());
  }

  /** Open incidents with what their calls speak of. */
  function openOf(from: Board): readonly ObservedIncident[] {
    return [...from.openIncidents].flatMap(incidentId => {
      const incident = from.incidents.get(incidentId);
      return incident === undefined ? [] : [observedIncident(from, incident, seen)];
    });
  }

  async function reckon(): Promise<Gathered & { head: number }> {
    await learn();
    const from = board();
    const waiting: Call[] = [];
    const attached: Call[] = [];
    for (const call of callsOf(from)) (call.incidentId === undefined ? waiting : attached).push(call);
    const found = gather(waiting.map(seen), attached.map(seen), openOf(from), typesOf(from));
    return { ...found, head: from.head };
  }

  function gathered(): Promise<Gathered & { head: number }> {
    const key = `${board().head} ${concepts.version}`;
    if (last?.key !== key) last = { key, found: reckon() };
    return last.found;
  }

  return {
    async likely(callId) {
      await learn();
      const from = board();
      const call = from.calls.get(callId);
      if (call === undefined) return undefined;
      const likely =
        call.incidentId === undefined ? likelyIncidents(seen(call), openOf(from), typesOf(from)) : [];
      const shownId = randomUUID();
      shown.set(shownId, { callId, likely });
      if (shown.size > REMEMBERED) for (const oldest of [...shown.keys()].slice(0, 200)) shown.delete(oldest);
      return { shownId, likely, standsOut: (await gathered()).standing.get(callId) };
    },
    gathered,
    shownFor(shownId, callId, incidentId) {
      const known = shown.get(shownId ?? '');
      const found = known?.callId === callId && known.likely.find(one => one.incidentId === incidentId);
      if (!found) return undefined;
      return { probability: found.probability, version: fitted.version, reasons: found.reasons };
    },
  };
}

/** Calls that somebody works on: without an incident, and of open incidents. */
function callsOf(board: Board): readonly Call[] {
  const callIds = new Set(board.openCalls);
  for (const incidentId of board.openIncidents)
    for (const callId of board.incidents.get(incidentId)?.callIds ?? []) callIds.add(callId);
  return [...callIds].flatMap(callId => board.calls.get(callId) ?? []);
}
