import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 8192;
let pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/**
 * `length` bytes from the operating system's generator.
 * WHY: small draws come from a pool refilled in one call (a draw of its own costs about 1 µs); every byte is handed out
 * once and wiped from the pool as it leaves.
 */
export function random(length: number): Uint8Array {
  if (length > POOL_BYTES / 8) return randomFillSync(new Uint8Array(length));
  if (used + length > POOL_BYTES) refill();
  const drawn = pool.slice(used, used + length);
  pool.fill(0, used, used + length);
  used += length;
  return drawn;
}

function refill(): void {
  pool = randomFillSync(new Uint8Array(POOL_BYTES));
  used = 0;
}
