/** Terms: one agreement under its pack, as one value named by the SHA-256 of the exact texts. */
import { type Agreement, parseAgreement } from './agreement.ts';
import { narrows } from './narrows.ts';
import { loadPack, type Pack } from './pack.ts';
import type { Problem } from './yaml-text.ts';

/** `sha256` is lower-case hex over the exact agreement text and pack text, each with its length before it. Plain data. */
export interface Terms {
  readonly agreement: Agreement;
  readonly pack: Pack;
  readonly sha256: string;
}

export type TermsRead =
  | { ok: true; terms: Terms }
  | { ok: false; problems: (Problem & { of: 'agreement' | 'pack' })[] };

/** Reads both texts and checks that the agreement only narrows its pack (law 2). Total. */
export function readTerms(
  agreementText: string,
  packText: string,
  sha256: (data: Uint8Array) => Uint8Array,
): TermsRead {
  const pack = loadPack(packText);
  if (!pack.ok) return { ok: false, problems: pack.problems.map((each) => ({ ...each, of: 'pack' as const })) };
  const agreement = parseAgreement(agreementText);
  if (!agreement.ok)
    return { ok: false, problems: agreement.problems.map((each) => ({ ...each, of: 'agreement' as const })) };
  const wider = narrows(agreement.agreement, pack.pack, agreement.lineOf);
  if (wider.length > 0) return { ok: false, problems: wider.map((each) => ({ ...each, of: 'agreement' as const })) };
  return {
    ok: true,
    terms: { agreement: agreement.agreement, pack: pack.pack, sha256: termsDigest(agreementText, packText, sha256) },
  };
}

/** The name of the terms: a changed byte in either text gives another. */
export function termsDigest(agreementText: string, packText: string, sha256: (data: Uint8Array) => Uint8Array): string {
  const encoder = new TextEncoder();
  const [first, second] = [encoder.encode(agreementText), encoder.encode(packText)];
  const head = encoder.encode(`countersign terms v1\n${first.length}\n${second.length}\n`);
  const whole = new Uint8Array(head.length + first.length + second.length);
  whole.set(head);
  whole.set(first, head.length);
  whole.set(second, head.length + first.length);
  return Array.from(sha256(whole), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
