/** The exact bytes that people sign: short lines of text, so that what is signed can be read on the signer's screen. */
import type { Lifecycle, StepKind } from './lifecycle.ts';
import type { Terms } from './terms.ts';

const encode = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);

/**
 * What both parties sign (as JWS general serialization with detached payload, RFC 7515 section 7.2.1 and appendix F). The SHA-256 covers
 * the exact agreement and pack texts: a changed byte in either makes both signatures void.
 */
export function agreementStatement(terms: Terms): Uint8Array {
  const { agreement, pack, sha256 } = terms;
  return encode([
    'countersign agreement v1',
    `agreement ${agreement.id}`,
    `version ${agreement.version}`,
    `pack ${pack.id} ${pack.version}`,
    `custodian ${agreement.custodian}`,
    `requester ${agreement.requester}`,
    `terms ${sha256}`,
  ]);
}

/**
 * What whoever approves a step signs. `detail` is the step's own matter (the day of a renewal, a statute's key, the words of a suspension;
 * '' for none), on one line. The number of steps taken so far makes an approval good for one step only.
 */
export function stepStatement(life: Lifecycle, kind: StepKind, detail: string): Uint8Array {
  return encode([
    'countersign step v1',
    `step ${kind}`,
    `agreement ${life.agreement}`,
    `version ${life.version}`,
    `terms ${life.terms}`,
    `after ${life.steps} ${life.state}`,
    `detail ${JSON.stringify(detail)}`,
  ]);
}

/** What two officers of the custodian sign to release or decline a held inquiry. `log` is the log's name, `entry` the index of the held entry. */
export function heldStatement(
  decision: 'release' | 'decline',
  log: string,
  entry: number,
  agreement: string,
): Uint8Array {
  return encode([
    'countersign held v1',
    `decision ${decision}`,
    `log ${log}`,
    `entry ${entry}`,
    `agreement ${agreement}`,
  ]);
}

/** What an officer of the custodian signs to look into a held inquiry's case file. */
export function openingStatement(by: string, log: string, entry: number, reason: string): Uint8Array {
  return encode([
    'countersign opening v1',
    `by ${by}`,
    `log ${log}`,
    `entry ${entry}`,
    `reason ${JSON.stringify(reason)}`,
  ]);
}

/** What two officers of the custodian sign to lift an order; `sha256` is that of the order as its entry has it. */
export function liftStatement(log: string, order: string, sha256: string): Uint8Array {
  return encode([
    'countersign order v1',
    'step lift',
    `log ${log}`,
    `order ${JSON.stringify(order)}`,
    `sha256 ${sha256}`,
  ]);
}
