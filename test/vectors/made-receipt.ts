/** A receipt in a log made for tests, with everything it was made from. */
import { commit } from '../../src/log/commitment.ts';
import { completeReceipt } from '../../src/log/complete.ts';
import { inquiryLeaf } from '../../src/log/entry.ts';
import { inclusionProof, nodesFromTiles } from '../../src/log/prove.ts';
import { makeOpening, type ReceiptPart, type ShortReceipt } from '../../src/log/receipt.ts';
import { tilePath } from '../../src/log/tile.ts';
import { type MadeLog, madeLog, numberedEntries, sha256 } from './made-log.ts';

export const PART: ReceiptPart = {
  agreement: 'AGR-2026-014',
  version: 3,
  digest: Buffer.alloc(32, 7).toString('base64url'),
  outcome: 'not_confirmed',
  ground: '',
  time: '2026-11-24T00:16:00Z',
};

export interface MadeReceipt {
  log: MadeLog;
  short: ShortReceipt;
  text: string;
}

/** The receipt of `part` at entry `index` of a log of `size` entries. */
export async function madeReceipt(size: number, index: number, part: ReceiptPart = PART): Promise<MadeReceipt> {
  const opening = makeOpening(sha256, part, new Uint8Array(32).fill(5));
  const caseCommitment = commit(sha256, 'case', new Uint8Array(32).fill(6), new Uint8Array(10));
  const leaf = inquiryLeaf(caseCommitment, opening.commitment);
  const log = madeLog(numberedEntries(size).with(index, leaf));
  const read = nodesFromTiles(sha256, size, async (tile) => log.files.get(tilePath(tile)) ?? null);
  const proof = await inclusionProof(sha256, size, index, read);
  const short = { index, opening: opening.bytes };
  const checkpoint = Buffer.from(log.files.get('checkpoint') ?? []).toString();
  const receipt = completeReceipt(sha256, short, { leaf, proof, checkpoint });
  if (!receipt.ok) throw new Error(receipt.problem);
  return { log, short, text: receipt.value };
}
