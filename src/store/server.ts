import type pg from 'pg';

/** How sessions reach the database, and the end of our hold on it. */
export interface Server {
  /** Settings of a session that acts as `role`. */
  readonly session: (role: string) => pg.ClientConfig;
  readonly login: 'LOGIN' | 'NOLOGIN';
  readonly leave: () => Promise<void>;
}
