import type pg from 'pg';

/**
 * What no backup holds: sessions and tries, which would open again what was closed since; positions, which are deleted after
 * a day and would outlive that in a copy; codes in envelopes and recovery codes, of which those used since would open once more; and what is of
 * the moment: who was last heard of, and how clocks stand.
 */
const leftOut = new Set([
  'migration',
  'session',
  'sign_in_failure',
  'position',
  'position_kept_aside',
  'presence',
  'break_glass',
  'recovery_code',
  'node_clock',
]);

/** The tables of a backup, each after those that it refers to. */
export async function tablesInOrder(client: pg.ClientBase): Promise<readonly string[]> {
  const tables = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'clarion' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const references = await client.query<{ name: string; other: string }>(
    `SELECT one.relname AS name, other.relname AS other FROM pg_constraint
     JOIN pg_class one ON one.oid = conrelid JOIN pg_class other ON other.oid = confrelid
     WHERE contype = 'f' AND connamespace = 'clarion'::regnamespace AND conrelid <> confrelid`,
  );
  const waiting = new Set(tables.rows.map(({ name }) => name).filter(name => !leftOut.has(name)));
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      table => !references.rows.some(({ name, other }) => name === table && waiting.has(other)),
    );
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...waiting]}`);
    for (const table of ready) waiting.delete(table);
    ordered.push(...ready);
  }
  return ordered;
}

export const quotedTable = (table: string): string => `clarion."${table.replaceAll('"', '""')}"`;
