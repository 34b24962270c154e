/**
 * A very small assembler for WebAssembly 1.0 + SIMD binary modules: just what `hmac-module.ts` emits.
 * Source of the encodings: WebAssembly Core Specification, chapter 5 (Binary Format).
 */
export type Code = readonly number[];

/** Unsigned LEB128 of a value up to 2^32 - 1. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const seven = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? seven : seven | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const seven = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (seven & 0x40) === 0) || (rest === -1 && (seven & 0x40) !== 0)) return [...bytes, seven];
    bytes.push(seven | 0x80);
  }
}

export const I32 = 0x7f;
export const V128 = 0x7b;

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const tee = (local: number): Code => [0x22, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const load = (offset: number): Code => [0x28, 2, ...unsigned(offset)];
export const store = (offset: number): Code => [0x36, 2, ...unsigned(offset)];
export const call = (fn: number): Code => [0x10, ...unsigned(fn)];
export const add: Code = [0x6a];
export const subtract: Code = [0x6b];
export const and: Code = [0x71];
export const or: Code = [0x72];
export const xor: Code = [0x73];
export const shiftRight: Code = [0x76];
export const rotateRight: Code = [0x78];

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];
export const vload = (offset: number): Code => [...simd(0), 4, ...unsigned(offset)];
export const vstore = (offset: number): Code => [...simd(11), 4, ...unsigned(offset)];
export const vshuffle = (lanes: readonly number[]): Code => [...simd(13), ...lanes];

/** A loop that runs its body again while the body leaves a non-zero i32. */
export const repeatWhile = (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b];

export interface WasmFunction {
  parameters: number;
  /** Locals after the (i32) parameters: i32 ones first, then v128 ones. */
  i32Locals: number;
  v128Locals: number;
  body: Code;
  exported: string | null;
}

const sized = (bytes: Code): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, entries: readonly Code[]): number[] => [
  id,
  ...sized([...unsigned(entries.length), ...entries.flat()]),
];
const text = (name: string): number[] => sized([...new TextEncoder().encode(name)]);

/** The module: functions of i32 parameters and no result, and one memory of `pages` 64 KiB pages exported as `memory`. */
export function assemble(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const types = functions.map((f) => [0x60, ...sized(Array<number>(f.parameters).fill(I32)), 0]);
  const exports = functions.flatMap((f, i) => (f.exported === null ? [] : [[...text(f.exported), 0, ...unsigned(i)]]));
  const bodies = functions.map((f) =>
    sized([2, ...unsigned(f.i32Locals), I32, ...unsigned(f.v128Locals), V128, ...f.body, 0x0b]),
  );
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(5, [[0, ...unsigned(pages)]]),
    ...section(7, [[...text('memory'), 2, 0], ...exports]),
    ...section(10, bodies),
  ]);
}
