import type pg from 'pg';
import { Unavailable } from './unavailable.ts';

/** Owns every table and runs the migrations. In the embedded server only; with DATABASE_URL it is that URL's user. */
export const OWNER = 'countersign';
/** Loads registers: writes pages and the sealed load journal. */
export const LOADING = 'countersign_loading';
/** Answers: cannot update or delete log rows, cannot read the load journal. */
export const SERVING = 'countersign_serving';

/**
 * Makes the roles that are missing. `login`: LOGIN in the embedded server, where each role is a session of its own
 * (peer); NOLOGIN with DATABASE_URL, where sessions of its user take the role at their start (`-c role=`).
 */
export async function ensureRoles(client: pg.ClientBase, login: 'LOGIN' | 'NOLOGIN'): Promise<void> {
  for (const role of [LOADING, SERVING]) {
    const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (found.rowCount === 0) await createRole(client, role, login);
  }
}

async function createRole(client: pg.ClientBase, role: string, login: 'LOGIN' | 'NOLOGIN'): Promise<void> {
  const statements = [`create role ${role} ${login}`, `grant ${role} to current_user`];
  try {
    for (const statement of statements) await client.query(statement);
  } catch (error) {
    const text = `The user of DATABASE_URL may not create roles. Have an administrator run: ${statements.join('; ')} (naming that user).`;
    throw new Unavailable('rejected-login', text, error);
  }
}
