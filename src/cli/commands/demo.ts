/** countersign demo: the main job from an empty folder to checked proofs, in one command. `npm start` runs it. */
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { verifyLog } from '../../audit/verify-log.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { readLogFile } from '../../gateway/log-files.ts';
import { buildServer } from '../../http/server.ts';
import { sha256, verifyEd25519 } from '../../keys/sha256.ts';
import { parseVerifierKey } from '../../log/verifier-key.ts';
import { currentSnapshot } from '../../store/snapshot.ts';
import { type DataOption, dataLeaf, run } from '../command.ts';
import { EXAMPLES } from '../demo-parties.ts';
import { BadInput } from '../failure.ts';
import { folderPaths, folderReader } from '../log-folder.ts';
import { checkFailed, type Done, done, grouped } from '../output.ts';
import { untilStopped } from '../serving.ts';
import { inGateway, say } from '../world.ts';
import { activateExample } from './agreement-store.ts';
import { answerBatch, countsTable } from './batch.ts';
import { makeKeys, registerDemo } from './init.ts';
import { exportLog } from './log-export.ts';
import { loadFile } from './register.ts';
import { replayText, replayWithProgress } from './replay.ts';

interface DemoOptions extends DataOption {
  once?: true;
  port: string;
}

/** Each agreement of the demo with the file that is asked under it. */
const ASKED = [
  { agreement: 'statutory.yaml', inquiries: 'inquiries.csv', expected: 'expected.csv' },
  { agreement: 'consent.yaml', inquiries: 'inquiries-consent.csv', expected: 'expected-consent.csv' },
] as const;

export function addDemo(program: Command): void {
  const demo = dataLeaf(
    program,
    'demo',
    'the main job on the examples: load, agree, answer, prove; then serve health and the log',
  )
    .option('--once', 'do the job and exit')
    .option('--port <number>', 'where health and the log are served, on 127.0.0.1', '8470');
  run<DemoOptions>(demo, (_, options) => runDemo(options));
}

async function runDemo(options: DemoOptions): Promise<Done> {
  const port = portOf(options.port);
  const data = resolve(options.data);
  const vkey = await makeKeys(data, '');
  return await inGateway(data, async (gateway) => {
    if (options.once === true) return await mainJob(gateway, vkey);
    const server = await listening(gateway, port);
    try {
      const did = await mainJob(gateway, vkey);
      if (did.code !== 0) return did;
      process.stdout.write(
        `${did.text}\n\nServing health and the log at http://127.0.0.1:${port} (/livez, /readyz, /log/checkpoint). Ctrl-C stops.\n`,
      );
      await untilStopped();
      return done(did.json, 'Stopped.');
    } finally {
      await server.close();
    }
  });
}

function portOf(given: string): number {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new BadInput('--port takes a number from 1 to 65535');
  return port;
}

async function mainJob(gateway: Gateway, vkey: string): Promise<Done> {
  await registerDemo(gateway);
  await loadOnce(gateway);
  const answered: {
    agreement: string;
    counts: Awaited<ReturnType<typeof answerBatch>>;
    out: string;
    differing: string[];
  }[] = [];
  for (const { agreement, inquiries, expected } of ASKED) {
    const id = await activateExample(gateway, join(EXAMPLES, 'agreements', agreement));
    const out = join(gateway.dataDir, `answers-${id}.csv`);
    say(`Asking examples/${inquiries} under ${id}`);
    const counts = await answerBatch(gateway, join(EXAMPLES, inquiries), { agreement: id, out });
    answered.push({ agreement: id, counts, out, differing: await unexpected(join(EXAMPLES, expected), out) });
  }
  const proof = await prove(gateway, vkey);
  const differing = answered.flatMap((each) => each.differing);
  const ok = proof.ok && differing.length === 0;
  const json = {
    ok,
    answered: answered.map(({ agreement, counts, out }) => ({ agreement, out, ...counts })),
    unexpected: differing.length,
    log: proof.log,
    replay: proof.replay,
  };
  const text = [
    ...answered.map(({ agreement, counts }) => `\n${agreement}\n${countsTable(counts)}`),
    '',
    differing.length === 0
      ? 'Every outcome is the one that examples/expected*.csv says.'
      : `Other than expected: ${differing.join(', ')}`,
    ...proof.lines,
    ...nextSteps(
      gateway.dataDir,
      answered.map((each) => each.out),
    ),
  ].join('\n');
  return (ok ? done : checkFailed)(json, text);
}

async function loadOnce(gateway: Gateway): Promise<void> {
  const present = await currentSnapshot(gateway.store.pool);
  if (present !== null)
    return say(`The register is loaded: snapshot ${present.number}, ${grouped(present.loaded)} records`);
  const { snapshot } = await loadFile(gateway, join(EXAMPLES, 'register.csv'), ['name', 'name-and-birth-date']);
  say(
    `Register loaded: ${grouped(snapshot.loaded)} of ${grouped(snapshot.rows)} records, ${grouped(snapshot.fingerprints)} fingerprints`,
  );
}

/** References whose answer is another than expected. */
async function unexpected(expected: string, out: string): Promise<string[]> {
  const rows = async (path: string): Promise<string[][]> =>
    (await readFile(path, 'utf8'))
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split(','));
  const given = await rows(out);
  return (await rows(expected)).flatMap(([reference = '', outcome, ground], i) => {
    const [ref, got, why] = given[i] ?? [];
    const held = outcome === 'held' && got === '' && why === 'held';
    return ref === reference && (held || (got === outcome && why === ground)) ? [] : [reference];
  });
}

async function prove(
  gateway: Gateway,
  vkey: string,
): Promise<{ ok: boolean; lines: string[]; log: object; replay: object }> {
  const folder = join(gateway.dataDir, 'log');
  await exportLog(gateway.store.pool, folder);
  const key = parseVerifierKey(sha256, vkey);
  if (!key.ok) throw new BadInput(`log.vkey: ${key.problem}`);
  const report = await verifyLog(
    folderReader(folder),
    key.value,
    { sha256, verifyEd25519 },
    { paths: await folderPaths(folder) },
  );
  const replayed = await replayWithProgress(gateway);
  const ok = report.ok && replayed.differing.length === 0;
  const verdict = report.ok
    ? 'every entry and tile leads to the signed root'
    : `${report.problems.length} problems; see countersign log verify`;
  const lines = [
    `The log of ${grouped(report.size)} entries, exported to ${folder}: ${verdict}.`,
    replayText(replayed),
  ];
  const { differing, ...counts } = replayed;
  return {
    ok,
    lines,
    log: { ok: report.ok, size: report.size, folder },
    replay: { ...counts, differing: differing.length },
  };
}

function nextSteps(data: string, answers: readonly string[]): string[] {
  const here = relative(process.cwd(), data) || '.';
  return [
    '',
    'Answers with a receipt in every row:',
    ...answers.map((path) => `  ${relative(process.cwd(), path)}`),
    'Try next:',
    `  bin/countersign log verify ${here}/log --vkey ${here}/log.vkey`,
    `  bin/countersign receipt verify ${relative(process.cwd(), answers[0] ?? '')} --log ${here}/log --vkey ${here}/log.vkey`,
    `  bin/countersign held list --data ${here}`,
    `  bin/countersign check examples/inquiries.csv --agreement AGR-2026-001 --data ${here}`,
  ];
}

/** WHY before the job: a port that is taken is said at once, not after everything is done. */
async function listening(gateway: Gateway, port: number): Promise<{ close(): Promise<void> }> {
  const { pool } = gateway.store;
  const server = buildServer({
    ready: async () => void (await pool.query('select 1')),
    logFile: (path) => readLogFile(pool, path),
  });
  await server.listen({ host: '127.0.0.1', port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    throw new BadInput(
      `port ${port} on 127.0.0.1 cannot be had (is it served already?); give another with --port, or use --once`,
    );
  });
  return { close: () => server.close() };
}
