import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { madeLog, numberedEntries } from '../vectors/made-log.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'examples/witness.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'countersign-example-'));
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** The page's blocks of one kind, in order. */
function blocks(kind: string): string[] {
  return PAGE.split(`\n\`\`\`${kind}\n`)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('\n```') + 1));
}

const env = { ...process.env, PATH: `${join(ROOT, 'bin')}:${process.env['PATH'] ?? ''}` };

const execute = promisify(execFile);

async function shell(script: string): Promise<{ status: number; text: string }> {
  try {
    const { stdout, stderr } = await execute('sh', ['-euc', script], { cwd: folder, env, timeout: 60_000 });
    return { status: 0, text: stdout + stderr };
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string };
    return { status: code, text: stdout + stderr };
  }
}

/** Starts a witness as the page says, once it listens. What it says later is collected. */
async function serve(line: string): Promise<{ child: ChildProcess; said: () => string }> {
  const child = spawn('sh', ['-c', `exec ${line}`], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('listens on')) resolve();
    });
    child.on('exit', () => reject(new Error(said)));
  });
  return { child, said: () => said };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function putLog(size: number): void {
  const { files } = madeLog(numberedEntries(size));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, 'log', path)), { recursive: true });
    writeFileSync(join(folder, 'log', path), bytes);
  }
}

test('examples/witness.md works as written: two witnesses cosign, follow the log, and refuse an older one', async () => {
  mkdirSync(join(folder, 'countersign-data'));
  writeFileSync(join(folder, 'countersign-data/log.vkey'), `${madeLog([]).vkey}\n`);
  putLog(300);
  cpSync(join(folder, 'log'), join(folder, 'older'), { recursive: true });
  const ports = { 8471: await freePort(), 8472: await freePort() };
  const placed = (text: string): string =>
    text.replace(/847[12]/g, (port) => String(ports[port === '8471' ? 8471 : 8472]));
  const [init = '', policy = '', cosign = ''] = blocks('sh').map(placed);
  const made = await shell(init);
  assert.equal(made.status, 0, made.text);
  const lines = placed(blocks('sh serve')[0] ?? '')
    .trim()
    .split('\n');
  const witnesses = await Promise.all(lines.map(serve));
  assert.equal(witnesses.length, 2);
  assert.equal((await shell(policy)).status, 0);
  assert.equal((await shell(blocks('sh fails')[0] ?? '')).status, 1);
  const first = await shell(cosign);
  assert.equal(first.status, 0, first.text);
  assert.equal(readFileSync(join(folder, 'log/checkpoint'), 'utf8').split('\u2014').length - 1, 3);
  putLog(700);
  assert.equal((await shell(cosign)).status, 0);
  const older = await shell('countersign witness ask older --policy policy');
  assert.equal(older.status, 1);
  assert.match(older.text, /court: it has cosigned 700 entries of this log/);
  for (const { said } of witnesses) assert.match(said(), /NOT COSIGNED: .*offered with 300 entries, cosigned with 700/);
  witnesses[0]?.child.kill('SIGTERM');
  const alone = await shell('countersign witness ask log --policy policy');
  assert.equal(alone.status, 1);
  assert.match(alone.text, /not cosigned: court: not reachable/);
});
