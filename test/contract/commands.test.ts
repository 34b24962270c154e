import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openStore, type Store } from '../../src/store/connection.ts';
import { countersign, objectOf, type Ran } from '../world/command.ts';
import { CONSENT, EXAMPLES, example, STATUTORY } from '../world/demo-world.ts';

const room = mkdtempSync(join(tmpdir(), 'countersign-contract-'));
const data = join(room, 'data');
const out = join(room, 'answers.csv');
const log = join(room, 'log');
const vkey = join(data, 'log.vkey');
let made: Ran;
let held: Store;

const on = (...args: string[]): Ran => countersign(...args, '--data', data);
const said = (...args: string[]): Record<string, unknown> => {
  const ran = on(...args, '--json');
  assert.equal(ran.status, 0, ran.stderr + ran.stdout);
  assert.equal(ran.stdout.trimEnd().split('\n').length, 1, 'one JSON object on one line');
  return objectOf(ran);
};
const write = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(room, name), text);
  return join(room, name);
};

/** WHY held open: the commands attach to a PostgreSQL that runs, which is quicker than to start it for each. */
before(async () => {
  made = on('init', '--demo', '--json');
  held = await openStore({ dataDir: data, databaseUrl: '', say: () => undefined });
});
after(async () => {
  await held.close();
  rmSync(room, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** The rows of expected.csv as answers show them. */
const expected = example('expected.csv')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').slice(0, 3).join(','))
  .map((row) => row.replace(/,held,.*$/, ',,held'));
const countOf = (ending: RegExp): number => expected.filter((row) => ending.test(row)).length;

describe('the main job, command by command', () => {
  test('init --demo --json gives the data folder and the public key of its log', () => {
    assert.equal(made.status, 0, made.stderr);
    const { data: folder, vkey: key, vkey_file } = objectOf(made);
    assert.deepEqual([folder, vkey_file], [data, vkey]);
    assert.equal(readFileSync(vkey, 'utf8'), `${key}\n`);
  });

  test('register load --json counts rows, names the report of what was not loaded and why', () => {
    const register = join(EXAMPLES, 'register.csv');
    const { rows, loaded, rejected, snapshot, report, reasons } = said('register', 'load', register);
    const lines = example('register.csv').trimEnd().split('\n').length - 1;
    assert.deepEqual([rows, loaded, rejected, snapshot], [lines, lines - 5, 5, 1]);
    assert.equal(readFileSync(String(report), 'utf8').trimEnd().split('\n').length, 1 + 5);
    assert.equal(
      Object.values(reasons as Record<string, number>).reduce((a, b) => a + b),
      5,
    );
  });

  test('agreement activate --demo-signatures --json puts an agreement in force, once; agreement list --json shows it', () => {
    assert.deepEqual(said('agreement', 'list'), { agreements: [] });
    for (const [id, file] of [
      [STATUTORY, 'statutory.yaml'],
      [CONSENT, 'consent.yaml'],
      [STATUTORY, 'statutory.yaml'],
    ]) {
      const active = said('agreement', 'activate', join(EXAMPLES, 'agreements', file ?? ''), '--demo-signatures');
      assert.deepEqual([active['id'], active['version'], active['state']], [id, 1, 'in-force']);
    }
    const agreements = [STATUTORY, CONSENT].map((id) => ({ id, version: 1, state: 'in-force' }));
    assert.deepEqual(said('agreement', 'list'), { agreements });
  });

  test('check --json says what would be refused and held, and enters nothing', () => {
    const before = said('log', 'export', log)['size'];
    const would = said('check', join(EXAMPLES, 'inquiries.csv'), '--agreement', STATUTORY);
    assert.deepEqual(
      [would['rows'], would['would_be_refused'], would['would_be_held']],
      [expected.length, countOf(/,refused,/), countOf(/,held$/)],
    );
    assert.equal(said('log', 'export', log)['size'], before);
  });

  test('batch --json counts by outcome and ground; every row is answered as examples/expected.csv says, in order', () => {
    const counts = said('batch', join(EXAMPLES, 'inquiries.csv'), '--agreement', STATUTORY, '--out', out);
    const { rows, confirmed, not_confirmed, refused, held: waiting, by_ground, ...more } = counts;
    assert.deepEqual(more, { out });
    assert.deepEqual(
      [rows, confirmed, not_confirmed, refused, waiting],
      [expected.length, countOf(/,confirmed,/), countOf(/,not_confirmed,/), countOf(/,refused,/), countOf(/,held$/)],
    );
    for (const [ground, count] of Object.entries(by_ground as object))
      assert.equal(count, countOf(new RegExp(`,refused,${ground}$`)), ground);
    const [header, ...answers] = readFileSync(out, 'utf8').trimEnd().split('\n');
    assert.equal(header, 'reference,outcome,ground,receipt');
    assert.deepEqual(
      answers.map((line) => line.split(',').slice(0, 3).join(',')),
      expected,
    );
    assert.ok(answers.every((line) => /,held,$|\d+\.[A-Za-z0-9_-]+$/.test(line)));
    assert.ok(!existsSync(`${out}.partial`) && existsSync(`${out}.unreadable.csv`));
  });

  test('log export writes the log; log verify --json gives ok, size, root and problems', () => {
    const { size } = said('log', 'export', log);
    const report = objectOf(countersign('log', 'verify', log, '--vkey', vkey, '--json'));
    const [, signedSize, root] = readFileSync(join(log, 'checkpoint'), 'utf8').split('\n');
    assert.deepEqual(
      [report['ok'], report['size'], report['root'], report['problems']],
      [true, Number(signedSize), root, []],
    );
    assert.equal(size, report['size']);
  });

  test('receipt verify takes an answer file, a short receipt and a whole one', () => {
    const all = objectOf(countersign('receipt', 'verify', out, '--log', log, '--vkey', vkey, '--json'));
    assert.deepEqual([all['ok'], all['rows'], all['held']], [true, expected.length, countOf(/,held$/)]);
    const short = write('short', readFileSync(out, 'utf8').split('\n')[1]?.split(',')[3] ?? '');
    const whole = join(room, 'receipt');
    assert.equal(countersign('receipt', 'make', short, '--log', log, '--out', whole).status, 0);
    for (const args of [[short, '--log', log], [whole]]) {
      const one = objectOf(countersign('receipt', 'verify', ...args, '--vkey', vkey, '--json'));
      assert.deepEqual([one['ok'], one['agreement'], one['outcome']], [true, STATUTORY, 'confirmed']);
    }
  });

  test('replay --json gives ok, replayed, differing and unavailable', () => {
    const { ok, replayed, differing, unavailable } = said('replay');
    assert.deepEqual([ok, replayed, differing, unavailable], [true, expected.length, 0, 0]);
  });

  test('demo --once --json goes on with what is there, and finds every outcome as expected', () => {
    const demo = said('demo', '--once');
    assert.deepEqual([demo['ok'], demo['unexpected']], [true, 0]);
    const answered = demo['answered'] as { agreement: string; rows: number }[];
    assert.deepEqual(
      answered.map((each) => [each.agreement, each.rows]),
      [
        [STATUTORY, 661],
        [CONSENT, 85],
      ],
    );
  });
});

const [HEADER = '', ROW = '', NEXT = ''] = example('inquiries.csv')
  .split('\n')
  .filter((_, n) => n !== 1);
const ask = (file: string, ...more: string[]): Ran =>
  on('batch', file, '--agreement', STATUTORY, '--out', join(room, 'asked.csv'), '--json', ...more);

describe('what a file is refused for: exit 2, what to do, and nothing left behind', () => {
  const files: readonly [string, string | Uint8Array, RegExp][] = [
    ['empty', '', /file is empty/],
    ['no header', `${ROW}\n`, /first line names no known column/],
    ['semicolons', `${HEADER.replaceAll(',', ';')}\n`, /not separated by commas/],
    ['unknown column', `${HEADER},colour\n${ROW},red\n`, /Column 26, "colour", is not known.*Rename or remove/],
    ['column twice', `${HEADER},period\n${ROW},2024\n`, /"period"/],
    ['UTF-16', Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, 'utf16le'), /UTF-16.*Save it as UTF-8/],
  ];
  for (const [name, bytes, message] of files) {
    test(name, () => {
      const ran = ask(write('bad.csv', bytes));
      assert.equal(ran.status, 2);
      assert.match(ran.stderr, message);
      assert.equal(objectOf(ran)['exit'], 2);
      assert.ok(!existsSync(join(room, 'asked.csv.partial')) && !existsSync(join(room, 'asked.csv')));
    });
  }
});

describe('what only a row is refused for: the others are answered', () => {
  test('a wrong encoding and an over-long line are told by line, and every other row is answered', () => {
    const latin = Buffer.from(ROW.replace(/^[^,]*,[^,]*/, 'L-1,Ren\u00e9e'), 'latin1');
    const long = ROW.replace(/^[^,]*,[^,]*/, `L-2,${'X'.repeat(100_000)}`);
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\n`), latin, Buffer.from(`\n${long}\n${NEXT}\n`)]);
    const counts = objectOf(ask(write('rows.csv', bytes)));
    const grounds = counts['by_ground'] as Record<string, number>;
    assert.deepEqual([counts['rows'], grounds['unreadable']], [3, 2]);
    const report = readFileSync(join(room, 'asked.csv.unreadable.csv'), 'utf8').split('\n');
    assert.match(report[1] ?? '', /^2,.*not UTF-8/);
    assert.match(report[2] ?? '', /^3,.*longer than/);
  });

  test('a file of one line is answered, as CSV and as NDJSON; a header alone is a file of no rows', () => {
    assert.equal(objectOf(ask(write('one.csv', `${HEADER}\n${ROW}\n`)))['rows'], 1);
    assert.equal(objectOf(ask(write('none.csv', `${HEADER}\n`)))['rows'], 0);
    assert.equal(
      objectOf(ask(write('one.ndjson', '{"reference":"N-1","surname":"Roe","address":"1 Elm St, Reno NV 89501"}\n')))[
        'rows'
      ],
      1,
    );
  });
});

describe('bad usage and unavailability', () => {
  const one = (): string => write('one.csv', `${HEADER}\n${ROW}\n`);
  test('an agreement that is not there: exit 2, and which there are', () => {
    const ran = on('batch', one(), '--agreement', 'AGR-NONE', '--out', out);
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /no agreement AGR-NONE.*AGR-2026-001/);
    assert.equal(on('check', one(), '--agreement', 'AGR-NONE').status, 2);
  });

  test('a file or folder that is not there: exit 2, and which', () => {
    for (const args of [
      ['batch', 'nowhere.csv', '--agreement', STATUTORY, '--out', out],
      ['register', 'load', 'nowhere.csv'],
    ]) {
      const ran = on(...args);
      assert.equal(ran.status, 2);
      assert.match(ran.stderr, /nowhere\.csv: no such file/);
    }
    assert.match(on('batch', one(), '--agreement', STATUTORY, '--out', join(room, 'nowhere/o.csv')).stderr, /nowhere/);
  });

  test('a signature that is none, or over another file: exit 2, and nothing is answered', () => {
    const signature = write('signature', '{"payload":"","signatures":[]}');
    const ran = ask(one(), '--signature', signature);
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /signature of the file does not hold/);
  });

  test('an option that is missing: exit 2', () => {
    assert.equal(on('batch', one()).status, 2);
  });

  test('a folder without keys: exit 3, and how to make one; nothing is made there', () => {
    const ran = countersign('replay', '--data', join(room, 'nowhere'), '--json');
    assert.equal(ran.status, 3);
    assert.match(ran.stderr, /countersign init/);
    assert.ok(!existsSync(join(room, 'nowhere')));
  });
});
