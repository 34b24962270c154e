/** Checkpoints: the signed head of a log (C2SP tlog-checkpoint). */
import { base64Bytes, base64Of, decimalNumber } from './bytes.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { HASH_SIZE, type Verifiers } from './hash.ts';
import { type Note, type NoteSigned, type NoteSigner, parseNote, signNote, verifyNote } from './note.ts';
import { isKeyName, type VerifierKey } from './verifier-key.ts';

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** A checkpoint whose log signature verifies, with everyone known who signed it. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: Note;
  readonly signed: readonly NoteSigned[];
}

/** Origin, size, root: three lines. WHY no extension lines: not recommended, and ML-DSA cosignatures do not cover them. */
export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${base64Of(checkpoint.root)}\n`;
}

/** Reads the three lines; extension lines, which other logs may have, are passed over. */
export function parseCheckpointText(text: string): Decoded<Checkpoint> {
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.split('\n');
  const size = decimalNumber(sizeText);
  const root = base64Bytes(rootText);
  if (extensions.pop() !== '') return undecodable('a checkpoint is origin, size and root, each on its line');
  if (!isKeyName(origin)) return undecodable('the origin of a checkpoint is a name without spaces');
  if (!size.ok) return undecodable(`the size of a checkpoint: ${size.problem}`);
  if (!root.ok || root.value.length !== HASH_SIZE) return undecodable('the root of a checkpoint is 32 bytes in base64');
  if (extensions.includes('')) return undecodable('an empty extension line in a checkpoint');
  return decoded({ origin, size: size.value, root: root.value });
}

/** The whole note, signed by the log. The origin must be the signer's name. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (checkpoint.origin !== signer.key.name) throw new RangeError('the origin of a checkpoint is the name of its key');
  return signNote(checkpointText(checkpoint), signer);
}

/** The checkpoint of log `logKey`, its signature verified; `witnesses` are named in `signed` where they cosigned. */
export function openCheckpoint(
  note: string,
  logKey: VerifierKey,
  witnesses: readonly VerifierKey[],
  tools: Verifiers,
): Decoded<SignedCheckpoint> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const checkpoint = parseCheckpointText(parsed.value.text);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== logKey.name) {
    return undecodable(`wrong origin: this checkpoint is of ${checkpoint.value.origin}, not of ${logKey.name}`);
  }
  const signed = verifyNote(parsed.value, [logKey, ...witnesses], tools);
  if (!signed.ok) return signed;
  const bySelf = signed.value.some(({ key }) => key === logKey);
  if (!bySelf) return undecodable(`no signature of the log ${logKey.name}`);
  return decoded({ checkpoint: checkpoint.value, note: parsed.value, signed: signed.value });
}
