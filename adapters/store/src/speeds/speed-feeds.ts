import type { Instant } from '@clarion/measure';
import type { Database } from '../database/open.ts';

export type FeedForm = 'csv' | 'json';

export interface StoredFeed {
  readonly form: FeedForm;
  readonly content: Buffer;
}

/** Feeds of measured speeds of one log, under the digests by which its entries name them. */
export interface StoredSpeedFeeds {
  put(digest: string, feed: StoredFeed, now: Instant): Promise<void>;
  find(digest: string): Promise<StoredFeed | undefined>;
  /** Deletes all but the newest `keep`. @returns how many */
  purge(keep: number): Promise<number>;
}

export function openSpeedFeeds(db: Database, logId: string): StoredSpeedFeeds {
  return {
    put: async (digest, { form, content }, now) => {
      await db.pool.query(
        `INSERT INTO clarion.speed_feed (log_id, digest, form, content, stored_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (log_id, digest) DO UPDATE SET stored_at = excluded.stored_at`,
        [logId, digest, form, content, now],
      );
    },
    find: async digest => {
      const { rows } = await db.pool.query<StoredFeed>(
        'SELECT form, content FROM clarion.speed_feed WHERE log_id = $1 AND digest = $2',
        [logId, digest],
      );
      return rows[0];
    },
    purge: async keep => {
      const { rowCount } = await db.pool.query(
        `DELETE FROM clarion.speed_feed WHERE log_id = $1 AND digest NOT IN (
           SELECT digest FROM clarion.speed_feed WHERE log_id = $1 ORDER BY stored_at DESC, digest LIMIT $2
         )`,
        [logId, keep],
      );
      return rowCount ?? 0;
    },
  };
}
