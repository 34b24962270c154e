/** What a strict decoder gives: the value, or one sentence saying what is wrong with the bytes. Never thrown. */
export type Decoded<T> = { ok: true; value: T } | { ok: false; problem: string };

export function decoded<T>(value: T): Decoded<T> {
  return { ok: true, value };
}

export function undecodable(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
