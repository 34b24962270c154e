/** Loads an invented register into a new data folder and probes it: `npm run -s bench -- register [--people N] [--fields a,b]`. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PersonFields } from '../src/matching/person-forms.ts';
import { probe } from '../src/register/ask.ts';
import { loadRegister } from '../src/register/load.ts';
import { loadKeys } from '../src/register/load-keys.ts';
import { openStore, type Store } from '../src/store/connection.ts';
import type { Snapshot } from '../src/store/snapshot.ts';
import { registerFile } from './people.ts';

const QUESTIONS = 500;
const PROBES = 24;
const COUNTRY = 150_000_000;

export async function bench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      people: { type: 'string', default: '200000' },
      fields: { type: 'string', default: 'name-and-birth-date' },
    },
  });
  const people = Number(values.people);
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const store = await openStore({ dataDir, say: (line) => console.error(line) });
  try {
    const fields = values.fields.split(',') as PersonFields[];
    const watch = watchMemory();
    const begun = performance.now();
    let pagesFrom = begun;
    const loaded = await loadRegister({
      store,
      dataDir,
      keys: loadKeys(randomBytes(32), randomBytes(32)),
      rows: registerFile(people),
      totalBytes: null,
      format: 'csv',
      scope: { epoch: 1, fields, levels: ['unit'], thisYear: '2030' },
      enter: async () => undefined,
      progress: (stage) => {
        if (stage === 'rows') pagesFrom = performance.now();
      },
      now: new Date(),
    });
    const seconds = (performance.now() - begun) / 1000;
    return {
      ...figures(loaded.snapshot, people, seconds, (pagesFrom - begun) / 1000),
      ...(await sizes(store)),
      peak_mb: watch(),
      probes_per_second: await probeSpeed(store, loaded.snapshot),
    };
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function figures(snapshot: Snapshot, people: number, seconds: number, rowsSeconds: number): Record<string, unknown> {
  const { fingerprints, ambiguous, relaxedDropped, streets, rejected, bucketBits } = snapshot;
  return {
    people,
    fingerprints,
    ambiguous,
    relaxed_dropped: relaxedDropped,
    streets,
    rejected,
    bucket_bits: bucketBits,
    seconds: round(seconds),
    seconds_rows: round(rowsSeconds),
    seconds_pages: round(seconds - rowsSeconds),
    people_per_second: Math.round(people / seconds),
    hours_for_150_million: round((COUNTRY / people) * (seconds / 3600)),
  };
}

const round = (n: number): number => Math.round(n * 100) / 100;

async function sizes(store: Store): Promise<Record<string, number>> {
  const { rows } = await store.owner.query<{ pages: string; journal: string }>(
    `select pg_total_relation_size('page_1') as pages, pg_total_relation_size('journal_1') as journal`,
  );
  return { pages_mb: Math.round(Number(rows[0]?.pages) / 1e6), journal_mb: Math.round(Number(rows[0]?.journal) / 1e6) };
}

/** Largest resident memory of this process, workers included, in MB. */
function watchMemory(): () => number {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 200);
  return () => {
    clearInterval(timer);
    return Math.round(most / 1e6);
  };
}

/** Probes a second over one connection, ticks of QUESTIONS questions of random fingerprints. */
async function probeSpeed(store: Store, snapshot: Snapshot): Promise<number> {
  const questions = Array.from({ length: QUESTIONS }, () => Array.from({ length: PROBES }, () => randomBytes(9)));
  const client = await store.pool.connect();
  try {
    await probe(client, snapshot, questions);
    const begun = performance.now();
    const rounds = 10;
    for (let i = 0; i < rounds; i++) await probe(client, snapshot, questions);
    return Math.round((rounds * QUESTIONS * PROBES) / ((performance.now() - begun) / 1000));
  } finally {
    client.release();
  }
}
