import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AnsweredRow } from '../../src/gateway/batch.ts';
import { readCases, readLeaves } from '../../src/store/entries.ts';
import { type DemoWorld, openDemoWorld, STATUTORY, seen } from '../world/demo-world.ts';
import { inquiriesOf, inquiryAbout, type Person, personAt, registerOf } from '../world/people.ts';

const KINDS = ['no record', 'other address', 'two people on file', 'suppressed', 'on file'] as const;
type Kind = (typeof KINDS)[number];
/** LIMIT: up to 16, counts of rows keep two digits in all three snapshots. */
const PEOPLE = 15;

/** What stands on file of `person`, asked about as personAt has it. */
function onFile(person: Person, kind: Kind): Person[] {
  switch (kind) {
    case 'no record':
      return [];
    case 'other address':
      return [{ ...person, delivery_line: '77 Another Way' }];
    case 'two people on file':
      return [person, { ...person, birth_date: '1971-12-30', tax_identifier: '666-98-7654' }];
    case 'suppressed':
      return [{ ...person, suppressed: true }];
    case 'on file':
      return [person];
  }
}

let world: DemoWorld;
before(async () => {
  world = await openDemoWorld();
  await world.activate('statutory.yaml');
});
after(() => world.close());

/** Everything about an answer that anyone could see or weigh. */
async function seenAndWeighed({ answer }: AnsweredRow): Promise<string> {
  const { pool } = world.store;
  const [leaf] = await readLeaves(pool, answer.index, answer.index + 1);
  const [row] = await readCases(pool, answer.index, answer.index + 1);
  assert.ok(leaf !== undefined && row !== undefined);
  const opened = world.gateway.keys.sealing.open(row.agreement, row.day, answer.index, row.sealed);
  assert.ok(opened.ok);
  const receipt = answer.receipt.slice(String(answer.index).length).length;
  const [sealed, file] = [row.sealed.length, opened.plaintext.length];
  return JSON.stringify({ seen: seen(answer), receipt, leaf: leaf.length, sealed, file });
}

/**
 * One snapshot in which person `n` is of kind `n + turn`, asked about twice. WHY the second answers: what was counted before is then as
 * long a number in every snapshot, and every person has the same place in the file, so that nothing but the record differs.
 */
async function answersOf(turn: number): Promise<AnsweredRow[]> {
  const people = Array.from({ length: PEOPLE }, (_, n) => personAt(n));
  await world.load(registerOf(people.flatMap((person, n) => onFile(person, kindOf(n + turn)))));
  const asked = inquiriesOf(people.map((person, n) => inquiryAbout(person, n)));
  await world.ask(STATUTORY, asked);
  return await world.ask(STATUTORY, asked);
}

const kindOf = (n: number): Kind => KINDS[n % KINDS.length] as Kind;

test('law 4: no record, other address, ambiguous and suppressed look alike: same bytes, same size of receipt, leaf and sealed case', async () => {
  const weighed: Map<Kind, string>[] = Array.from({ length: PEOPLE }, () => new Map());
  for (const turn of [0, 1, 2]) {
    const rows = await answersOf(turn);
    for (const [n, row] of rows.entries()) {
      const kind = kindOf(n + turn);
      assert.equal(row.answer.outcome, kind === 'on file' ? 'confirmed' : 'not_confirmed', kind);
      if (kind !== 'on file') weighed[n]?.set(kind, await seenAndWeighed(row));
    }
    // The receipt of a confirmed answer is of the same size too, so that the size of a file of answers tells nothing.
    assert.equal(new Set(rows.map(({ answer }) => answer.receipt.length - String(answer.index).length)).size, 1);
  }
  for (const [n, kinds] of weighed.entries()) {
    assert.ok(kinds.size >= 2);
    assert.equal(new Set(kinds.values()).size, 1, JSON.stringify([n, ...kinds]));
  }
});
