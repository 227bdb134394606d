import type { Board } from '@clarion/dispatch';
import type { GroupsAnswer, LikelyAnswer, PlacePackAnswer, Session } from '@clarion/protocol';
import { createContext, useContext } from 'react';
import { type Cell, cell } from './cell.ts';
import { noGroups } from './duplicates/groups.ts';
import { type Desk, emptyDesk } from './floor/desk.ts';
import type { Swaps } from './incident/sooner.ts';
import type { Live, Liveness } from './link/live.ts';
import { createPicture, type Picture } from './link/picture.ts';
import type { Requester } from './link/request.ts';
import type { Sending } from './link/sending.ts';
import type { Located } from './location/located.ts';
import { type MovedPlaces, movedPlaces } from './moving/moved-places.ts';
import { emptyOffer, type Offer } from './recommendation/offer.ts';
import type { Replay } from './replay/replay.ts';
import type { Settings } from './settings/settings.ts';

/** Something the person should know; it stays until it is read or out of date, and it never stands in the way. */
export interface Message {
  readonly id: number;
  readonly tone: 'alert' | 'warn' | 'tell';
  readonly text: string;
  readonly at: number;
}

/** Everything that the parts of one page share. */
export interface Console {
  readonly request: Requester;
  readonly picture: Picture;
  readonly live: Live;
  readonly sending: Sending;
  readonly liveness: Cell<Liveness>;
  readonly session: Cell<Session | undefined>;
  readonly settings: Cell<Settings>;
  readonly desk: Cell<Desk>;
  readonly offer: Cell<Offer>;
  /** What the call on the card is likely about. */
  readonly likely: Cell<LikelyAnswer | undefined>;
  /** What the phone of the call on the card says of where it is. */
  readonly located: Cell<Located | undefined>;
  /** How the calls that wait belong together, as the server last said. */
  readonly groups: Cell<GroupsAnswer>;
  readonly replay: Cell<Replay | undefined>;
  readonly messages: Cell<readonly Message[]>;
  readonly place: Cell<PlacePackAnswer | undefined>;
  /** Where moving incidents are, as far as this page has read it; never kept. */
  readonly moved: MovedPlaces;
  /** Who would be sooner at the new place of an incident that is this person's. */
  readonly swaps: Cell<Swaps>;
  /** The log's time, told once a second; ages are counted from it. */
  readonly tick: Cell<number>;
  now(): number;
  board(): Board;
  tell(tone: Message['tone'], text: string): void;
}

/** The parts that need no network, filled by whoever puts a page together. */
export function createShared(wall: () => number, settings: Settings) {
  const picture = createPicture();
  const messages = cell<readonly Message[]>([]);
  let count = 0;
  const tick = cell(wall());
  return {
    picture,
    messages,
    liveness: cell<Liveness>({ state: 'connecting' }),
    session: cell<Session | undefined>(undefined),
    settings: cell(settings),
    desk: cell<Desk>(emptyDesk),
    offer: cell<Offer>(emptyOffer),
    located: cell<Located | undefined>(undefined),
    likely: cell<LikelyAnswer | undefined>(undefined),
    groups: cell<GroupsAnswer>(noGroups),
    replay: cell<Replay | undefined>(undefined),
    place: cell<PlacePackAnswer | undefined>(undefined),
    moved: movedPlaces(),
    swaps: cell<Swaps>(new Map()),
    tick,
    board: () => picture.board.get().board,
    tell: (tone: Message['tone'], text: string) =>
      messages.change(all => [...all.slice(-7), { id: ++count, tone, text, at: tick.get() }]),
  };
}

export const ConsoleContext = createContext<Console | undefined>(undefined);

export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (found === undefined) throw new Error('useConsole outside of a page');
  return found;
}
