import Table from 'cli-table3';

/** What a command has to say: one JSON object for programs, text for people, and whether a check failed. */
export interface Done {
  json: Readonly<Record<string, unknown>>;
  text: string;
  /** 0 done, 1 a check failed. Bad usage (2) and unavailability (3) are thrown: failure.ts. */
  code: 0 | 1;
}

export function done(json: Done['json'], text: string): Done {
  return { json, text, code: 0 };
}

/** Done, but what was checked does not hold. */
export function checkFailed(json: Done['json'], text: string): Done {
  return { json, text, code: 1 };
}

/** Rows under a head, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const drawn = new Table({
    head: [...head],
    colAligns: numeric.map((isNumber) => (isNumber ? 'right' : 'left')),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of rows) drawn.push(row.map((cell) => (typeof cell === 'number' ? grouped(cell) : cell)));
  return drawn.toString();
}

/** Names and values, one pair a line. */
export function pairs(rows: readonly (readonly [string, string | number])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows
    .map(([name, value]) => `${name.padEnd(width)}  ${typeof value === 'number' ? grouped(value) : value}`)
    .join('\n');
}

/** 1234567 as 1,234,567, the same on every machine. */
export function grouped(value: number): string {
  const [whole = '', part] = String(value).split('.');
  const digits = whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',');
  return part === undefined ? digits : `${digits}.${part}`;
}
