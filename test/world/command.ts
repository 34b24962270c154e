/** bin/countersign as outside scripts call it: arguments in, exit code and text out. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { HOUSE } from './demo-world.ts';

export const COUNTERSIGN = join(HOUSE, 'bin/countersign');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function countersign(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(COUNTERSIGN, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, stdout, stderr };
}

/** As `countersign`, without waiting for others that run at the same time. */
export function countersignBeside(...args: string[]): { child: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(COUNTERSIGN, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const ended = new Promise<Ran>((resolve) => child.on('close', (status) => resolve({ status, stdout, stderr })));
  return { child, ended };
}

/** The one JSON object on standard output. */
export function objectOf({ stdout, stderr }: Ran): Record<string, unknown> {
  try {
    return JSON.parse(stdout) as Record<string, unknown>;
  } catch {
    throw new Error(`no JSON object on standard output, but:\n${stdout}\n${stderr}`);
  }
}
