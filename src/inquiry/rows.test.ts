import assert from 'node:assert/strict';
import test from 'node:test';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { QUESTION_FIELDS } from './fields.ts';
import { type FileProblem, FileRefused } from './file-problem.ts';
import { type RegisterLine, type Row, type RowFormat, readRegisterRows, readRows } from './rows.ts';

async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function rowsOf(file: string | Uint8Array, format: RowFormat = 'csv'): Promise<Row[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  return await collected(readRows(pieces(bytes), format));
}

async function refusalOf(file: string | Uint8Array, format: RowFormat = 'csv'): Promise<FileProblem> {
  try {
    await rowsOf(file, format);
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
  return assert.fail('the file was not refused');
}

const HEAD = 'reference,surname,address,attests_engaged\n';
const references = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === 'question' ? row.question.reference : `!${row.reference}@${row.column}`));

test('A CSV row, a flat NDJSON row and the JSON shape give the same question', async () => {
  const names = QUESTION_FIELDS.map((field) => field.name).filter((name) => name !== 'address');
  const special: Record<string, string> = {
    attests_engaged: 'YES',
    attests_sole_use: '1',
    court_order_sha256: 'a'.repeat(64),
    consent_sha256: 'b'.repeat(64),
  };
  const flat = Object.fromEntries(
    names.map((name, i) => [
      name,
      special[name] ?? (name.endsWith('_date') ? `2020-01-${10 + (i % 20)}` : `${name}, "of" row`.slice(0, 16)),
    ]),
  );
  const [csv] = await rowsOf(stringify([flat], { header: true }));
  const [line] = await rowsOf(JSON.stringify({ ...flat, attests_engaged: true, attests_sole_use: 'y' }), 'ndjson');
  assert.equal(csv?.kind, 'question');
  if (csv?.kind !== 'question' || line?.kind !== 'question') assert.fail('a row could not be read');
  assert.deepEqual(line.question, csv.question);
  const [nested] = await rowsOf(JSON.stringify(csv.question), 'ndjson');
  assert.deepEqual(nested?.kind === 'question' && nested.question, csv.question);
  assert.equal(csv.question.basis.court_order?.number, flat['court_order_number']);
  assert.equal(csv.question.person.birth_date, flat['birth_date']);
});

test('Yes and no are written in eight ways in any case, and empty is no', async () => {
  const words = ['true', 'YES', 'y', '1', 'False', 'no', 'N', '0', '', 'perhaps'];
  const rows = await rowsOf(HEAD + words.map((word, i) => `${i},a,b,${word}\n`).join(''));
  assert.deepEqual(
    rows.map((row) => (row.kind === 'question' ? row.question.basis.attests_engaged : row.problem)),
    [
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      'attests_engaged is neither yes nor no; write true or false',
    ],
  );
});

test('A line that cannot be read names line and column, and the lines around it are answered', async () => {
  const lines = [
    '1,a,b,',
    '2,a,"b',
    '3,a,b',
    '4,a,b,,c',
    '5,"a""b","b, c",',
    ',a,b,',
    '7,a\u0007,b,',
    '1,a,b,',
    '9,a,b,',
  ];
  const rows = await rowsOf(HEAD + lines.join('\r\n'));
  assert.deepEqual(references(rows), [
    '1',
    '!2@address',
    '!3@attests_engaged',
    '!4@column 5',
    '5',
    '!@reference',
    '!7@surname',
    '!1@reference',
    '9',
  ]);
  assert.deepEqual(
    rows.map((row) => row.line),
    [2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
});

test('A line break inside quotes spoils the lines that it joins, and no other', async () => {
  const rows = await rowsOf(`${HEAD}1,a,b,\n2,"a\nb",c,\n3,a,b,\n`);
  assert.deepEqual(
    references(rows),
    ['1', '!2@surname', '!b"@surname', '3'].map((each) => each.replace('!b"@surname', '!@reference')),
  );
});

test('A byte that is not UTF-8 spoils its own row, which keeps its reference', async () => {
  const head = new TextEncoder().encode(`${HEAD}1,a,b,\n2,caf`);
  const rows = await rowsOf(Uint8Array.from([...head, 0xe9, ...new TextEncoder().encode(',b,\n3,a,b,\n')]));
  assert.deepEqual(references(rows), ['1', '!2@byte 6', '3']);
});

test('A reference that a bad byte cuts off is not reported as one', async () => {
  const head = new TextEncoder().encode(`${HEAD}ref-1`);
  const [row] = await rowsOf(Uint8Array.from([...head, 0xff, ...new TextEncoder().encode('2,a,b,\n')]));
  assert.ok(row?.kind === 'unreadable');
  assert.deepEqual([row.reference, row.column], ['', 'byte 6']);
});

test('An empty file is refused; a header alone is a file of no rows; a last line needs no end', async () => {
  assert.equal((await refusalOf('')).kind, 'empty');
  assert.equal((await refusalOf('', 'ndjson')).kind, 'empty');
  assert.deepEqual(await rowsOf(HEAD), []);
  assert.deepEqual(references(await rowsOf(`${HEAD}\n1,a,b,`)), ['1']);
  assert.equal((await refusalOf(`${'x'.repeat(70_000)}\n`)).kind, 'line-too-long');
});

test('A line over the limit is one unreadable row', async () => {
  const bytes = new TextEncoder().encode(`${HEAD}1,a,b,\n2,${'x'.repeat(200_000)},b,\n3,a,b,\n`);
  const rows = await collected(readRows(pieces(bytes, 4096), 'csv'));
  assert.deepEqual(references(rows), ['1', '!@', '3']);
});

test('Lines of NDJSON that are no inquiry are unreadable one by one', async () => {
  const lines = [
    '{"reference":"1","surname":"a","address":"b"}',
    '{"reference":"2","surname":"a","address":"b","zip":"1"}',
    '{"reference":"3","surname":7,"address":"b"}',
    '{"reference":"4","person":{"surname":"a","x":1},"address":"b"}',
    '{"reference":"5","surname":"a","surname":"b","address":"b"}',
    '[]',
    'null',
    '{',
    '{"reference":"9","surname":"a\\u0000","address":"b"}',
    '{"reference":"10","person":{"surname":"a"},"address":{"city":"b"}}',
  ];
  const rows = await rowsOf(lines.join('\n'), 'ndjson');
  assert.deepEqual(references(rows), [
    '1',
    '!2@zip',
    '!3@surname',
    '!4@person',
    '!@',
    '!@',
    '!@',
    '!@',
    '!9@surname',
    '10',
  ]);
});

test('No problem of a row repeats what the row says', async () => {
  const secret = 'Zebulon';
  const rows = await rowsOf(
    `${HEAD}1,${secret},"${secret}\n2,${secret},${secret}\n3,${secret},b,${secret}\n4,${secret}\u0001,b,\n`,
  );
  for (const row of rows) assert.ok(row.kind === 'unreadable' && !row.problem.includes(secret));
});

test('Any bytes after a header leave every sound row answered, and nothing is thrown', async () => {
  const noise = fc.array(fc.oneof(fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x00, 0xff, 0xc3, 0x41), fc.nat(255)), {
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(noise, { maxLength: 4 }), fc.integer({ min: 1, max: 30 }), async (parts, size) => {
      const sound = (i: number) => [...new TextEncoder().encode(`\nsound-${i},a,b,\n`)];
      const bytes = [
        ...new TextEncoder().encode(HEAD.trimEnd()),
        ...sound(0),
        ...parts.flatMap((part, i) => [...part, ...sound(i + 1)]),
      ];
      const rows = await collected(readRows(pieces(Uint8Array.from(bytes), size), 'csv'));
      const read = rows.filter((row) => row.kind === 'question').map((row) => row.question.reference);
      for (let i = 0; i <= parts.length; i++) assert.ok(read.includes(`sound-${i}`));
    }),
  );
});

test('Any file is read or refused as a whole, never anything else', async () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'reference',
      'surname',
      'address',
      ',',
      '"',
      '\n',
      '\r',
      'a',
      '\u0000',
      '{',
      '}',
      ':',
      '[',
      '𝒳',
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        text.map((each) => new TextEncoder().encode(each)),
        fc.uint8Array(),
      ),
      fc.constantFrom('csv' as const, 'ndjson' as const),
      async (bytes, format) => {
        await rowsOf(bytes, format).catch((error: unknown) => assert.ok(error instanceof FileRefused, String(error)));
      },
    ),
  );
});

test('Register rows carry other names and suppression; a record id given twice is unreadable the second time', async () => {
  const file = 'record_id,surname,other_names,address,suppressed,period\nr1,a,b;c,d,true,2024\nr1,a,,d,,\nr2,a,,d,,\n';
  const rows: RegisterLine[] = await collected(readRegisterRows(pieces(new TextEncoder().encode(file)), 'csv'));
  assert.deepEqual(
    rows.map((row) => row.kind),
    ['record', 'unreadable', 'record'],
  );
  const [first] = rows;
  assert.ok(first?.kind === 'record');
  assert.deepEqual(
    [first.record.suppressed, first.record.person.other_names, first.record.period, first.record.address.address],
    [true, 'b;c', '2024', 'd'],
  );
  await assert.rejects(
    collected(readRegisterRows(pieces(new TextEncoder().encode('reference,surname,address\n')), 'csv')),
    FileRefused,
  );
});
