/** References already used in one file. */

export type Seen = 'new' | 'again' | 'full';

/** LIMIT: one Set holds 2^24 texts; a longer file must be split. */
export const REFERENCE_LIMIT = 16_000_000;

/** Says of each reference whether the file has had it before. */
export function referenceRecord(limit = REFERENCE_LIMIT): (reference: string) => Seen {
  const references = new Set<string>();
  return (reference) => {
    const before = references.size;
    if (before >= limit) return 'full';
    references.add(detached(reference));
    return references.size === before ? 'again' : 'new';
  };
}

/** WHY: V8 keeps the whole block of lines alive for a slice of 13 or more units of it; a copy lets the block go. */
function detached(text: string): string {
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}
