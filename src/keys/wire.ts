import { z } from 'zod';

/**
 * What passes between gateway and second keyholder: binary frames, a header of 32 bytes and a body whose size steps hide the count.
 *
 *   header   'CSK1' | kind u8 | status u8 | 0 u16 | id u64 | epoch u32 | count u32 | group u32 | body length u32     big-endian
 *
 * Bodies of requests: `count` first halves of 32 bytes, then zeros up to a whole number of slots. Bodies of answers: for 'fingerprints'
 * the tick (u64) and the Ed25519 signature (64 bytes), then `count` values, then zeros.
 */
export const KINDS = ['hello', 'fingerprints', 'pseudonyms', 'bulk-open', 'bulk', 'bulk-close'] as const;
export type Kind = (typeof KINDS)[number];

/** `ok`, or why nothing was evaluated. Closed. */
export const STATUSES = ['ok', 'paused', 'ceiling', 'epoch', 'malformed', 'not-released', 'failed'] as const;
export type Status = (typeof STATUSES)[number];

export interface Frame {
  kind: Kind;
  status: Status;
  /** The caller's number of this call; an answer carries its call's. */
  id: bigint;
  epoch: number;
  count: number;
  group: number;
  body: Uint8Array;
}

export const HEADER_BYTES = 32;
/** Values in one step of a frame's size. */
export const SLOTS = 512;
/** Values in the largest frame: 2 MiB. */
export const MOST_VALUES = 65_536;
const MOST_BODY = MOST_VALUES * 32 + 128;
const MAGIC = 0x43534b31;

/** Body bytes for `count` items of `bytes` each, filled up to a whole number of slots. */
export const slotted = (count: number, bytes: number): number => Math.max(1, Math.ceil(count / SLOTS)) * SLOTS * bytes;

/** `items` with zeros behind them up to a whole number of slots of `bytes` each. */
export function padded(items: Uint8Array, bytes: number): Uint8Array {
  const body = new Uint8Array(slotted(items.length / bytes, bytes));
  body.set(items);
  return body;
}

export function encodeFrame(frame: Frame): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + frame.body.length);
  bytes.writeUInt32BE(MAGIC, 0);
  bytes.writeUInt8(KINDS.indexOf(frame.kind), 4);
  bytes.writeUInt8(STATUSES.indexOf(frame.status), 5);
  bytes.writeBigUInt64BE(frame.id, 8);
  bytes.writeUInt32BE(frame.epoch, 16);
  bytes.writeUInt32BE(frame.count, 20);
  bytes.writeUInt32BE(frame.group, 24);
  bytes.writeUInt32BE(frame.body.length, 28);
  bytes.set(frame.body, HEADER_BYTES);
  return bytes;
}

/**
 * Takes bytes as they arrive and gives whole frames. Returns null for bytes that are no frame: the connection is then of no more use.
 * LIMIT: holds at most one frame of 2 MiB.
 */
export function frameReader(): (chunk: Buffer) => Frame[] | null {
  let parts: Buffer[] = [];
  let held = 0;
  return (chunk) => {
    parts.push(chunk);
    held += chunk.length;
    const frames: Frame[] = [];
    for (;;) {
      if (held < HEADER_BYTES) return frames;
      if ((parts[0] as Buffer).length < HEADER_BYTES) parts = [Buffer.concat(parts)];
      const length = bodyLength(parts[0] as Buffer);
      if (length === null) return null;
      if (held < HEADER_BYTES + length) return frames;
      const all = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      const frame = decodeFrame(all, length);
      if (frame === null) return null;
      frames.push(frame);
      parts = [all.subarray(HEADER_BYTES + length)];
      held = parts[0]?.length ?? 0;
    }
  };
}

function bodyLength(header: Buffer): number | null {
  const length = header.readUInt32BE(28);
  return header.readUInt32BE(0) === MAGIC && length <= MOST_BODY ? length : null;
}

function decodeFrame(bytes: Buffer, length: number): Frame | null {
  const [kind, status] = [KINDS[bytes.readUInt8(4)], STATUSES[bytes.readUInt8(5)]];
  const count = bytes.readUInt32BE(20);
  if (kind === undefined || status === undefined || bytes.readUInt16BE(6) !== 0 || count > MOST_VALUES) return null;
  return {
    kind,
    status,
    id: bytes.readBigUInt64BE(8),
    epoch: bytes.readUInt32BE(16),
    count,
    group: bytes.readUInt32BE(24),
    body: new Uint8Array(bytes.subarray(HEADER_BYTES, HEADER_BYTES + length)),
  };
}

/** What a keyholder says of itself at 'hello', as JSON in the body. */
export const helloSchema = z.strictObject({
  name: z.string().max(200),
  /** Raw Ed25519 key, base64url. */
  publicKey: z.base64url().length(43),
  epoch: z.int(),
  pseudonymEpoch: z.int(),
  /** null = running; else why not. */
  paused: z.string().max(200).nullable(),
});

export type Hello = z.infer<typeof helloSchema>;
