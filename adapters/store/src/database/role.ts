import { fail, ok, type Result } from '@clarion/measure';
import type pg from 'pg';
import type { OpenFault } from './fault.ts';

/** What Clarion works as: may select and insert entries, and little else. */
export const appRole = 'clarion_app';

/** Duplicate object, unique violation, and the internal error of two processes writing one catalogue row. */
const concurrent = new Set(['42710', '23505', 'XX000']);
const codeOf = (fault: unknown) =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : '';

/** Makes sure that the role exists and that the connected user may take it. Roles belong to the whole cluster. */
export async function ensureAppRole(client: pg.ClientBase): Promise<Result<undefined, OpenFault>> {
  const { rows: who } = await client.query<{ user: string }>('SELECT current_user AS user');
  const user = who[0]!.user;
  const sql = `CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO ${quoted(user)};`;
  for (let attempt = 0; ; attempt++) {
    try {
      await createRole(client, user);
      return (await mayTake(client)) ? ok(undefined) : fail({ code: 'RoleNotPermitted', user, sql });
    } catch (fault) {
      // Another process may be creating the same role at this moment.
      if (concurrent.has(codeOf(fault)) && attempt < 10) continue;
      if (codeOf(fault) === '42501') return fail({ code: 'RoleNotPermitted', user, sql });
      throw fault;
    }
  }
}

async function createRole(client: pg.ClientBase, user: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [appRole]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${appRole} NOLOGIN`);
  if (!(await mayTake(client))) await client.query(`GRANT ${appRole} TO ${quoted(user)}`);
}

/** From PostgreSQL 16 on, being a member and being allowed to take the role are two things. */
async function mayTake(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT pg_has_role($1, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS may`,
    [appRole],
  );
  return rows[0]!.may;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
