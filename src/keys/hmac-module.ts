import {
  add,
  and,
  assemble,
  type Code,
  call,
  constant,
  get,
  load,
  or,
  repeatWhile,
  rotateRight,
  set,
  shiftRight,
  store,
  subtract,
  tee,
  vload,
  vshuffle,
  vstore,
  type WasmFunction,
  xor,
} from './wasm-assembler.ts';

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2), computed exactly in integers. */
export function roundConstants(): number[] {
  return primes(64).map((p) => Number(cubeRoot(BigInt(p) << 96n) & 0xffffffffn));
}

/** First 32 bits of the fractional parts of the square roots of the first 8 primes (FIPS 180-4, 5.3.3). */
export function initialState(): number[] {
  return primes(8).map((p) => Number(squareRoot(BigInt(p) << 64n) & 0xffffffffn));
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}

const cubeRoot = (n: bigint): bigint => largest((x) => x * x * x <= n);
const squareRoot = (n: bigint): bigint => largest((x) => x * x <= n);

function largest(fits: (x: bigint) => boolean): bigint {
  let root = 0n;
  for (let bit = 1n << 48n; bit > 0n; bit >>= 1n) if (fits(root + bit)) root += bit;
  return root;
}

const rotated = (local: number, bits: number): Code => [...get(local), ...constant(bits), ...rotateRight];
const shifted = (local: number, bits: number): Code => [...get(local), ...constant(bits), ...shiftRight];
const bigSigma = (x: number, p: number, q: number, r: number): Code => [
  ...rotated(x, p),
  ...rotated(x, q),
  ...xor,
  ...rotated(x, r),
  ...xor,
];
const smallSigma = (x: number, p: number, q: number, r: number): Code => [
  ...rotated(x, p),
  ...rotated(x, q),
  ...xor,
  ...shifted(x, r),
  ...xor,
];

/**
 * compress(state, block, out): one SHA-256 compression (FIPS 180-4, 6.2.2), unrolled, all 16 schedule words and 8 working
 * variables in locals. State, block and out are native-endian 32-bit words; out may be state or block.
 */
function compress(): WasmFunction {
  const [STATE, BLOCK, OUT] = [0, 1, 2];
  const working = (i: number): number => 3 + i;
  const word = (i: number): number => 11 + (i & 15);
  const T = 27;
  const body: number[] = [];
  for (let i = 0; i < 8; i++) body.push(...get(STATE), ...load(4 * i), ...set(working(i)));
  for (let i = 0; i < 16; i++) body.push(...get(BLOCK), ...load(4 * i), ...set(word(i)));
  roundConstants().forEach((k, i) => {
    const [a, b, c, d, e, f, g, h] = Array.from({ length: 8 }, (_, j) => working((j - i + 64) & 7)) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (i >= 16) {
      body.push(...get(word(i)), ...smallSigma(word(i + 1), 7, 18, 3), ...add, ...get(word(i + 9)), ...add);
      body.push(...smallSigma(word(i + 14), 17, 19, 10), ...add, ...set(word(i)));
    }
    body.push(...get(h), ...bigSigma(e, 6, 11, 25), ...add);
    body.push(...get(f), ...get(g), ...xor, ...get(e), ...and, ...get(g), ...xor, ...add);
    body.push(...get(word(i)), ...constant(k | 0), ...add, ...add, ...tee(T));
    body.push(...get(d), ...add, ...set(d), ...get(T), ...bigSigma(a, 2, 13, 22), ...add);
    body.push(...get(a), ...get(b), ...or, ...get(c), ...and, ...get(a), ...get(b), ...and, ...or, ...add, ...set(h));
  });
  for (let i = 0; i < 8; i++) {
    body.push(...get(OUT), ...get(STATE), ...load(4 * i), ...get(working(i)), ...add, ...store(4 * i));
  }
  return { parameters: 3, i32Locals: 25, v128Locals: 0, body, exported: 'compress' };
}

const SWAP_LANES = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12];

/** Copies `bytes` (a multiple of 16) from the address `from` leaves to the one `to` leaves, turning each 32-bit word's byte order. */
function copySwapped(from: Code, to: Code, bytes: number): Code {
  const code: number[] = [];
  for (let at = 0; at < bytes; at += 16) {
    const loaded = [...from, ...vload(at)];
    code.push(...to, ...loaded, ...loaded, ...vshuffle(SWAP_LANES), ...vstore(at));
  }
  return code;
}

/** Where the running state lies; the 32 bytes after it hold the padding of a 32-byte second block (RFC 2104 outer hash). */
export const SCRATCH = 0;
/** Where the current input block lies with its words in native order. */
const NATIVE_BLOCK = 64;
/** First byte free for the caller. */
export const FREE = 128;

/**
 * hmac(key, input, counts, n, out, stride): n HMAC-SHA-256 (RFC 2104) from the precomputed states at `key` (inner 32 bytes,
 * outer 32 bytes). Input i is counts[i] padded 64-byte blocks, one after another; out gets 32 big-endian bytes each `stride`.
 */
function hmac(): WasmFunction {
  const [KEY, INPUT, COUNTS, N, OUT, STRIDE, BLOCKS] = [0, 1, 2, 3, 4, 5, 6];
  const advance = (local: number, step: Code): Code => [...get(local), ...step, ...add, ...set(local)];
  const decrease = (local: number): Code => [...get(local), ...constant(1), ...subtract, ...tee(local)];
  const block = [
    ...copySwapped(get(INPUT), constant(NATIVE_BLOCK), 64),
    ...constant(SCRATCH),
    ...constant(NATIVE_BLOCK),
    ...constant(SCRATCH),
    ...call(0),
    ...advance(INPUT, constant(64)),
    ...decrease(BLOCKS),
  ];
  const one = [
    ...constant(SCRATCH),
    ...get(KEY),
    ...vload(0),
    ...vstore(0),
    ...constant(SCRATCH),
    ...get(KEY),
    ...vload(16),
    ...vstore(16),
    ...get(COUNTS),
    ...load(0),
    ...set(BLOCKS),
    ...repeatWhile(block),
    ...get(KEY),
    ...constant(32),
    ...add,
    ...constant(SCRATCH),
    ...get(OUT),
    ...call(0),
    ...copySwapped(get(OUT), get(OUT), 32),
    ...advance(COUNTS, constant(4)),
    ...advance(OUT, get(STRIDE)),
    ...decrease(N),
  ];
  return { parameters: 6, i32Locals: 1, v128Locals: 0, body: repeatWhile(one), exported: 'hmac' };
}

/** The bytes of the module; `pages` of 64 KiB each. */
export function hmacModule(pages: number): Uint8Array<ArrayBuffer> {
  return assemble([compress(), hmac()], pages);
}
