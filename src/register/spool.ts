import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { PARTS } from './layout.ts';

const BLOCK = 1 << 15;

/** Where the records of each part lie in a spool file: places[part] = [offset, bytes, offset, bytes, ...]. */
export interface SpoolIndex {
  readonly path: string;
  readonly places: readonly (readonly number[])[];
}

/** Records of one fixed width, sorted into parts while they are written. Memory: 8 MB for the blocks being filled. */
export interface SpoolWriter {
  /** Copies the `width` bytes of `from` at `at` into the part. */
  readonly add: (part: number, from: Uint8Array, at: number) => void;
  readonly finish: () => SpoolIndex;
}

/** One file for all parts, in blocks: few files, written from front to back. Not synced: a load that dies starts anew. */
export function openSpool(path: string, width: number): SpoolWriter {
  const file = openSync(path, 'wx', 0o600);
  const room = Math.floor(BLOCK / width) * width;
  const blocks = new Uint8Array(PARTS * room);
  const filled = new Uint32Array(PARTS);
  const places: number[][] = Array.from({ length: PARTS }, () => []);
  let end = 0;
  const flush = (part: number): void => {
    const bytes = filled[part] as number;
    if (bytes === 0) return;
    writeAll(file, blocks.subarray(part * room, part * room + bytes), end);
    places[part]?.push(end, bytes);
    end += bytes;
    filled[part] = 0;
  };
  const add = (part: number, from: Uint8Array, at: number): void => {
    const start = part * room + (filled[part] as number);
    for (let i = 0; i < width; i++) blocks[start + i] = from[at + i] as number;
    filled[part] = (filled[part] as number) + width;
    if (filled[part] === room) flush(part);
  };
  const finish = (): SpoolIndex => {
    for (let part = 0; part < PARTS; part++) flush(part);
    closeSync(file);
    return { path, places };
  };
  return { add, finish };
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
  }
}

/** Where the records of one part lie in one spool file. */
export interface PartPlaces {
  readonly path: string;
  /** [offset, bytes, offset, bytes, ...] */
  readonly places: readonly number[];
}

export function placesOf(spools: readonly SpoolIndex[], part: number): PartPlaces[] {
  return spools.map(({ path, places }) => ({ path, places: places[part] ?? [] }));
}

/** All records of one part, from all spools of a kind. */
export function readPart(spools: readonly PartPlaces[]): Uint8Array {
  const sizes = spools.flatMap(({ places }) => places.filter((_, i) => i % 2 === 1));
  const all = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  for (const { path, places } of spools) {
    const file = openSync(path, 'r');
    for (let i = 0; i < places.length; i += 2) {
      readAll(file, all.subarray(at, at + (places[i + 1] as number)), places[i] as number);
      at += places[i + 1] as number;
    }
    closeSync(file);
  }
  return all;
}

function readAll(file: number, into: Uint8Array, position: number): void {
  for (let done = 0; done < into.length; ) {
    const read = readSync(file, into, done, into.length - done, position + done);
    if (read === 0) throw new Error('a spool file of the load is shorter than its index');
    done += read;
  }
}

/** How many bytes all parts of the spools hold. */
export function spooledBytes(spools: readonly SpoolIndex[]): number {
  return spools.reduce(
    (sum, { places }) => sum + places.flat().reduce((all, n, i) => all + (i % 2 === 1 ? n : 0), 0),
    0,
  );
}
