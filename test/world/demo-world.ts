/** A demo folder opened in this process: the product's own store, keys and gateway, with a clock that stands still until it is moved. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { activateExample } from '../../src/cli/commands/agreement-store.ts';
import { makeKeys, registerDemo } from '../../src/cli/commands/init.ts';
import { loadFile } from '../../src/cli/commands/register.ts';
import { demoSigners } from '../../src/cli/demo-parties.ts';
import { type AnsweredRow, answerFile } from '../../src/gateway/batch.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import type { Answer } from '../../src/gateway/inquiry.ts';
import { acceptFile, openInquiryFile } from '../../src/gateway/inquiry-file.ts';
import { readInstruments } from '../../src/gateway/instruments.ts';
import { openGateway } from '../../src/gateway/world.ts';
import { openKeys } from '../../src/keys/files.ts';
import { fileStatement, signDetached } from '../../src/keys/jws.ts';
import { openStore, type Store } from '../../src/store/connection.ts';

export const HOUSE = resolve(import.meta.dirname, '../..');
export const EXAMPLES = join(HOUSE, 'examples');
export const STATUTORY = 'AGR-2026-001';
export const CONSENT = 'AGR-2026-002';

/** Within both example agreements. */
const NOW = '2026-11-20T12:00:00.000Z';

export interface DemoWorld {
  readonly folder: string;
  readonly data: string;
  readonly vkey: string;
  readonly gateway: Gateway;
  readonly store: Store;
  /** Lines that the product had for the operator. */
  readonly said: string[];
  /** Moves the clock (RFC 3339). */
  at(instant: string): void;
  /** Loads a register of these lines (with their header). */
  load(csv: string): Promise<void>;
  /** Puts an example agreement in force with the signatures of the demo. */
  activate(file: 'statutory.yaml' | 'consent.yaml'): Promise<void>;
  /** Answers a file as its requester sends it, signed. */
  ask(agreement: string, csv: string): Promise<AnsweredRow[]>;
  /** The same bytes again are the same file: give each a name of its own only where it matters. */
  write(name: string, text: string): string;
  close(): Promise<void>;
}

export async function openDemoWorld(): Promise<DemoWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-law-'));
  const data = join(folder, 'data');
  const said: string[] = [];
  const vkey = await makeKeys(data, '');
  const store = await openStore({ dataDir: data, databaseUrl: '', say: (line) => said.push(line) });
  let now = NOW;
  const gateway = await openGateway({ dataDir: data, keys: openKeys(data), store, clock: () => new Date(now) });
  await registerDemo(gateway);
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    folder,
    data,
    vkey,
    gateway,
    store,
    said,
    write,
    at: (instant) => {
      now = instant;
    },
    load: async (csv) => void (await loadFile(gateway, write('register.csv', csv), ['name', 'name-and-birth-date'])),
    activate: async (file) => void (await activateExample(gateway, join(EXAMPLES, 'agreements', file))),
    ask: (agreement, csv) => askFile(gateway, agreement, write('inquiries.csv', csv)),
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

async function askFile(gateway: Gateway, agreement: string, path: string): Promise<AnsweredRow[]> {
  const file = await openInquiryFile(path);
  const { agreements, requesters } = await readInstruments(gateway.store.pool);
  const requester = requesters.get(agreements.get(agreement)?.terms.agreement.requester ?? '');
  if (requester === undefined) throw new Error(`no agreement ${agreement}`);
  const jws = signDetached(fileStatement(agreement, file.sha256), demoSigners(gateway.dataDir, requester));
  const accepted = await acceptFile(gateway, agreement, file, jws);
  if (!accepted.ok) throw new Error(accepted.why);
  const rows: AnsweredRow[] = [];
  for await (const tick of answerFile(gateway, accepted.terms, accepted.submission, file)) rows.push(...tick);
  return rows;
}

export const example = (name: string): string => readFileSync(join(EXAMPLES, name), 'utf8');

/** What the requester sees besides the receipt. */
export const seen = ({ outcome, ground }: Answer): string => `${outcome},${ground}`;
export const seenRows = (rows: readonly AnsweredRow[]): string[] => rows.map(({ answer }) => seen(answer));

/** How many rows a table has. */
export async function countOf(store: Store, table: string): Promise<number> {
  const { rows } = await store.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? -1;
}

/** Everything counted so far, in short: equal before and after when no budget was spent. */
export async function spent(store: Store): Promise<string> {
  const { rows } = await store.owner.query<{ said: string }>(
    `select count(*) || ' members ' || coalesce(md5(string_agg(encode(scope || member, 'hex'), ' ' order by scope, member)), '') as said
     from usage_member`,
  );
  return rows[0]?.said ?? '';
}

/** How many rows have each outcome and ground. */
export function countsByGround(rows: readonly AnsweredRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of seenRows(rows)) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}
