import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { exportLog } from '../../src/cli/commands/log-export.ts';
import type { AnsweredRow } from '../../src/gateway/batch.ts';
import { countsByGround, type DemoWorld, openDemoWorld, STATUTORY } from '../world/demo-world.ts';
import { type InquiryRow, inquiriesOf, inquiryAbout, personAt, registerOf } from '../world/people.ts';

const PEOPLE = Array.from({ length: 80 }, (_, n) => personAt(n, n % 7 === 3 ? { suppressed: true } : {}));
let world: DemoWorld;
let answers: AnsweredRow[];
let opened: number;

/** Asks about everyone: confirmed, not confirmed, refused, held and unreadable rows. */
before(async () => {
  world = await openDemoWorld();
  opened = Date.now();
  const spoilt = `X-1,Quonzar,"Brevnok"jaxivor,1960-01-01,666-99-9999,2024,9 Zembrick Ave,Springfield,IL,62704,false\n`;
  await world.load(registerOf(PEOPLE) + spoilt);
  await world.activate('statutory.yaml');
  const rows = PEOPLE.map((person, n) => inquiryAbout(person, n));
  const changed = rows.map((row, n): InquiryRow => ({ ...row, ...CHANGES[n % CHANGES.length] }));
  const unreadable = 'R-900,Quonzar,"Brevnok"jaxivor,1200 Zembrick Ave\n';
  answers = await world.ask(STATUTORY, inquiriesOf(changed) + unreadable);
});
after(() => world.close());

const ONE_WORDING = { reason: 'One wording for all of them.' };
const CHANGES: readonly Partial<InquiryRow>[] = [
  {},
  { delivery_line: '1 Vexelmar Ave' },
  { attests_sole_use: 'no' },
  { given_name: 'UNKNOWN', surname: 'UNKNOWN' },
  { delivery_line: '', city: 'Springfield' },
  ONE_WORDING,
  ONE_WORDING,
  ONE_WORDING,
];

/** Words that stand in what was loaded and asked, and nowhere else. */
function needles(): string[] {
  const texts = PEOPLE.flatMap((p) => [
    p.given_name,
    p.surname,
    p.delivery_line,
    p.delivery_line.split(' ')[1] ?? '',
    p.tax_identifier,
  ]);
  return [...new Set([...texts, ...PEOPLE.map((p) => p.tax_identifier.replaceAll('-', ''))])];
}

/** How a text may lie in bytes or in a dump: plain, in either case, in hex, in base64 at each of its three alignments. */
function writings(text: string): string[] {
  return [...new Set([text, text.toLowerCase(), text.toUpperCase()])].flatMap((each) => [
    each,
    Buffer.from(each).toString('hex'),
    Buffer.from(each, 'utf16le').toString('latin1'),
    ...[0, 1, 2].map((before) => {
      const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(each)])
        .toString('base64')
        .replaceAll('=', '');
      return whole.slice(Math.ceil((before * 4) / 3), -1);
    }),
  ]);
}

/** Those of `texts` that can be read in `hay`, in any writing. */
function readable(hay: string, texts: readonly string[]): string[] {
  return texts.filter((text) => writings(text).some((each) => hay.includes(each)));
}

async function dump(): Promise<string> {
  const { owner } = world.store;
  const { rows } = await owner.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')",
  );
  assert.ok(rows.length >= 15, `${rows.length} tables`);
  const texts = [];
  for (const { name } of rows) {
    const table = await owner.query<{ text: string }>(`select t::text as text from "${name}" t`);
    texts.push(name, ...table.rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('the inquiries took every way: confirmed, not confirmed, refused, held, unreadable', () => {
  const counts = countsByGround(answers);
  for (const kind of [
    'confirmed,',
    'not_confirmed,',
    'refused,sole-use',
    'refused,name-given',
    'refused,unreadable',
    ',held',
  ])
    assert.ok((counts.get(kind) ?? 0) > 0, `${kind} in ${JSON.stringify([...counts])}`);
});

test('law 13: what is searched for is found where it stands: in plain, in hex and in base64', async () => {
  const [name = ''] = needles();
  const bytes = Buffer.from(`x${name}y`);
  for (const way of ['latin1', 'hex', 'base64', 'base64url'] as const)
    assert.deepEqual(readable(bytes.toString(way), [name]), [name]);
  assert.deepEqual(readable(await dump(), ['agency-example', STATUTORY, 'criminal investigation']).length, 3);
});

test('law 13: no name, street or identifier is readable in any table of the database', async () => {
  assert.deepEqual(readable(await dump(), needles()), []);
});

test('law 13: none is readable in the log export, the answers, the reports, or what the operator was told', async () => {
  const folder = join(world.folder, 'log');
  await exportLog(world.store.pool, folder);
  const log = filesUnder(folder).map((path) => readFileSync(path, 'latin1'));
  const reports = answers.map(({ answer, column, problem }) => JSON.stringify({ answer, column, problem }));
  assert.ok(log.length > 2 && reports.length > PEOPLE.length);
  assert.deepEqual(readable([...log, ...reports, ...world.said].join('\n'), needles()), []);
});

test('law 13: none is readable in any file of the data folder written since: database files, its log of writes, its diagnostics, load reports', async () => {
  await world.store.owner.query('checkpoint');
  const files = filesUnder(world.data).filter((path) => statSync(path).mtimeMs >= opened - 1000);
  const words = needles().filter((text) => /^(\p{L}{7,8}|[0-9]{9})$/u.test(text));
  const hay = files.map((path) => readFileSync(path, 'latin1'));
  assert.ok(
    words.length > 90 &&
      files.some((path) => path.includes('pg_wal')) &&
      files.some((path) => path.includes('register-report')),
  );
  const told = words.filter((word) =>
    [word, word.toLowerCase(), word.toUpperCase()].some((each) => hay.some((text) => text.includes(each))),
  );
  assert.deepEqual(told, []);
});
