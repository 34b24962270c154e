/** One line of a CSV file into its cells (RFC 4180); where it fails, the cells before the one that is wrong. */

export type Split = { ok: true; cells: string[] } | { ok: false; cells: string[]; problem: string };

/**
 * WHY own code: a record is one line here, so that a stray quote spoils one row and never the file; and the room is
 * pure, which the CSV libraries (streams, Buffer) are not. The tests hold it against csv-parse.
 */
export function splitLine(line: string): Split {
  if (!line.includes('"')) return { ok: true, cells: line.split(',') };
  const cells: string[] = [];
  const fails = (problem: string): Split => ({ ok: false, cells, problem });
  for (let at = 0; ; ) {
    const quoted = line[at] === '"';
    const end = quoted ? closingQuote(line, at + 1) : nextComma(line, at);
    if (end < 0) return fails('opens a quote that this line does not close; a record is one line');
    const next = quoted ? end + 1 : end;
    const text = line.slice(quoted ? at + 1 : at, end);
    if (!quoted && text.includes('"'))
      return fails('holds a quote inside text; quote the whole cell and double the quote');
    if (next < line.length && line[next] !== ',')
      return fails('has text after its closing quote; double a quote that belongs to the text');
    cells.push(quoted ? text.replaceAll('""', '"') : text);
    if (next >= line.length) return { ok: true, cells };
    at = next + 1;
  }
}

function nextComma(line: string, from: number): number {
  const comma = line.indexOf(',', from);
  return comma < 0 ? line.length : comma;
}

/** The quote that is not one of a doubled pair, or -1. */
function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from);
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2);
  return at;
}
