import type { Actor, Board, CommandEnvelope } from '@clarion/dispatch';
import type { Result } from '@clarion/measure';
import type {
  Appended,
  AppendRefusal,
  Database,
  Filed,
  Log,
  Positions,
  SealedText,
  Sealing,
} from '@clarion/store';
import type { Cordons } from '../cordon/cordons.ts';
import type { Duplicates } from '../duplicates/duplicates.ts';
import type { FiledAtHand } from '../filing/filed-at-hand.ts';
import type { LocationsAtHand } from '../location/locations-at-hand.ts';
import type { MoveUpAdviser } from '../move-up/adviser.ts';
import type { MovedPlaces } from '../place/moved-places.ts';
import type { PlaceAtHand } from '../place/place-at-hand.ts';
import type { Planning } from '../planning/planning.ts';
import type { PositionTable } from '../positions/table.ts';
import type { ExpectedTimes } from '../recommend/expected-times.ts';
import type { Recommender } from '../recommend/recommender.ts';
import type { PastBoards } from '../replay/past-boards.ts';
import type { Replays } from '../rules/replays.ts';
import type { RulesGround } from '../rules/rules-at-hand.ts';
import type { ClosuresAtWork } from '../streets/closures-at-work.ts';
import type { SpeedFeeds } from '../streets/speed-feeds.ts';
import type { SpeedsAtWork } from '../streets/speeds-at-work.ts';
import type { CentreClock } from './clock.ts';

/** One running centre: its log and all that stands around it. Routes, pages and the exercise work on this. */
export interface Centre {
  readonly version: string;
  readonly database: Database;
  readonly log: Log;
  readonly clock: CentreClock;
  readonly sealing: Sealing;
  readonly place: PlaceAtHand;
  readonly storedPositions: Positions;
  readonly positions: PositionTable;
  /** Brings the newest stored fix of every unit into `positions`. */
  readPositions(): Promise<void>;
  readonly closures: ClosuresAtWork;
  readonly speeds: SpeedsAtWork;
  readonly feeds: SpeedFeeds;
  readonly times: ExpectedTimes;
  readonly recommender: Recommender;
  readonly cordons: Cordons;
  readonly duplicates: Duplicates;
  readonly locations: LocationsAtHand;
  readonly planning: Planning;
  readonly moveUps: MoveUpAdviser;
  /** What the centre's rules are laid over. */
  readonly rulesGround: RulesGround;
  readonly replays: Replays;
  readonly movedPlaces: MovedPlaces;
  /** Incidents that have left the board. */
  readonly filed: Filed;
  readonly filedAtHand: FiledAtHand;
  /** The board as it stood, for replay. */
  readonly pastBoards: PastBoards;
  readonly wall: () => number;
  /** Appends by the log's own clock. */
  submit(envelope: CommandEnvelope, sealed?: readonly SealedText[]): Promise<Result<Appended, AppendRefusal>>;
  /** Ends what threads reckon for it. */
  stopReckoning(): void;
}

export function boardOf(centre: Centre): Board {
  return centre.log.board;
}

/** The operator or crew of a session, as the log names them. */
export function actorOf(session: { operatorId: string; role: Actor['role']; unitId?: string }): Actor {
  if (session.role === 'responder' && session.unitId !== undefined)
    return { kind: 'unit', id: session.unitId, role: 'responder' };
  return {
    kind: 'operator',
    id: session.operatorId,
    ...(session.role === undefined ? {} : { role: session.role }),
  };
}

/** Whether the operator has answered a call that has not ended. */
export function holdsCall(board: Board, operatorId: string): string | undefined {
  for (const callId of board.openCalls) {
    const call = board.calls.get(callId);
    if (call?.state === 'open' && call.taker?.kind === 'operator' && call.taker.id === operatorId)
      return callId;
  }
  return undefined;
}
