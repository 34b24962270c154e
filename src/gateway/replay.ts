/** Opens every case file that is kept and replays it; the inspector's side with the custodian's sealing key. */

import { readTick } from '../audit/attested-tick.ts';
import { type ReplaySource, replayCase } from '../audit/replay.ts';
import { sha256, verifyEd25519 } from '../keys/sha256.ts';
import { base64urlOf } from '../log/bytes.ts';
import { decodeEntry } from '../log/entry.ts';
import { readCases, readLeaves } from '../store/entries.ts';
import { readDocument } from '../store/instruments.ts';
import { readHead } from '../store/tick.ts';
import type { Gateway } from './gateway.ts';
import { termsOfDocument } from './instruments.ts';

/** `unavailable`: the day key was destroyed at the end of its retention. `differing` lists at most 100 entries with what differs. */
export interface ReplaySummary {
  readonly replayed: number;
  readonly unavailable: number;
  readonly differing: readonly { readonly index: number; readonly why: string }[];
}

const AT_ONCE = 1000;
const LISTED = 100;

/** Replays all inquiries of the log. Decisions that differ are values; a missing day key throws KeysUnavailable. */
export async function replayAll(
  gateway: Gateway,
  progress: (done: number, total: number) => void,
): Promise<ReplaySummary> {
  const { pool } = gateway.store;
  const size = (await readHead(pool))?.size ?? 0;
  const source = replaySource(gateway);
  const sum = { replayed: 0, unavailable: 0, differing: [] as { index: number; why: string }[] };
  for (let from = 0; from < size; from += AT_ONCE) {
    const to = Math.min(size, from + AT_ONCE);
    const leaves = await readLeaves(pool, from, to);
    const cases = new Map((await readCases(pool, from, to)).map((row) => [row.index, row]));
    for (const [i, leaf] of leaves.entries()) {
      const index = from + i;
      const why = await replayEntry(gateway, source, index, leaf, cases.get(index));
      if (why === null) continue;
      if (why === 'unavailable') sum.unavailable += 1;
      else if (why === 'same') sum.replayed += 1;
      else if (sum.differing.length < LISTED) sum.differing.push({ index, why });
    }
    progress(to, size);
  }
  return sum;
}

type CaseRow = Awaited<ReturnType<typeof readCases>>[number];

/** null for an entry that is no inquiry. */
async function replayEntry(
  gateway: Gateway,
  source: ReplaySource,
  index: number,
  leaf: Uint8Array,
  row: CaseRow | undefined,
): Promise<string | null> {
  const entry = decodeEntry(leaf);
  if (!entry.ok) return entry.problem;
  if (entry.value.kind !== 'inquiry')
    return row === undefined ? null : 'a case file beside an entry that is no inquiry';
  if (row === undefined) return 'the case file is missing';
  const opened = gateway.keys.sealing.open(row.agreement, row.day, index, row.sealed);
  if (!opened.ok) return opened.why === 'destroyed' ? 'unavailable' : 'the sealed case file was altered';
  const replayed = await replayCase(source, leaf, opened.plaintext);
  return replayed.ok ? 'same' : replayed.why;
}

/** Documents of the store, each read once. Terms lie under their own digest. */
function replaySource(gateway: Gateway): ReplaySource {
  const { pool } = gateway.store;
  const document = once((digest) => readDocument(pool, Buffer.from(digest, 'base64url')));
  const termsBody = (digest: string): Promise<Uint8Array | null> => readDocument(pool, Buffer.from(digest, 'hex'));
  return {
    tools: { sha256, verifyEd25519 },
    keyholder: gateway.keys.keyholder,
    document,
    terms: once(async (digest) => {
      const body = await termsBody(digest);
      return body === null ? null : termsOfDocument(body);
    }),
    tick: once(async (digest) => {
      const body = await document(digest);
      return body === null || base64urlOf(sha256(body)) !== digest ? null : readTick(sha256, body);
    }),
  };
}

const REMEMBERED = 5000;

function once<T>(read: (digest: string) => Promise<T>): (digest: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (digest) => {
    const found = known.get(digest) ?? read(digest);
    if (known.size >= REMEMBERED) known.clear();
    known.set(digest, found);
    return found;
  };
}
