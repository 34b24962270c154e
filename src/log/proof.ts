/** Offline proofs of inclusion as text: C2SP tlog-proof, `c2sp.org/tlog-proof@v1`. */
import { base64Bytes, base64Of, decimalNumber } from './bytes.ts';
import { type Decoded, decoded, undecodable } from './decoded.ts';
import { HASH_SIZE } from './hash.ts';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const MAX_PROOF_HASHES = 63;

export interface TlogProof {
  /** Opaque and not authenticated: never to be believed. Null where the line is absent. */
  readonly extra: Uint8Array | null;
  readonly index: number;
  /** The leaf's sibling first. */
  readonly hashes: readonly Uint8Array[];
  /** The checkpoint's note, verbatim. */
  readonly checkpoint: string;
}

export function formatProof(proof: TlogProof): string {
  const extra = proof.extra === null ? [] : [`extra ${base64Of(proof.extra)}`];
  const hashes = proof.hashes.map(base64Of);
  return [FIRST_LINE, ...extra, `index ${proof.index}`, ...hashes, '', proof.checkpoint].join('\n');
}

export function parseProof(text: string): Decoded<TlogProof> {
  const blank = text.indexOf('\n\n');
  if (blank < 0) return undecodable('a proof has an empty line before its checkpoint');
  const lines = text.slice(0, blank).split('\n');
  if (lines.shift() !== FIRST_LINE) return undecodable(`a proof starts with the line ${FIRST_LINE}`);
  const extra = lines[0]?.startsWith('extra ') === true ? base64Bytes((lines.shift() ?? '').slice(6)) : decoded(null);
  if (!extra.ok) return undecodable(`the extra data of a proof: ${extra.problem}`);
  const indexLine = lines.shift() ?? '';
  const index = decimalNumber(indexLine.slice(6));
  if (!indexLine.startsWith('index ') || !index.ok)
    return undecodable('a proof names its entry in a line `index <number>`');
  const hashes = parseHashLines(lines);
  if (!hashes.ok) return hashes;
  return decoded({ extra: extra.value, index: index.value, hashes: hashes.value, checkpoint: text.slice(blank + 2) });
}

/** At most 63 lines, each a SHA-256 hash in base64. */
export function parseHashLines(lines: readonly string[]): Decoded<Uint8Array[]> {
  if (lines.length > MAX_PROOF_HASHES) return undecodable(`a proof of more than ${MAX_PROOF_HASHES} hashes`);
  const hashes: Uint8Array[] = [];
  for (const line of lines) {
    const hash = base64Bytes(line);
    if (!hash.ok || hash.value.length !== HASH_SIZE) return undecodable('a line of a proof is not a hash in base64');
    hashes.push(hash.value);
  }
  return decoded(hashes);
}
