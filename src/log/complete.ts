/** From the short receipt of a file to the whole one, with what the log's files give. */
import { base64urlBytes, base64urlOf, equalBytes } from './bytes.ts';
import { parseCheckpointText } from './checkpoint.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { decodeEntry } from './entry.ts';
import { leafHash, type Sha256 } from './hash.ts';
import { parseNote } from './note.ts';
import { rootFromInclusion } from './prove.ts';
import { formatReceipt, openingCommitment, readOpening, type ShortReceipt } from './receipt.ts';

/** What is read from the log for a receipt. */
export interface FromLog {
  /** The bytes of the entry at the receipt's index. */
  readonly leaf: Uint8Array;
  /** Its inclusion proof in the checkpoint's tree. */
  readonly proof: readonly Uint8Array[];
  /** The checkpoint's note, verbatim. */
  readonly checkpoint: string;
}

/** The receipt's text. Everything is checked but the signatures on the checkpoint, which verifyReceipt checks. */
export function completeReceipt(sha256: Sha256, short: ShortReceipt, from: FromLog): Decoded<string> {
  const part = readOpening(short.opening);
  if (!part.ok) return part;
  const entry = decodeEntry(from.leaf);
  if (!entry.ok) return entry;
  if (entry.value.kind !== 'inquiry') return undecodable(`entry ${short.index} is not an inquiry`);
  if (entry.value.receipt !== base64urlOf(openingCommitment(sha256, short.opening))) {
    return undecodable(`the opening does not open entry ${short.index}: a receipt of another log, or changed`);
  }
  const caseCommitment = base64urlBytes(entry.value.case);
  const included = checkIncluded(sha256, short.index, from);
  if (!included.ok) return included;
  if (!caseCommitment.ok) return caseCommitment;
  const proof = { extra: null, index: short.index, hashes: from.proof, checkpoint: from.checkpoint };
  return decoded(formatReceipt({ opening: short.opening, caseCommitment: caseCommitment.value, proof }));
}

function checkIncluded(sha256: Sha256, index: number, { leaf, proof, checkpoint }: FromLog): Decoded<null> {
  const note = parseNote(checkpoint);
  if (!note.ok) return note;
  const head = parseCheckpointText(note.value.text);
  if (!head.ok) return head;
  const root = rootFromInclusion(sha256, head.value.size, index, leafHash(sha256, leaf), proof);
  if (!root.ok) return root;
  const same = equalBytes(root.value, head.value.root);
  return same ? decoded(null) : undecodable(`the proof of entry ${index} does not lead to the checkpoint's root`);
}
