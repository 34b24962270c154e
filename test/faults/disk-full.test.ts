import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { COUNTERSIGN, countersign, objectOf } from '../world/command.ts';
import { EXAMPLES, STATUTORY } from '../world/demo-world.ts';
import { inquiriesOf, inquiryAbout, personAt, registerOf } from '../world/people.ts';

const room = mkdtempSync(join(tmpdir(), 'countersign-full-'));
after(() => rmSync(room, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const PEOPLE = Array.from({ length: 80 }, (_, n) => personAt(n));
const ROWS = 1500;
writeFileSync(join(room, 'register.csv'), registerOf(PEOPLE));
writeFileSync(
  join(room, 'asked.csv'),
  inquiriesOf(
    Array.from({ length: ROWS }, (_, n) => ({
      ...inquiryAbout(PEOPLE[n % 80] ?? personAt(0), n % 80),
      reference: `F-${n}`,
      delivery_line: `${Math.floor(n / 80)} Wobbrune Ave`,
    })),
  ),
);

const mounts = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'none', '/mnt']).status === 0;

/**
 * The whole fault in a mount namespace of its own, so that nothing stays mounted: a data folder on a small disk, which is filled before a
 * batch runs and emptied again before it is run once more.
 */
const SCRIPT = `set -u
mkdir disk && mount -t tmpfs -o size=220m,mode=755 none disk
c() { "$COUNTERSIGN" "$@" --data disk/data --json; }
c init --demo >init.json && c register load register.csv --fields name >load.json || exit 9
c agreement activate "$EXAMPLES/agreements/statutory.yaml" --demo-signatures >active.json || exit 9
dd if=/dev/zero of=disk/filler bs=64k 2>dd.txt
c batch asked.csv --agreement ${STATUTORY} --out answers.csv >full.json 2>full.err; echo $? >full.status
truncate -s -2M disk/filler
c batch asked.csv --agreement ${STATUTORY} --out answers.csv >midway.json 2>midway.err; echo $? >midway.status
cp answers.csv.partial partial.csv 2>/dev/null
c batch asked.csv --agreement ${STATUTORY} --out other.csv >after.json 2>after.err; echo $? >after.status
rm disk/filler
c log export log >export.json; "$COUNTERSIGN" log verify log --vkey disk/data/log.vkey --json >verify.json; echo $? >verify.status
[ -s partial.csv ] && "$COUNTERSIGN" receipt verify partial.csv --log log --vkey disk/data/log.vkey --json >partial.json
c batch asked.csv --agreement ${STATUTORY} --out answers.csv >again.json; echo $? >again.status
c replay >replay.json; echo $? >replay.status
`;

test('a disk that is full under the database: exit 3 and a clear message, nothing lost, and the same command goes through once there is room', {
  skip: mounts ? false : 'no right to mount here',
}, () => {
  const ran = spawnSync('unshare', ['--mount', 'sh', '-c', SCRIPT], {
    cwd: room,
    env: { ...process.env, COUNTERSIGN, EXAMPLES },
    encoding: 'utf8',
  });
  const of = (name: string): string =>
    (existsSync(join(room, name)) ? readFileSync(join(room, name), 'utf8') : '').trim();
  assert.equal(ran.status, 0, ran.stderr + of('init.json'));
  for (const when of ['full', 'midway', 'after'])
    assert.equal(of(`${when}.status`), '3', `${when}: ${of(`${when}.err`)}`);
  assert.match(of('full.err'), /disk .*is full.*room/i);
  assert.match(of('midway.err'), /disk is full.*room|connection to PostgreSQL was lost/i);
  assert.match(of('after.err'), /disk .*is full.*room/i);
  assert.deepEqual([of('verify.status'), JSON.parse(of('verify.json')).problems], ['0', []]);
  if (of('partial.json') !== '') assert.deepEqual(JSON.parse(of('partial.json')).problems, []);
  assert.deepEqual([of('again.status'), JSON.parse(of('again.json')).rows], ['0', ROWS]);
  assert.deepEqual([of('replay.status'), JSON.parse(of('replay.json')).differing], ['0', 0]);
});

test('a disk that is full under the answers: exit 3 and which file, every answer given is in the log, the next run goes through', {
  skip: existsSync('/dev/full') ? false : 'no /dev/full here',
}, () => {
  const data = join(room, 'data');
  const on = (...args: string[]) => countersign(...args, '--data', data, '--json');
  assert.equal(on('init', '--demo').status, 0);
  assert.equal(on('register', 'load', join(room, 'register.csv'), '--fields', 'name').status, 0);
  assert.equal(on('agreement', 'activate', join(EXAMPLES, 'agreements/statutory.yaml'), '--demo-signatures').status, 0);
  const out = join(room, 'out.csv');
  symlinkSync('/dev/full', `${out}.partial`);
  const ran = on('batch', join(room, 'asked.csv'), '--agreement', STATUTORY, '--out', out);
  assert.equal(ran.status, 3, ran.stderr);
  assert.match(ran.stderr, /out\.csv\.partial: the disk is full; make room/);
  assert.ok(!existsSync(out));
  rmSync(`${out}.partial`, { force: true });
  const again = objectOf(on('batch', join(room, 'asked.csv'), '--agreement', STATUTORY, '--out', out));
  assert.equal(again['rows'], ROWS);
});
