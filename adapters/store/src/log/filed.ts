import type { FiledIncident } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import type { Database } from '../database/open.ts';

/** Incidents that have left the board, as the entries that filed them say. */
export interface Filed {
  /** Filed since a time, the oldest entry first. */
  since(at: Instant): Promise<readonly FiledIncident[]>;
  /** Whose number it is, or whose place or type has it; the newest first. Places and types alone: nobody is looked for. */
  find(asked: {
    readonly words: string;
    readonly typeIds: readonly string[];
    readonly limit: number;
  }): Promise<readonly FiledIncident[]>;
}

export function openFiled(db: Pick<Database, 'pool'>, logId: string): Filed {
  const read = async (more: string, values: readonly unknown[]) => {
    const { rows } = await db.pool.query<{ one: FiledIncident }>(
      `SELECT one FROM clarion.entry, jsonb_array_elements(data->'incidents') one
       WHERE log_id = $1 AND type = 'RecordsFiled' AND ${more}`,
      [logId, ...values],
    );
    return rows.map(row => row.one);
  };
  return {
    since: at => read('at >= $2 ORDER BY seq', [at]),
    find: ({ words, typeIds, limit }) => {
      const text = words.trim().toLowerCase();
      return read(
        `(lower(one->>'incidentId') = $2 OR strpos(lower(one->'place'->>'label'), $2) > 0
          OR strpos(lower(one->'place'->>'district'), $2) > 0 OR one->>'typeId' = ANY($3))
         ORDER BY seq DESC, (one->>'openedAt')::bigint DESC LIMIT $4`,
        [text, typeIds, limit],
      );
    },
  };
}
