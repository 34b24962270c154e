/** JSON read strictly: no repeated key, bounded depth. RFC 8259 leaves repeated keys open; two readers could differ. */

export const DEPTH_LIMIT = 8;

export type JsonRead = { ok: true; value: unknown } | { ok: false; problem: string };

/** Total. The problem quotes nothing of the text. */
export function readJson(text: string): JsonRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'the line is not JSON; write one object on each line' };
  }
  const problem = structureProblem(text);
  return problem === null ? { ok: true, value } : { ok: false, problem };
}

/** Walks text already known to be JSON. */
function structureProblem(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  let keyNext = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '"') {
      const end = stringEnd(text, at);
      const keys = open.at(-1);
      if (keyNext && keys) {
        const key: unknown = JSON.parse(text.slice(at, end));
        if (keys.has(String(key))) return 'the line names a field twice; remove one';
        keys.add(String(key));
      }
      keyNext = false;
      at = end - 1;
    } else if (mark === '{' || mark === '[') {
      open.push(mark === '{' ? new Set() : null);
      if (open.length > DEPTH_LIMIT) return `the line is nested deeper than ${DEPTH_LIMIT} levels`;
      keyNext = mark === '{';
    } else if (mark === '}' || mark === ']') {
      open.pop();
    } else if (mark === ',') {
      keyNext = open.at(-1) !== null;
    }
  }
  return null;
}

/** The place after the closing quote of the string that begins at `start`. */
function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (escaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

/** Whether an odd run of backslashes stands before the place. */
function escaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
