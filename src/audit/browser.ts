/** SHA-256 and Ed25519 in plain JavaScript: what the pure rooms are given where there is no Node, a browser say. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Verifiers } from '../log/hash.ts';

/** Total: a malformed key or signature is false. WHY not zip215: RFC 8032 alone, as other programs here verify. */
export const browserVerifiers: Verifiers = {
  sha256,
  verifyEd25519(publicKey, message, signature) {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};
