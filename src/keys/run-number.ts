import { closeSync, openSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './key-file.ts';

const NAME = /^run\.([1-9][0-9]{0,6})$/;

/**
 * A number for this start of a process that no other start over the same folder has had or will have, growing from start to start.
 * WHY a file name: creating one that must not exist is atomic and durable without a lock, so two processes never share a number.
 */
export function nextRun(folder: string): number {
  for (;;) {
    const runs = runsOf(folder);
    const run = (runs.at(-1) ?? 0) + 1;
    if (!created(join(folder, `run.${run}`))) continue;
    syncFolder(folder);
    for (const old of runs) removeOld(join(folder, `run.${old}`));
    return run;
  }
}

function runsOf(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const run = NAME.exec(file)?.[1];
      return run === undefined ? [] : [Number(run)];
    })
    .sort((a, b) => a - b);
}

function created(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx', 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeOld(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Another start removed it first.
  }
}
