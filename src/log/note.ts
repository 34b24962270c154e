/** Signed notes: a text, a blank line, signature lines (C2SP signed-note). */
import { base64Bytes, base64Of, joinBytes, uint64Number, utf8Bytes } from './bytes.ts';
import { cosignedMessage } from './cosignature.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import type { Verifiers } from './hash.ts';
import { ED25519, isKeyName, type KeyName, sameKeyName, type VerifierKey } from './verifier-key.ts';

export interface NoteSignature extends KeyName {
  /** What follows the key id. */
  readonly payload: Uint8Array;
}

export interface Note {
  /** With its last newline; without the blank line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key whose signature on the note is good. `time`: POSIX seconds of a cosignature, null for a plain signature. */
export interface NoteSigned {
  readonly key: VerifierKey;
  readonly time: number | null;
}

export const MAX_NOTE_LENGTH = 1_000_000;
const MAX_SIGNATURES = 100;

export function signatureLine(key: KeyName, payload: Uint8Array): string {
  return `\u2014 ${key.name} ${base64Of(joinBytes(key.id, payload))}\n`;
}

export function formatNote(note: Note): string {
  return `${note.text}\n${note.signatures.map((signature) => signatureLine(signature, signature.payload)).join('')}`;
}

export function parseNote(note: string): Decoded<Note> {
  if (note.length > MAX_NOTE_LENGTH) return undecodable('a note of more than a million characters');
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return undecodable('a control character in a note');
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) return undecodable('a note has a blank line before its signatures');
  const signatures = parseSignatureLines(note.slice(blank + 2));
  return signatures.ok ? decoded({ text: note.slice(0, blank + 1), signatures: signatures.value }) : signatures;
}

/** One or more signature lines, each with its newline. */
export function parseSignatureLines(lines: string): Decoded<NoteSignature[]> {
  if (!lines.endsWith('\n')) return undecodable('a note ends with a signature line and its newline');
  const split = lines.slice(0, -1).split('\n');
  if (split.length > MAX_SIGNATURES) return undecodable(`a note with more than ${MAX_SIGNATURES} signatures`);
  const signatures: NoteSignature[] = [];
  for (const line of split) {
    const signature = parseSignatureLine(line);
    if (!signature.ok) return signature;
    signatures.push(signature.value);
  }
  return decoded(signatures);
}

function parseSignatureLine(line: string): Decoded<NoteSignature> {
  const [dash, name, text, ...more] = line.split(' ');
  if (dash !== '\u2014' || name === undefined || text === undefined || more.length > 0 || !isKeyName(name)) {
    return undecodable('a signature line is: em dash, space, key name, space, base64');
  }
  const bytes = base64Bytes(text);
  if (!bytes.ok || bytes.value.length < 5)
    return undecodable(`the signature of ${name} is not a key id and a signature`);
  return decoded({ name, id: bytes.value.slice(0, 4), payload: bytes.value.slice(4) });
}

/**
 * The known keys that signed. Signatures of unknown keys are passed over; one of a known key that does not verify
 * refuses the whole note; so does a note that no known key signed.
 */
export function verifyNote(note: Note, known: readonly VerifierKey[], tools: Verifiers): Decoded<NoteSigned[]> {
  const signed: NoteSigned[] = [];
  for (const signature of note.signatures) {
    const key = known.find((candidate) => sameKeyName(candidate, signature));
    if (key === undefined || signed.some((earlier) => sameKeyName(earlier.key, key))) continue;
    const good = verifySignature(note.text, signature, key, tools);
    if (!good.ok) return good;
    signed.push(good.value);
  }
  return signed.length > 0
    ? decoded(signed)
    : undecodable(`no signature of ${known.map((key) => key.name).join(', ')}`);
}

function verifySignature(
  text: string,
  { payload }: NoteSignature,
  key: VerifierKey,
  tools: Verifiers,
): Decoded<NoteSigned> {
  const plain = key.type === ED25519;
  if (payload.length !== (plain ? 64 : 72)) return undecodable(`the signature of ${key.name} has the wrong length`);
  const time = plain ? null : uint64Number(payload);
  if (!plain && time === null) return undecodable(`the cosignature time of ${key.name} is out of range`);
  const message = time === null ? utf8Bytes(text) : cosignedMessage(time, text);
  return tools.verifyEd25519(key.publicKey, message, payload.slice(-64))
    ? decoded({ key, time })
    : undecodable(`the signature of ${key.name} does not verify`);
}

/** Signs with a log's key: `sign` gives 64 bytes of Ed25519 over its argument. */
export interface NoteSigner {
  readonly key: VerifierKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

export function signNote(text: string, signer: NoteSigner): string {
  return formatNote({ text, signatures: [{ ...signer.key, payload: signer.sign(utf8Bytes(text)) }] });
}
