import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { AnsweredRow } from '../../src/gateway/batch.ts';
import { countOf, type DemoWorld, example, openDemoWorld, STATUTORY, seenRows, spent } from '../world/demo-world.ts';

const ASKED = example('inquiries.csv');
let world: DemoWorld;
let first: AnsweredRow[];
let budget: string;

before(async () => {
  world = await openDemoWorld();
  await world.load(example('register.csv'));
  await world.activate('statutory.yaml');
  first = await world.ask(STATUTORY, ASKED);
  budget = await spent(world.store);
});
after(() => world.close());

test('law 7: the same question again gets the same answer, spends no budget and is logged again', async () => {
  const [entries, cases] = [await countOf(world.store, 'log_entry'), await countOf(world.store, 'case_file')];
  const again = await world.ask(STATUTORY, ASKED);
  assert.equal(first.length, 661);
  assert.deepEqual(seenRows(again), seenRows(first));
  assert.equal(await spent(world.store), budget);
  assert.equal(await countOf(world.store, 'log_entry'), entries + first.length);
  assert.equal(await countOf(world.store, 'case_file'), cases + first.length);
  const indexes = again.map(({ answer }) => answer.index);
  assert.deepEqual(
    indexes,
    indexes.map((_, n) => entries + n),
  );
});

const FIELDS = [
  'given_name',
  'middle_name',
  'surname',
  'name_suffix',
  'delivery_line',
  'unit',
  'city',
  'state',
] as const;
type Writing = (text: string) => string;

/** Other writings of one text that differ in case, punctuation and spacing alone. */
const WRITINGS: readonly Writing[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) =>
    text.replace(/[a-z]/gi, (letter, at: number) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())),
  (text) => `  ${text.replaceAll(' ', '   ')} `,
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replace(/(\p{L})(?= |$)/gu, '$1.'),
  (text) => (text === '' ? '' : `${text},`),
];

/** Writings in an order that the seed gives (a linear congruential generator). */
function picker(seed: number): () => Writing {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WRITINGS[(state >>> 16) % WRITINGS.length] as Writing;
  };
}

test('law 9: case, punctuation and spacing change no outcome and spend no budget, on the path', async () => {
  const readable = new Set(first.filter(({ problem }) => problem === '').map(({ answer }) => answer.reference));
  const rows = (
    parse(ASKED, { columns: true, relax_column_count: true, relax_quotes: true }) as Record<string, string>[]
  ).filter(({ reference = '' }) => readable.has(reference));
  const before = new Map(first.map(({ answer }) => [answer.reference, answer]));
  const expected = rows.map(
    ({ reference = '' }) => `${reference} ${before.get(reference)?.outcome} ${before.get(reference)?.ground}`,
  );
  assert.ok(rows.length > 600);
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const pick = picker(seed);
      const written = rows.map((row) => {
        const other = { ...row };
        for (const field of FIELDS) other[field] = pick()(row[field] ?? '');
        return other;
      });
      const answers = await world.ask(STATUTORY, stringify(written, { header: true }));
      const given = answers.map(({ answer }) => `${answer.reference} ${answer.outcome} ${answer.ground}`);
      const differing = given.flatMap((each, n) =>
        each === expected[n] ? [] : [[each, expected[n], JSON.stringify(written[n])]],
      );
      assert.deepEqual(differing.slice(0, 5), []);
      assert.equal(await spent(world.store), budget);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('law 7: on a newer snapshot the same question spends budget again', async () => {
  await world.load(example('register.csv'));
  assert.deepEqual(seenRows(await world.ask(STATUTORY, ASKED)), seenRows(first));
  assert.notEqual(await spent(world.store), budget);
});
