import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';

type SpeedEntry = Extract<Entry, { type: 'SpeedChanged' | 'SpeedRestored' | 'SpeedsAdopted' }>;

export function evolveSpeed(board: Board, entry: SpeedEntry): void {
  // What has expired leaves the board with the next entry about speeds; the log keeps it.
  const at = Math.max(board.at, entry.at);
  for (const [speedId, { expiresAt }] of board.speeds) if (expiresAt <= at) board.speeds.delete(speedId);
  switch (entry.type) {
    case 'SpeedsAdopted':
      board.speedFeed = { ...entry.data.feed, seq: entry.seq };
      return;
    case 'SpeedRestored':
      board.speedsVersion = entry.seq;
      board.speeds.delete(entry.data.speedId);
      return;
    case 'SpeedChanged': {
      const { speedId, ...street } = entry.data;
      board.speedsVersion = entry.seq;
      board.lastSpeed = Math.max(board.lastSpeed, Number(speedId.slice(1)));
      board.speeds.set(speedId, { speedId, ...street, by: entry.actor, since: entry.at });
    }
  }
}
