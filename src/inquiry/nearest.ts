/** Names of columns and fields in messages. */

/** The name in quotes where it looks like a field's name, '' otherwise: a stray value is never repeated in a message. */
export function quotableName(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_. -]{0,39}$/.test(name) ? `"${name}"` : '';
}

/** The known name with the fewest single-letter edits, the first of them where several are equal; '' for no names. */
export function nearestName(name: string, known: readonly string[]): string {
  const written = name.slice(0, 64).toLowerCase();
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = edits(written, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance over one row of the table. */
function edits(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = i - 1;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] as number;
      const replaced = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(above + 1, (row[j - 1] as number) + 1, replaced);
      diagonal = above;
    }
  }
  return row[b.length] as number;
}
