import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Unavailable } from '../store/unavailable.ts';
import type { Job, Results, SpoolIndexes, WorkerStart } from './jobs.ts';

/** The worker threads of one load. */
export interface Crew {
  readonly size: number;
  /** Waits for a free worker; runs one job on it. */
  readonly run: <K extends keyof Results>(job: Job & { kind: K }) => Promise<Results[K]>;
  /** Ends every worker's spooling; to be called when no job runs. */
  readonly finish: () => Promise<SpoolIndexes[]>;
  readonly end: () => Promise<void>;
}

type Reply = { done: unknown } | { failed: { message: string; code: string } };

/** WHY: the engine lets a heap grow to gigabytes before it cleans up; a load must stay under 1.5 GB. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };

const FILE = new URL('./load-worker.ts', import.meta.url);

/** Starts one worker for each name and waits until all are ready. */
export async function startCrew(starts: readonly WorkerStart[]): Promise<Crew> {
  const workers = starts.map((start) => new Worker(FILE, { workerData: start, resourceLimits: LIMITS }));
  const end = async (): Promise<void> => void (await Promise.all(workers.map((worker) => worker.terminate())));
  try {
    await Promise.all(workers.map(replyOf));
  } catch (error) {
    await end();
    throw error;
  }
  const { take, give } = queueOf(workers);
  const run: Crew['run'] = async (job) => {
    const worker = await take();
    try {
      return (await ask(worker, job)) as never;
    } finally {
      give(worker);
    }
  };
  const finish = async (): Promise<SpoolIndexes[]> =>
    (await Promise.all(workers.map((worker) => ask(worker, { kind: 'finish' })))) as SpoolIndexes[];
  return { size: workers.length, run, finish, end };
}

/** Hands out free workers in turn. */
function queueOf(workers: readonly Worker[]): { take: () => Promise<Worker>; give: (worker: Worker) => void } {
  const free = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  const take = async (): Promise<Worker> => {
    const worker = free.pop();
    return worker ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
  };
  const give = (worker: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(worker);
    else next(worker);
  };
  return { take, give };
}

async function ask(worker: Worker, job: Job): Promise<unknown> {
  const buffers = job.kind === 'rows' ? [job.lines.buffer as ArrayBuffer] : [];
  const reply = replyOf(worker);
  worker.postMessage(job, buffers);
  return await reply;
}

/** The worker's next reply. Its failures arrive as errors of this thread, with their code. */
async function replyOf(worker: Worker): Promise<unknown> {
  const [reply] = (await once(worker, 'message')) as [Reply];
  if ('done' in reply) return reply.done;
  const { message, code } = reply.failed;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    throw new Unavailable(
      'disk-full',
      'The disk of the data folder is full. Free some room and load again: the register in use is untouched.',
    );
  }
  throw new Error(message);
}
