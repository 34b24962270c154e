/** Labelled pairs for `evaluate`: NDJSON rows {a, b, same, kind}; other fields are ignored. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { LabelledPair } from '../matching/evaluate-addresses.ts';
import { BadInput } from './failure.ts';

const pairSchema = z.object({ a: z.string(), b: z.string(), same: z.boolean().nullable(), kind: z.string().max(100) });
const EXAMPLE = 'a row is {"a": "...", "b": "...", "same": true, "kind": "..."}';

/** All pairs of a file, in order. Throws BadInput naming the line; the line itself is not quoted. */
export async function readLabelledPairs(path: string): Promise<LabelledPair[]> {
  const pairs: LabelledPair[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() !== '') pairs.push(pairOf(text, `${path}:${line}`));
  }
  if (pairs.length === 0) throw new BadInput(`${path} holds no pairs; ${EXAMPLE}`);
  return pairs;
}

function pairOf(text: string, where: string): LabelledPair {
  const read = pairSchema.safeParse(json(text, where));
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join('.') ?? '';
  throw new BadInput(`${where} ${field === '' ? 'is no object' : `has no usable "${field}"`}; ${EXAMPLE}`);
}

function json(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`${where} is no JSON; ${EXAMPLE}`);
  }
}
