import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { utf8Bytes } from './bytes.ts';
import { decodeEntry, encodeEntry, INQUIRY_LEAF_BYTES, inquiryLeaf } from './entry.ts';
import { ENTRY_KINDS, type Entry } from './entry-schema.ts';

const AT = '2026-11-24T00:16:00Z';
const SHA = '0'.repeat(64);
const approvals = [{ by: 'officer-1', role: 'disclosure-officer', at: AT, method: 'passkey', evidence: SHA }];
const tally = { confirmed: 1, not_confirmed: 2, refused: 0, held: 0 };

/** One entry of each kind. */
const SAMPLES: Record<Entry['kind'], Entry> = {
  inquiry: { kind: 'inquiry', version: 1, case: 'A'.repeat(43), receipt: 'E'.repeat(42).concat('E') },
  'daily-total': {
    kind: 'daily-total',
    version: 1,
    day: '2026-11-24',
    from: 0,
    to: 3,
    inquiries: 3,
    ...tally,
    agreements: [{ agreement: 'AGR-2026-014', ...tally }],
  },
  'agreement-step': {
    kind: 'agreement-step',
    version: 1,
    agreement: 'AGR-2026-014',
    agreement_version: 3,
    sha256: SHA,
    step: 'activated',
    at: AT,
    by: 'officer-2',
    reason: '',
    approvals,
  },
  approval: {
    kind: 'approval',
    version: 1,
    subject: 'AGR-2026-014',
    statement: SHA,
    action: 'activate',
    by: 'officer-1',
    role: 'counsel',
    at: AT,
    method: 'passkey',
    evidence: '',
  },
  order: {
    kind: 'order',
    version: 1,
    order: 'ORD-7',
    step: 'entered',
    sealed: true,
    scope: { agreement: '', requester: '', authority: '', class: '' },
    sha256: SHA,
    issued: AT,
    received: AT,
    effective: AT,
    by: 'counsel-1',
    reason: 'No. 26-cv-100',
  },
  snapshot: {
    kind: 'snapshot',
    version: 1,
    snapshot: 'S-1',
    digest: SHA,
    rows: 5,
    loaded: 4,
    rejected: 1,
    fingerprints: 40,
    ambiguous: 0,
    epoch: 1,
    standardiser: '2026.1',
    at: AT,
  },
  'key-event': {
    kind: 'key-event',
    version: 1,
    key: 'log-1',
    purpose: 'log',
    step: 'created',
    public_key: 'a+b',
    at: AT,
    by: 'operator',
    reason: '',
  },
  'requester-step': {
    kind: 'requester-step',
    version: 1,
    requester: 'agency-1',
    step: 'registered',
    sha256: SHA,
    at: AT,
    by: 'counsel-1',
    reason: '',
  },
  'held-release': {
    kind: 'held-release',
    version: 1,
    index: 7,
    decision: 'released',
    at: AT,
    reason: 'seen',
    approvals,
  },
  report: { kind: 'report', version: 1, report: 'yearly', period: '2026', sha256: SHA, at: AT, by: 'officer-1' },
  notice: { kind: 'notice', version: 1, notice: 'N-1', to: 'agency-1', sha256: SHA, at: AT },
  opening: { kind: 'opening', version: 1, part: 'case', from: 3, to: 4, at: AT, by: 'inspector-1', reason: 'replay' },
  correction: {
    kind: 'correction',
    version: 1,
    snapshot: 'S-1',
    digest: SHA,
    rows: 1,
    recalled: 0,
    at: AT,
    by: 'officer-1',
  },
  start: { kind: 'start', version: 1, at: '2026-11-24T00:16:00.123Z', program: 'countersign 0.1.0', standardiser: '' },
  stop: { kind: 'stop', version: 1, at: AT, reason: 'asked to' },
};

const textOf = (entry: Entry): string => new TextDecoder().decode(encodeEntry(entry));
const problemOf = (text: string): string => {
  const entry = decodeEntry(utf8Bytes(text));
  return entry.ok ? 'decoded' : entry.problem;
};

test('Entries of every kind are read back as they were written', () => {
  assert.deepEqual([...ENTRY_KINDS].sort(), Object.keys(SAMPLES).sort());
  for (const entry of Object.values(SAMPLES))
    assert.deepEqual(decodeEntry(encodeEntry(entry)), { ok: true, value: entry });
});

test('An inquiry leaf is two commitments in canonical JSON, always of one length', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const leaf = inquiryLeaf(one, other);
      const name = (part: Uint8Array): string => Buffer.from(part).toString('base64url');
      const text = `{"case":"${name(one)}","kind":"inquiry","receipt":"${name(other)}","version":1}`;
      assert.equal(new TextDecoder().decode(leaf), text);
      assert.equal(leaf.length, INQUIRY_LEAF_BYTES);
      assert.deepEqual(decodeEntry(leaf), {
        ok: true,
        value: { kind: 'inquiry', version: 1, case: name(one), receipt: name(other) },
      });
    }),
  );
  assert.throws(() => inquiryLeaf(new Uint8Array(31), new Uint8Array(32)));
});

test('An entry of an unknown kind, version or field, or without one of its fields, is refused and says which', () => {
  const stop = textOf(SAMPLES.stop);
  assert.match(problemOf(stop.replace('"stop"', '"halt"')), /kind unknown/);
  assert.match(problemOf(stop.replace('"version":1', '"version":2')), /a stop entry of a version unknown/);
  assert.match(problemOf(stop.replace('"version":1', '"version":1,"why":""')), /Unrecognized key/);
  assert.match(problemOf(stop.replace('"reason":"asked to",', '')), /reason/);
  for (const kind of ENTRY_KINDS) {
    for (const field of Object.keys(SAMPLES[kind])) {
      const { [field]: _, ...rest } = SAMPLES[kind] as Record<string, unknown>;
      assert.notEqual(problemOf(JSON.stringify(rest)), 'decoded', `${kind} without ${field}`);
    }
  }
});

test('An entry in any other writing than the canonical one is refused', () => {
  const stop = textOf(SAMPLES.stop);
  const inquiry = textOf(SAMPLES.inquiry);
  const wrong = [
    ` ${stop}`,
    `${stop}\n`,
    stop.replace('"at"', '"\\u0061t"'),
    stop.replace('{', '{"at":"x",'),
    '',
    '{}',
    'null',
    '[]',
    '7',
    '{"kind":',
    JSON.stringify(Object.fromEntries(Object.entries(SAMPLES.stop).reverse())),
    inquiry.replace('E"', 'F"'),
    inquiry.replace('"A', '"+'),
    `${inquiry} `,
    inquiry.replace('"version":1', '"version":2'),
  ];
  for (const text of wrong) assert.notEqual(problemOf(text), 'decoded', text);
  assert.equal(decodeEntry(Uint8Array.of(0xff, 0xfe)).ok, false);
});

test('Decoding is total: no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeEntry(bytes)));
  fc.assert(fc.property(fc.json(), (text) => void decodeEntry(utf8Bytes(text))));
  const mutated = fc.tuple(fc.constantFrom(...Object.values(SAMPLES)), fc.nat(), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(mutated, ([entry, at, flip]) => {
      const bytes = encodeEntry(entry);
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ flip;
      const again = decodeEntry(bytes);
      if (again.ok) assert.deepEqual(encodeEntry(again.value), bytes);
    }),
    { numRuns: 500 },
  );
});

test('A writer that breaks the schema is stopped', () => {
  assert.throws(() => encodeEntry({ ...SAMPLES.stop, at: 'today' } as Entry));
  assert.throws(() => encodeEntry(Object.assign({ name: 'x' }, SAMPLES.stop)));
});
