/** Witness cosignatures on checkpoints: C2SP tlog-cosignature, `cosignature/v1` (type 0x04). */
import { joinBytes, uint64Bytes, utf8Bytes } from './bytes.ts';

/** What a witness signs: `text` is the checkpoint's text with its last newline, `time` POSIX seconds. */
export function cosignedMessage(time: number, text: string): Uint8Array {
  return utf8Bytes(`cosignature/v1\ntime ${time}\n${text}`);
}

/** What stands in the note's signature after the key id: time, then 64 bytes of Ed25519 signature. */
export function cosignaturePayload(time: number, signature: Uint8Array): Uint8Array {
  return joinBytes(uint64Bytes(time), signature);
}
