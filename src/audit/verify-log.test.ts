import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  checkpointNote,
  type MadeLog,
  madeLog,
  numberedEntries,
  sha256,
  verifyEd25519,
  vkeyOf,
} from '../../test/vectors/made-log.ts';
import { equalBytes } from '../log/bytes.ts';
import { parsePolicy } from '../log/policy.ts';
import { parseVerifierKey, type VerifierKey } from '../log/verifier-key.ts';
import { browserVerifiers } from './browser.ts';
import type { LogReport } from './log-problem.ts';
import { type VerifyLogOptions, verifyLog } from './verify-log.ts';

const tools = { sha256, verifyEd25519 };
const VECTORS = join(import.meta.dirname, '../../test/vectors');
const SAMPLE_FILES = [
  'checkpoint',
  'tile/entries/000',
  'tile/entries/001.p/1',
  'tile/0/000',
  'tile/0/001.p/1',
  'tile/1/000.p/1',
];
const sample = (): Map<string, Uint8Array> =>
  new Map(SAMPLE_FILES.map((path) => [path, new Uint8Array(readFileSync(join(VECTORS, 'sample-log', path)))]));

function keyOf(vkey: string): VerifierKey {
  const key = parseVerifierKey(sha256, vkey.trim());
  assert.ok(key.ok);
  return key.value;
}

const KEY = keyOf(readFileSync(join(VECTORS, 'sample.vkey'), 'utf8'));

function check(files: Map<string, Uint8Array>, options: VerifyLogOptions = {}): Promise<LogReport> {
  return verifyLog(async (path) => files.get(path) ?? null, KEY, tools, { paths: files.keys(), ...options });
}

/** The kinds and paths of the problems, one text each. */
async function problems(files: Map<string, Uint8Array>, options: VerifyLogOptions = {}): Promise<string[]> {
  const report = await check(files, options);
  assert.equal(report.ok, report.problems.length === 0);
  return report.problems.map(({ kind, path }) => `${kind} ${path}`);
}

const changed = (files: Map<string, Uint8Array>, path: string, change: (bytes: Uint8Array) => Uint8Array) =>
  new Map(files).set(path, change(files.get(path) ?? new Uint8Array(0)));
const flipped = (at: number) => (bytes: Uint8Array) => bytes.with(at, (bytes[at] ?? 0) ^ 1);
const note = (log: MadeLog): Uint8Array => log.files.get('checkpoint') ?? new Uint8Array(0);

test('The sample log of an independent writer verifies, in Node and with what a browser has', async () => {
  const seen: number[] = [];
  const report = await check(sample(), { each: (index) => seen.push(index) });
  assert.deepEqual(
    { ...report, root: Buffer.from(report.root).toString('base64') },
    {
      ok: true,
      size: 257,
      root: 'UuhpNAXn15K+FlJtphaMK8njf2Zi9Rx8T3BeoPG1my4=',
      cosigned: [],
      problems: [],
    },
  );
  assert.deepEqual(
    seen,
    Array.from({ length: 257 }, (_, i) => i),
  );
  const files = sample();
  assert.equal((await verifyLog(async (path) => files.get(path) ?? null, KEY, browserVerifiers)).ok, true);
});

for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000, 131_329]) {
  test(`A log of ${size} entries made by the definitions verifies`, async () => {
    const log = madeLog(numberedEntries(size));
    const report = await check(log.files);
    assert.deepEqual(report.problems, []);
    assert.equal(report.size, size);
    assert.ok(equalBytes(report.root, log.root));
  });
}

test('A byte changed in any place of any file is refused, and the file named', async () => {
  const files = sample();
  for (const [path, bytes] of files) {
    // WHY 13: with it every place of a hash, of a length and of an entry is met; the checkpoint is met byte by byte.
    for (let at = 0; at < bytes.length; at += path === 'checkpoint' ? 1 : 13) {
      const report = await check(changed(files, path, flipped(at)));
      const witnessLine = path === 'checkpoint' && at >= Buffer.from(bytes).lastIndexOf('\u2014');
      if (witnessLine && report.ok) continue;
      assert.equal(report.ok, false, `${path} byte ${at}`);
      assert.ok(
        report.problems.some((problem) => problem.path === path || path.startsWith('tile/entries')),
        `${path} byte ${at}`,
      );
    }
  }
});

test('A byte changed in a cosignature is refused by whoever knows the witness', async () => {
  const files = sample();
  const vkey = readFileSync(join(VECTORS, 'sample.witness-vkey'), 'utf8').trim();
  const policy = parsePolicy(sha256, `witness ig ${vkey}\nquorum ig`);
  assert.ok(policy.ok);
  const whole = await check(files, { policy: policy.value });
  assert.deepEqual(whole.cosigned, [{ name: 'ig.example/witness1', time: 1_790_000_000 }]);
  assert.equal(whole.ok, true);
  const bytes = files.get('checkpoint') ?? new Uint8Array(0);
  for (let at = Buffer.from(bytes).lastIndexOf('\u2014'); at < bytes.length; at++) {
    assert.equal(
      (await check(changed(files, 'checkpoint', flipped(at)), { policy: policy.value })).ok,
      false,
      `byte ${at}`,
    );
  }
});

test('Without the witnesses that the policy asks the log is refused', async () => {
  const vkey = readFileSync(join(VECTORS, 'sample.witness-vkey'), 'utf8').trim();
  const policy = parsePolicy(sha256, `witness ig ${vkey}\nquorum ig`);
  assert.ok(policy.ok);
  assert.deepEqual(await problems(madeLog(numberedEntries(3)).files, { policy: policy.value }), ['quorum checkpoint']);
});

test('Missing, truncated, continued and surplus files are each named', async () => {
  const { files } = madeLog(numberedEntries(300));
  for (const path of files.keys()) {
    const without = new Map(files);
    without.delete(path);
    const kind = path === 'checkpoint' ? 'checkpoint' : 'missing';
    assert.ok((await problems(without)).includes(`${kind} ${path}`), path);
    if (path === 'checkpoint') continue;
    assert.ok(
      (await problems(changed(files, path, (bytes) => bytes.slice(0, -1)))).includes(`truncated ${path}`),
      path,
    );
    assert.ok(
      (await problems(changed(files, path, (bytes) => Uint8Array.of(...bytes, 0)))).includes(`trailing ${path}`),
      path,
    );
    assert.ok((await problems(changed(files, path, () => new Uint8Array(0)))).includes(`truncated ${path}`), path);
  }
  for (const path of [
    'tile/0/002',
    'tile/2/000.p/1',
    'tile/0/001',
    'tile/entries/000.txt',
    'notes.md',
    'tile/0/001.p/45',
  ]) {
    assert.deepEqual(await problems(new Map(files).set(path, new Uint8Array(32))), [`surplus ${path}`]);
  }
});

test('A single wrong file in a full tile is named alone, and the entry that was changed by its number', async () => {
  const log = madeLog(numberedEntries(600));
  const entry = changed(log.files, 'tile/entries/001', flipped(40));
  assert.deepEqual(await problems(entry), ['differs tile/entries/001']);
  assert.match((await check(entry)).problems[0]?.message ?? '', /^entry 25\d is not/);
  assert.deepEqual(await problems(changed(log.files, 'tile/0/001', flipped(40))), ['differs tile/0/001']);
  assert.deepEqual(await problems(changed(log.files, 'tile/1/000.p/2', flipped(40))), ['differs tile/1/000.p/2']);
});

test('Partial files of earlier sizes may stay, and must be the beginning of the present ones', async () => {
  const now = madeLog(numberedEntries(600));
  const then = madeLog(numberedEntries(300));
  const both = new Map([...then.files, ...now.files]);
  assert.equal(both.size, now.files.size + 3);
  assert.deepEqual(await problems(both), []);
  for (const path of ['tile/0/001.p/44', 'tile/entries/001.p/44', 'tile/1/000.p/1']) {
    assert.deepEqual(await problems(changed(both, path, flipped(9))), [`differs ${path}`]);
  }
});

test('A log is verified from an older checkpoint on, reading only what came since', async () => {
  const now = madeLog(numberedEntries(1500));
  for (const size of [0, 1, 255, 256, 700, 1280, 1500]) {
    const read: string[] = [];
    const since = note(madeLog(numberedEntries(size)));
    const reader = async (path: string): Promise<Uint8Array | null> => {
      read.push(path);
      return now.files.get(path) ?? null;
    };
    const report = await verifyLog(reader, KEY, tools, { since });
    assert.deepEqual(report.problems, [], `since ${size}`);
    assert.equal(
      read.filter((path) => path.startsWith('tile/entries')).length,
      size === 1500 ? 0 : 6 - Math.floor(size / 256),
    );
  }
});

test('A log that was rewritten, shrunk or is another since the older checkpoint is refused', async () => {
  const entries = numberedEntries(700);
  const now = madeLog(entries);
  const forked = madeLog(entries.with(3, new Uint8Array([1])).slice(0, 300));
  assert.deepEqual(await problems(now.files, { since: note(forked) }), ['history checkpoint']);
  assert.deepEqual(await problems(now.files, { since: note(madeLog(numberedEntries(701))) }), ['history checkpoint']);
  const later = madeLog(entries.with(270, new Uint8Array([1])));
  assert.deepEqual(await problems(later.files, { since: note(madeLog(entries.slice(0, 300))) }), [
    'history checkpoint',
  ]);
  const elsewhere = Buffer.from(checkpointNote(0, now.root, 'other.example/log'));
  assert.deepEqual(await problems(now.files, { since: elsewhere }), ['history checkpoint']);
});

test('Before the older checkpoint no entry can be swapped either in the bundle that it ends in', async () => {
  const entries = numberedEntries(300);
  const now = madeLog(entries);
  const since = note(madeLog(entries.slice(0, 280)));
  const swapped = await problems(changed(now.files, 'tile/entries/001.p/44', flipped(4)), { since });
  assert.ok(swapped.length > 0);
});

test('A reader that shows one tile first and another later is not believed before the older checkpoint either', async () => {
  const entries = numberedEntries(300);
  const now = madeLog(entries);
  const since = note(madeLog(entries.slice(0, 280)));
  const other = madeLog(entries.with(260, new Uint8Array([1])));
  const shown = new Set<string>();
  const read = async (path: string): Promise<Uint8Array | null> => {
    const first = path === 'tile/0/001.p/44' && !shown.has(path);
    shown.add(path);
    return (first || path === 'checkpoint' ? now : other).files.get(path) ?? null;
  };
  const report = await verifyLog(read, KEY, tools, { since });
  assert.ok(report.problems.some((problem) => problem.path === 'tile/entries/001.p/44'));
});

test('A checkpoint of another log, by another key, of another size or no checkpoint at all is refused', async () => {
  const { files, root } = madeLog(numberedEntries(300));
  const wrong = [
    '',
    'text',
    '\u0000',
    checkpointNote(300, root, 'other.example/log'),
    checkpointNote(300, root).replace('300', '301'),
  ];
  for (const text of wrong) {
    assert.deepEqual(await problems(changed(files, 'checkpoint', () => Buffer.from(text))), ['checkpoint checkpoint']);
  }
  const invalid = await problems(changed(files, 'checkpoint', () => Uint8Array.of(0xff, 0xfe)));
  assert.deepEqual(invalid, ['checkpoint checkpoint']);
  const report = await verifyLog(async (path) => files.get(path) ?? null, keyOf(vkeyOf('other.example/log')), tools);
  assert.match(report.problems[0]?.message ?? '', /wrong origin/);
});

test('A signed root that the entries do not lead to is refused even where all files agree', async () => {
  const { files, root } = madeLog(numberedEntries(300));
  const signed = changed(files, 'checkpoint', () => Buffer.from(checkpointNote(300, root.with(0, (root[0] ?? 0) ^ 1))));
  assert.deepEqual(await problems(signed), ['root checkpoint']);
  const longer = changed(files, 'checkpoint', () => Buffer.from(checkpointNote(301, root)));
  assert.ok((await problems(longer)).includes('missing tile/entries/001.p/45'));
});
