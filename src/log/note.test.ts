import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256, testKey, verifyEd25519 } from '../../test/vectors/made-log.ts';
import { base64Of, hexOf, utf8Bytes } from './bytes.ts';
import { checkpointText, openCheckpoint, parseCheckpointText, signCheckpoint } from './checkpoint.ts';
import { cosignaturePayload, cosignedMessage } from './cosignature.ts';
import { formatNote, parseNote, signatureLine, verifyNote } from './note.ts';
import {
  COSIGNATURE_ED25519,
  ED25519,
  formatVerifierKey,
  makeVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from './verifier-key.ts';

const VECTORS = join(import.meta.dirname, '../../test/vectors');
const vector = (name: string): string => readFileSync(join(VECTORS, name), 'utf8');
const tools = { sha256, verifyEd25519 };

const FOO = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const FOO_LINE =
  '\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const FOO_NOTE = `This is an example message.\n\n${FOO_LINE}`;

function keyOf(vkey: string): VerifierKey {
  const key = parseVerifierKey(sha256, vkey);
  assert.ok(key.ok, key.ok ? '' : key.problem);
  return key.value;
}

function opens(note: string, ...known: VerifierKey[]): string {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed.problem;
  const signed = verifyNote(parsed.value, known, tools);
  return signed.ok ? 'signed' : signed.problem;
}

test('The known answers of signed-note verify, and their keys are read and written', () => {
  assert.equal(opens(FOO_NOTE, keyOf(FOO)), 'signed');
  for (const vkey of [
    FOO,
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    vector('sample.vkey').trim(),
  ]) {
    assert.equal(formatVerifierKey(keyOf(vkey)), vkey);
  }
  assert.equal(
    hexOf(makeVerifierKey(sha256, 'gateway.tax.example/log1', ED25519, testKey(0x11).publicKey).id),
    '8c35485d',
  );
});

test('The sample checkpoint is signed by its log and cosigned by its witness, and signing it again gives the same bytes', () => {
  const log = keyOf(vector('sample.vkey').trim());
  const witness = keyOf(vector('sample.witness-vkey').trim());
  const note = vector('sample-log/checkpoint');
  const opened = openCheckpoint(note, log, [witness], tools);
  assert.ok(opened.ok);
  const { checkpoint, signed } = opened.value;
  assert.deepEqual(
    signed.map(({ key, time }) => [key.name, time]),
    [
      [log.name, null],
      [witness.name, 1_790_000_000],
    ],
  );
  assert.equal(checkpoint.size, 257);
  const mine = signCheckpoint(checkpoint, { key: log, sign: testKey(0x11).sign });
  const text = checkpointText(checkpoint);
  const cosigned = testKey(0x22).sign(cosignedMessage(1_790_000_000, text));
  assert.equal(mine + signatureLine(witness, cosignaturePayload(1_790_000_000, cosigned)), note);
});

test('A signature of an unknown key is passed over, also where it shares name or id with a known one', () => {
  const other = FOO_LINE.replace('foo ', 'bar ');
  assert.equal(opens(FOO_NOTE + other, keyOf(FOO)), 'signed');
  const samename = makeVerifierKey(sha256, 'example.com/foo', ED25519, testKey(7).publicKey);
  assert.equal(opens(FOO_NOTE + signatureLine(samename, new Uint8Array(64)), keyOf(FOO)), 'signed');
  assert.match(opens(FOO_NOTE, samename), /no signature of/);
});

test('A bad signature of a known key refuses the note, even beside a good one of another', () => {
  const bad = makeVerifierKey(sha256, 'witness.example/w', COSIGNATURE_ED25519, testKey(7).publicKey);
  const line = signatureLine(bad, cosignaturePayload(5, new Uint8Array(64)));
  assert.match(opens(FOO_NOTE + line, keyOf(FOO), bad), /witness.example\/w does not verify/);
  assert.match(opens(FOO_NOTE + signatureLine(bad, new Uint8Array(64)), keyOf(FOO), bad), /wrong length/);
  const beyond = new Uint8Array(72).fill(255);
  assert.match(opens(FOO_NOTE + signatureLine(bad, beyond), keyOf(FOO), bad), /out of range/);
});

test('Sixteen signatures and more are accepted, a hundred and one are not', () => {
  const line = (i: number): string =>
    signatureLine({ name: `k${i}`, id: Uint8Array.of(0, 0, 0, i) }, new Uint8Array(64));
  const lines = (n: number): string => Array.from({ length: n }, (_, i) => line(i)).join('');
  assert.equal(opens(FOO_NOTE + lines(16), keyOf(FOO)), 'signed');
  assert.match(opens(FOO_NOTE + lines(100), keyOf(FOO)), /more than 100/);
});

test('A malformed note is refused with a sentence', () => {
  const wrong = [
    'text\n',
    'text\n\n',
    `text\n${FOO_LINE}`,
    FOO_NOTE.slice(0, -1),
    `${FOO_NOTE}\n`,
    FOO_NOTE.replace('\u2014', '-'),
    FOO_NOTE.replace('message', 'mess\u0000age'),
    FOO_NOTE.replace('message', 'mess\tage'),
    FOO_NOTE.replace('\n', '\r\n'),
    FOO_NOTE.replace('example.com/foo ', 'example.com/foo  '),
    FOO_NOTE.replace('QM=', 'QN='),
    FOO_NOTE.replace('QM=', 'QM'),
    `This is an example message.\n\n\u2014 a+b ${base64Of(new Uint8Array(68))}\n`,
    `x\n\n\u2014 a AAAA\n`,
  ];
  for (const note of wrong) assert.notEqual(opens(note, keyOf(FOO)), 'signed', JSON.stringify(note));
});

test('A note is written as it was read', () => {
  const parsed = parseNote(FOO_NOTE);
  assert.ok(parsed.ok);
  assert.equal(formatNote(parsed.value), FOO_NOTE);
  const twice = `a\n\nb\n\n${FOO_LINE}`;
  const inner = parseNote(twice);
  assert.ok(inner.ok && inner.value.text === 'a\n\nb\n');
});

test('A verifier key with another id, type, length or name is refused', () => {
  const key = utf8Bytes('k'.repeat(33));
  const wrong = [
    FOO.replace('530d', '530e'),
    FOO.replace('foo', 'fop'),
    FOO.replace('U2k', 'U2l'),
    FOO.slice(0, -4),
    'foo',
    'a+b',
    '',
    `x y+00000000+${base64Of(key)}`,
    `+00000000+${base64Of(key)}`,
    FOO.replace('+Aek', '+Bek'),
    FOO.toUpperCase(),
  ];
  for (const vkey of wrong) assert.equal(parseVerifierKey(sha256, vkey).ok, false, vkey);
});

test('A checkpoint text has three lines, one writing each; extension lines of other logs are passed over', () => {
  const text = checkpointText({ origin: 'a.example/l', size: 9, root: new Uint8Array(32) });
  assert.equal(parseCheckpointText(text).ok, true);
  assert.equal(parseCheckpointText(`${text}an extension\n`).ok, true);
  const wrong = [
    text.slice(0, -1),
    `${text}\n`,
    text.replace('\n9', '\n09'),
    text.replace('\n9', '\n-9'),
    text.replace('\n9', '\n9007199254740993'),
    text.replace('a.example', 'a example'),
    text.replace('AAAA=', 'AAA='),
    text.replace('a.example/l', ''),
    '',
    '\n\n\n',
  ];
  for (const one of wrong) assert.equal(parseCheckpointText(one).ok, false, JSON.stringify(one));
});

test('A checkpoint of another origin is refused by name, one without the log signature too', () => {
  const log = keyOf(vector('sample.vkey').trim());
  const witness = keyOf(vector('sample.witness-vkey').trim());
  const note = vector('sample-log/checkpoint');
  const elsewhere = openCheckpoint(note.replaceAll('/log1', '/log2'), log, [], tools);
  assert.ok(!elsewhere.ok && /wrong origin: .*log2/.test(elsewhere.problem));
  const lines = note.split('\n');
  const unsigned = openCheckpoint(lines.toSpliced(4, 1).join('\n'), log, [witness], tools);
  assert.ok(!unsigned.ok && /no signature of the log/.test(unsigned.problem));
});
