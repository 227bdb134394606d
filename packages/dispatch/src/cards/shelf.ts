import type { Instant } from '@clarion/measure';
import type { Board, Call, Incident } from '../board.ts';
import type { Actor, CallFields } from '../command.ts';
import type { Need } from '../configuration.ts';
import { present } from '../present.ts';
import { same } from '../same.ts';
import type { Answer, CardId, ProtocolCard } from './card.ts';
import type { TranslationShelf } from './translation.ts';
import { type Walk, walk } from './walk.ts';

/** All that the centre has of one card. */
export interface CardShelf {
  readonly cardId: CardId;
  /** The edition that new calls use; absent: it is not in use. */
  readonly live?: number;
  /** Those that were published, the newest last; the oldest are let go, the log has them. */
  readonly editions: readonly CardEdition[];
  /** The newest number that was given out. */
  readonly lastEdition: number;
  readonly draft?: CardDraft;
  /** The card in further languages. */
  readonly translations?: readonly TranslationShelf[];
}

export interface CardEdition {
  readonly edition: number;
  readonly card: ProtocolCard;
  readonly proposedBy: Actor;
  readonly approvedBy: Actor;
  readonly at: Instant;
}

/** Proposed, and not in use. */
export interface CardDraft {
  /** The entry that proposed it, by which it is tested and approved. */
  readonly seq: number;
  readonly edition: number;
  readonly card: ProtocolCard;
  readonly by: Actor;
  readonly at: Instant;
  readonly tested?: {
    readonly by: Actor;
    readonly at: Instant;
    /** Recorded paths that were walked again, and those whose result differs. */
    readonly paths: number;
    readonly differing: number;
  };
}

/** A card at work on a call. It keeps its edition, whatever is published meanwhile. */
export interface CardRun {
  readonly cardId: CardId;
  readonly edition: number;
  readonly openedAt: Instant;
  readonly answers: readonly Answer[];
}

/** When chest compressions were given by the caller. */
export interface Compressions {
  readonly since: Instant;
  readonly until?: Instant;
}

/** The cards that new calls may use, in the order in which they came. */
export function liveCards(board: Board): readonly CardEdition[] {
  return [...board.cards.values()].flatMap(shelf => editionOf(shelf, shelf.live) ?? []);
}

export const editionOf = (
  shelf: CardShelf | undefined,
  edition: number | undefined,
): CardEdition | undefined => shelf?.editions.find(one => one.edition === edition);

export interface CardAtWork {
  readonly run: CardRun;
  readonly card: ProtocolCard;
  readonly walk: Walk;
}

/** The card that is open on the call, the newest, where it stands; undefined when none is, or its edition is gone. */
export function cardAtWork(board: Board, call: Call): CardAtWork | undefined {
  const run = call.cards?.at(-1);
  const card = run && editionOf(board.cards.get(run.cardId), run.edition)?.card;
  return run && card ? { run, card, walk: walk(card, run.answers) } : undefined;
}

/** What the open card proposes and nobody has taken yet. */
export type Advised = Pick<CallFields, 'typeId' | 'priority' | 'needs'>;

/** Undefined when all that the card says stands already. */
export function advised(board: Board, call: Call): Advised | undefined {
  const atWork = cardAtWork(board, call);
  if (!atWork) return undefined;
  const { outcome } = atWork.walk;
  const stands: Pick<Call | Incident, 'typeId' | 'priority' | 'needs'> =
    board.incidents.get(call.incidentId ?? '') ?? call;
  const typeId = outcome.typeId === stands.typeId ? undefined : outcome.typeId;
  const before = stands.priority ?? usual(board, typeId ?? stands.typeId);
  const priority = outcome.priority === before ? undefined : outcome.priority;
  const more = together(stands.needs, outcome.needs);
  const needs = same(more, stands.needs ?? []) ? undefined : more;
  const open = present<Advised>({ typeId, priority, needs });
  return Object.keys(open).length === 0 ? undefined : open;
}

const usual = (board: Board, typeId: string | undefined) =>
  board.configuration?.types.find(type => type.typeId === typeId)?.priority;

/** Of each capability as many as the greater says. */
export function together(a: readonly Need[] = [], b: readonly Need[] = []): readonly Need[] {
  const counts = new Map(a.map(({ capability, count }) => [capability, count]));
  for (const { capability, count } of b) counts.set(capability, Math.max(count, counts.get(capability) ?? 0));
  return [...counts].map(([capability, count]) => ({ capability, count }));
}
