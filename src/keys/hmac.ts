import { FREE, hmacModule, initialState, SCRATCH } from './hmac-module.ts';

const PAGES = 16;
const MAXIMUM_KEYS = 4;
/** Per key: the state after the inner pad block, then after the outer one, 32 bytes each (native-endian words). */
const KEY_BYTES = 64;
const KEYS = FREE;
/** Values evaluated in one call of the module. */
const BATCH = 2048;
const COUNTS = KEYS + MAXIMUM_KEYS * KEY_BYTES;
/** Results, one each 64 bytes; the upper 32 bytes hold the padding that makes a result the next key's one input block. */
const RESULTS = COUNTS + BATCH * 4;
const INPUTS = RESULTS + BATCH * 64;
const MEMORY = PAGES * 65536;

interface Engine {
  memory: Uint8Array;
  words: Uint32Array;
  view: DataView;
  compress(state: number, block: number, out: number): void;
  hmac(key: number, input: number, counts: number, n: number, out: number, stride: number): void;
}

/** Inputs one after another: input i is `bytes` from ends[i - 1] (0 for the first) to ends[i]. */
export interface Packed {
  bytes: Uint8Array;
  ends: Uint32Array;
}

/**
 * HMAC-SHA-256 (RFC 2104) of many inputs under up to four keys whose pad blocks are compressed once.
 * A chain [0, 1] means HMAC(key 1, HMAC(key 0, input)); `bytes` (1 to 32) is how much of each result is kept, leading bytes.
 */
export interface Hmacs {
  run(chain: readonly number[], inputs: readonly Uint8Array[], bytes: number): Uint8Array[];
  /** Results one after another, `bytes` each. */
  runPacked(chain: readonly number[], inputs: Packed, bytes: number): Uint8Array;
  /** Wipes keys and inputs from the engine's memory; any later run throws. */
  forget(): void;
}

/**
 * WHY: a KeyObject HMAC costs 3 µs, nearly all of it calls and allocations; here a batch is one call into WebAssembly.
 * Synchronous, works in any thread. Throws RangeError (a defect) for more than four keys or an input over 900,000 bytes.
 */
export function createHmacs(keys: readonly Uint8Array[]): Hmacs {
  if (keys.length > MAXIMUM_KEYS) throw new RangeError(`at most ${MAXIMUM_KEYS} keys`);
  let engine: Engine | null = startEngine();
  for (const [i, key] of keys.entries()) placeKey(engine, key, KEYS + i * KEY_BYTES);
  const runPacked: Hmacs['runPacked'] = (chain, inputs, bytes) => {
    if (engine === null) throw new Error('these keys were wiped from memory');
    return evaluate(engine, chain, inputs, bytes);
  };
  return {
    runPacked,
    run(chain, inputs, bytes) {
      const out = runPacked(chain, pack(inputs), bytes);
      return Array.from(inputs, (_, i) => out.subarray(i * bytes, (i + 1) * bytes));
    },
    forget() {
      engine?.memory.fill(0);
      engine = null;
    },
  };
}

/** Lays separate inputs out as one run of bytes. */
export function pack(inputs: readonly Uint8Array[]): Packed {
  const ends = new Uint32Array(inputs.length);
  let total = 0;
  for (let i = 0; i < inputs.length; i++) {
    total += (inputs[i] as Uint8Array).length;
    ends[i] = total;
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const input of inputs) {
    bytes.set(input, at);
    at += input.length;
  }
  return { bytes, ends };
}

/** The part of the WebAssembly JavaScript interface used here; neither Node's types nor the language's library declare it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
};

let compiled: object | null = null;

function startEngine(): Engine {
  compiled ??= new WebAssembly.Module(hmacModule(PAGES));
  const wasm = new WebAssembly.Instance(compiled).exports as Pick<Engine, 'compress' | 'hmac'> & {
    memory: { buffer: ArrayBuffer };
  };
  const { buffer } = wasm.memory;
  const engine: Engine = {
    memory: new Uint8Array(buffer),
    words: new Uint32Array(buffer),
    view: new DataView(buffer),
    compress: wasm.compress,
    hmac: wasm.hmac,
  };
  // A 32-byte message after a 64-byte pad block: 0x80, zeros, and 96 bytes as its length in bits.
  engine.view.setUint32(SCRATCH + 32, 0x80000000, true);
  engine.view.setUint32(SCRATCH + 60, 96 * 8, true);
  for (let at = RESULTS; at < INPUTS; at += 64) {
    engine.view.setUint32(at + 32, 0x80000000);
    engine.view.setUint32(at + 60, 96 * 8);
  }
  return engine;
}

/** RFC 2104: the states after the blocks key XOR 0x36... and key XOR 0x5c.... Keys here are at most 64 bytes. */
function placeKey(engine: Engine, key: Uint8Array, at: number): void {
  if (key.length > 64) throw new RangeError('an HMAC key is at most 64 bytes here');
  for (const [half, pad] of [0x36, 0x5c].entries()) {
    const block = new Uint8Array(64).fill(pad).map((byte, i) => byte ^ (key[i] ?? 0));
    const words = new DataView(block.buffer);
    for (let i = 0; i < 16; i++) engine.words[INPUTS / 4 + i] = words.getUint32(4 * i);
    engine.words.set(initialState(), at / 4 + half * 8);
    engine.compress(at + half * 32, INPUTS, at + half * 32);
    block.fill(0);
    engine.memory.fill(0, INPUTS, INPUTS + 64);
  }
}

function evaluate(engine: Engine, chain: readonly number[], inputs: Packed, bytes: number): Uint8Array {
  const out = new Uint8Array(inputs.ends.length * bytes);
  let done = 0;
  while (done < inputs.ends.length) {
    const { n, end } = placeInputs(engine, inputs, done);
    runChain(engine, chain, n);
    // INVARIANT: the input space is all zeros between batches; this is also what leaves no names behind in memory.
    engine.memory.fill(0, INPUTS, end);
    for (let i = 0; i < n; i++) {
      const from = RESULTS + i * 64;
      const to = (done + i) * bytes;
      for (let j = 0; j < bytes; j++) out[to + j] = engine.memory[from + j] as number;
    }
    done += n;
  }
  return out;
}

/** Places padded inputs from the `first` on until the batch or the memory is full; gives how many and where they end. */
function placeInputs(engine: Engine, inputs: Packed, first: number): { n: number; end: number } {
  const { memory, words, view } = engine;
  let at = INPUTS;
  let n = 0;
  for (; n < BATCH && first + n < inputs.ends.length; n++) {
    const start = first + n === 0 ? 0 : (inputs.ends[first + n - 1] as number);
    const end = inputs.ends[first + n] as number;
    const length = end - start;
    const blocks = (length + 9 + 63) >>> 6;
    const next = at + blocks * 64;
    if (next > MEMORY) break;
    memory.set(inputs.bytes.subarray(start, end), at);
    memory[at + length] = 0x80;
    view.setUint32(next - 4, (64 + length) * 8);
    words[COUNTS / 4 + n] = blocks;
    at = next;
  }
  if (n === 0) throw new RangeError('an HMAC input is over 900,000 bytes');
  return { n, end: at };
}

function runChain(engine: Engine, chain: readonly number[], n: number): void {
  let from = INPUTS;
  for (const [step, key] of chain.entries()) {
    if (step === 1) engine.words.fill(1, COUNTS / 4, COUNTS / 4 + n);
    engine.hmac(KEYS + key * KEY_BYTES, from, COUNTS, n, RESULTS, 64);
    from = RESULTS;
  }
}
