import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A row that was not loaded: its line in the file, and why in fixed words. */
export interface RejectedRow {
  readonly line: number;
  readonly why: string;
}

/** The list of rejected rows, written while the load goes on. No value of any row is in it (law 13). */
export interface Report {
  readonly path: string;
  /** How many rows were rejected for each reason. */
  readonly reasons: Map<string, number>;
  readonly add: (rows: readonly RejectedRow[]) => void;
  readonly close: () => void;
}

/** CSV of `line,reason` beside the data of the load; 0600. */
export function openReport(dataDir: string, number: number): Report {
  const path = join(dataDir, `register-report-${number}.csv`);
  const file = openSync(path, 'w', 0o600);
  const reasons = new Map<string, number>();
  writeSync(file, 'line,reason\n');
  const add = (rows: readonly RejectedRow[]): void => {
    for (const { why } of rows) reasons.set(why, (reasons.get(why) ?? 0) + 1);
    if (rows.length > 0)
      writeSync(file, rows.map(({ line, why }) => `${line},"${why.replaceAll('"', '""')}"\n`).join(''));
  };
  return { path, reasons, add, close: () => closeSync(file) };
}
