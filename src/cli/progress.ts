/** How far a long command is, on standard error: a bar on a terminal, else a line every few seconds. Nothing in the first second. */

export interface Progress {
  /** Says that `count` of the total are done in all. */
  at(count: number): void;
  /** Clears the bar; a log keeps the last line. */
  end(): void;
}

export interface Screen {
  isTerminal: boolean;
  write(text: string): void;
  /** Milliseconds, only ever compared. */
  now(): number;
}

const FIRST_MS = 1000;
const BAR_MS = 100;
const LINE_MS = 5000;
const WIDTH = 30;

export function standardError(): Screen {
  return {
    isTerminal: process.stderr.isTTY === true,
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
  };
}

function bar(label: string, count: number, total: number | null, seconds: number): string {
  const rate = seconds > 0 ? Math.round(count / seconds) : 0;
  if (total === null || total === 0) return `${label}: ${count} (${rate}/s)`;
  const share = Math.min(1, count / total);
  const full = Math.round(share * WIDTH);
  return `${label} [${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${Math.floor(share * 100)} % ${count}/${total} (${rate}/s)`;
}

/** Shows progress towards `total`, or a bare count where the total is not known (null). */
export function progress(label: string, total: number | null, screen: Screen = standardError()): Progress {
  const begun = screen.now();
  let shown = begun + FIRST_MS - (screen.isTerminal ? BAR_MS : LINE_MS);
  let drawn = false;
  const at = (count: number): void => {
    const now = screen.now();
    if (now - begun < FIRST_MS || now - shown < (screen.isTerminal ? BAR_MS : LINE_MS)) return;
    shown = now;
    drawn = true;
    const text = bar(label, count, total, (now - begun) / 1000);
    screen.write(screen.isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  };
  const end = (): void => {
    if (drawn && screen.isTerminal) screen.write('\r\u001b[K');
  };
  return { at, end };
}
