import { type Instant, instant } from '@clarion/measure';
import type { Database } from '../database/open.ts';

/** One thing that was done to a drill from outside, at the drill's own time. `byRole`: the role that did it, or the server. */
export interface StoredControl<Control> {
  readonly at: Instant;
  readonly byRole: string;
  readonly control: Control;
}

/** What was done to the drill of one log, in order; only added to. */
export interface DrillControls<Control> {
  list(): Promise<readonly StoredControl<Control>[]>;
  add(done: StoredControl<Control>): Promise<void>;
}

export function openDrillControls<Control>(db: Database, logId: string): DrillControls<Control> {
  return {
    list: async () => {
      const { rows } = await db.pool.query<{ at: number; by_role: string; control: Control }>(
        'SELECT at, by_role, control FROM clarion.drill_control WHERE log_id = $1 ORDER BY number',
        [logId],
      );
      return rows.map(row => ({ at: instant(row.at), byRole: row.by_role, control: row.control }));
    },
    add: async ({ at, byRole, control }) => {
      await db.pool.query(
        `INSERT INTO clarion.drill_control (log_id, number, at, by_role, control)
         SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4 FROM clarion.drill_control WHERE log_id = $1`,
        [logId, at, byRole, JSON.stringify(control)],
      );
    },
  };
}
