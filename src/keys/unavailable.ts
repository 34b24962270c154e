/** Why a key cannot be used now. Closed; the gateway maps every one to "unavailable", never to an outcome. */
export type KeyTrouble =
  | 'missing'
  | 'mode'
  | 'owner'
  | 'not-a-key'
  | 'wrong-kind'
  | 'altered'
  | 'exists'
  | 'destroyed'
  | 'wrong-epoch'
  | 'paused'
  | 'ceiling'
  | 'not-released'
  | 'unreachable'
  | 'failed' // the second keyholder has trouble of its own
  | 'timeout'
  | 'bad-answer';

/**
 * Thrown when a key or its keeper cannot be used. The message names the key, what is wrong and what to do; it never holds key bytes
 * or anything that was to be keyed.
 */
export class KeysUnavailable extends Error {
  readonly trouble: KeyTrouble;
  /** Which key or keeper, e.g. `k1` or a file path. */
  readonly key: string;

  constructor(trouble: KeyTrouble, key: string, what: string) {
    super(`${key}: ${what}`);
    this.name = 'KeysUnavailable';
    this.trouble = trouble;
    this.key = key;
  }
}
