import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import type { KeyFile } from './key-file.ts';
import { random } from './random.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { KeysUnavailable } from './unavailable.ts';

const day = '2026-11-24';
const root = (): KeyFile => ({
  kind: 'sealing-root',
  epoch: 1,
  name: '',
  created: '2026-11-24T10:00:00Z',
  secret: random(32),
});
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function started(t: TestContext): { folder: string; key: KeyFile; sealing: Sealing } {
  const folder = join(mkdtempSync(join(tmpdir(), 'countersign-sealing-')), 'sealing');
  t.after(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  const key = root();
  return { folder, key, sealing: createSealing(folder, [key]) };
}

test('what was sealed opens with its own agreement, day and place, and with no other', (t) => {
  const { sealing } = started(t);
  const places = fc.oneof(fc.nat(), fc.string());
  const where = fc.tuple(fc.constantFrom('A', 'B', 'A/../B', 'Ä'), fc.constantFrom(day, '2026-11-25'), places);
  fc.assert(
    fc.property(where, where, fc.uint8Array({ maxLength: 700 }), (here, there, plaintext) => {
      const sealed = sealing.seal(...here, plaintext);
      assert.deepEqual(sealing.open(...here, sealed), { ok: true, plaintext });
      sealing.ready(there[0], there[1]);
      if (JSON.stringify(here) !== JSON.stringify(there))
        assert.deepEqual(sealing.open(...there, sealed), { ok: false, why: 'altered' });
    }),
  );
});

test('any changed byte and any other length of a sealed value is altered, never a wrong plaintext', (t) => {
  const { sealing } = started(t);
  const sealed = sealing.seal('A', day, 7, utf8('a case file'));
  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.slice();
    changed[at] = (changed[at] as number) ^ 1;
    assert.deepEqual(sealing.open('A', day, 7, changed), { ok: false, why: 'altered' });
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => !sealing.open('A', day, 7, bytes).ok));
  assert.equal(sealing.open('A', day, 7, sealed.subarray(0, 284)).ok, false);
});

test('sealed sizes go in steps of 256 bytes, and sealing the same again gives other bytes', (t) => {
  const { sealing } = started(t);
  const size = (length: number): number => sealing.seal('A', day, 1, new Uint8Array(length)).length;
  assert.deepEqual([size(0), size(100), size(252)], [285, 285, 285]);
  assert.deepEqual([size(253), size(508)], [541, 541]);
  const [one, two] = [sealing.seal('A', day, 1, utf8('x')), sealing.seal('A', day, 1, utf8('x'))];
  assert.notDeepEqual(one.subarray(1, 13), two.subarray(1, 13));
  assert.notDeepEqual(one.subarray(13, 269), two.subarray(13, 269));
});

test('after a day key is destroyed its values are unreadable for good, in this process and the next, and other days stay', (t) => {
  const { folder, key, sealing } = started(t);
  const gone = sealing.seal('A', day, 1, utf8('gone'));
  const kept = sealing.seal('A', '2026-11-25', 2, utf8('kept'));
  const elsewhere = createSealing(folder, [key]);
  assert.equal(elsewhere.open('A', day, 1, gone).ok, true);
  sealing.destroy('A', day);
  sealing.destroy('A', day);
  for (const any of [sealing, elsewhere, createSealing(folder, [key])]) {
    assert.deepEqual(any.open('A', day, 1, gone), { ok: false, why: 'destroyed' });
    assert.equal(any.open('A', '2026-11-25', 2, kept).ok, true);
  }
  assert.throws(() => createSealing(folder, [key]).seal('A', day, 3, utf8('more')), KeysUnavailable);
  assert.deepEqual(readdirSync(join(folder, 'A')).sort(), ['2026-11-24.destroyed', '2026-11-25.key']);
});

test('a copy of a day key that an interrupted write left is destroyed with it', (t) => {
  const { folder, sealing } = started(t);
  sealing.ready('A', day);
  const text = readFileSync(join(folder, 'A', `${day}.key`), 'latin1');
  for (const left of [`.${day}.key.0a1b`, `${day}.key.0a1b`])
    writeFileSync(join(folder, 'A', left), text, { mode: 0o600 });
  sealing.destroy('A', day);
  assert.deepEqual(readdirSync(join(folder, 'A')), [`${day}.destroyed`]);
});

test('a data key that is gone without having been destroyed, damaged, or under another root makes opening fail loudly', (t) => {
  const { folder, sealing } = started(t);
  const sealed = sealing.seal('A', day, 1, utf8('x'));
  const path = join(folder, 'A', `${day}.key`);
  const trouble = (open: Sealing): string => {
    try {
      return String(open.open('A', day, 1, sealed).ok);
    } catch (error) {
      return error instanceof KeysUnavailable ? error.trouble : 'another error';
    }
  };
  assert.equal(trouble(createSealing(folder, [root()])), 'altered');
  const text = readFileSync(path, 'latin1');
  writeFileSync(path, text.replace(/\n./, '\n!'));
  const { key } = started(t);
  assert.equal(trouble(createSealing(folder, [key])), 'altered');
  rmSync(path);
  assert.equal(trouble(sealing), 'missing');
  assert.ok(!existsSync(path));
});

test('two processes that seal the first value of a day use one day key', (t) => {
  const { folder, key, sealing } = started(t);
  const other = createSealing(folder, [key]);
  const [one, two] = [sealing.seal('A', day, 1, utf8('one')), other.seal('A', day, 2, utf8('two'))];
  assert.equal(other.open('A', day, 1, one).ok, true);
  assert.equal(sealing.open('A', day, 2, two).ok, true);
});
